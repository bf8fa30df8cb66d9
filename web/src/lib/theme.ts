import { storage } from './storage.ts';

export type Theme = 'system' | 'light' | 'dark';

/** The chosen theme. `public/theme.js` reads the same entry before the first paint. */
export function readTheme(): Theme {
  const stored = storage.read('theme');
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

/** Shows the page in `theme` and remembers it. */
export function applyTheme(theme: Theme): void {
  storage.write('theme', theme === 'system' ? null : theme);
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
