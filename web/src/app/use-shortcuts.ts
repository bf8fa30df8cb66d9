import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { openOverlay, overlay } from '../lib/overlay.ts';
import { toggleSidebar } from '../lib/sidebar-fold.ts';

/** The keys that work everywhere on the page; `ShortcutHelp` lists them. */
export function useShortcuts(): void {
  const navigate = useNavigate();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const act = findAct(event);
      if (!act) return;
      event.preventDefault();
      if (act === 'new') void navigate({ to: '/' });
      else if (act === 'fold') toggleSidebar();
      else if (act === 'write') document.querySelector<HTMLElement>('[data-composer]')?.focus();
      else openOverlay(overlay.getState().open === act ? null : act);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [navigate]);
}

function findAct(event: KeyboardEvent): 'palette' | 'shortcuts' | 'new' | 'fold' | 'write' | undefined {
  const { key, shiftKey, altKey, target } = event;
  if (event.isComposing || altKey) return undefined;
  if (event.ctrlKey || event.metaKey) {
    if (key.toLowerCase() === 'k' && !shiftKey) return 'palette';
    if (key.toLowerCase() === 'b' && !shiftKey) return 'fold';
    return key.toLowerCase() === 'o' && shiftKey ? 'new' : undefined;
  }
  if (isWriting(target) || document.querySelector('[role=dialog],[role=menu]')) return undefined;
  if (key === '?') return 'shortcuts';
  return key === '/' ? 'write' : undefined;
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}
