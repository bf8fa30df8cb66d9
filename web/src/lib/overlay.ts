import { createStore } from 'zustand/vanilla';

/** What may lie over the page, whatever page it is. */
export type Overlay = 'palette' | 'shortcuts' | 'import';

export const overlay = createStore<{ open: Overlay | null }>(() => ({ open: null }));

export function openOverlay(open: Overlay | null): void {
  overlay.setState({ open });
}
