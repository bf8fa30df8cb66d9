import { lazy, Suspense, useEffect } from 'react';
import { useStore } from 'zustand';
import { openOverlay, overlay } from '../lib/overlay.ts';
import { whenIdle } from '../lib/when-idle.ts';
import { useShortcuts } from './use-shortcuts.ts';

const load = {
  palette: () => import('./palette.tsx'),
  shortcuts: () => import('../feature/palette/shortcut-help.tsx'),
  import: () => import('../feature/conversation/import-dialog.tsx'),
};
const OFTEN_WANTED = [
  load.palette,
  () => import('../ui/drawer.tsx'),
  () => import('../feature/account/account-panel.tsx'),
  () => import('../feature/conversation/conversation-menu.tsx'),
  () => import('../feature/provider/model-list.tsx'),
];
const Palette = lazy(() => load.palette().then((module) => ({ default: module.Palette })));
const ShortcutHelp = lazy(() => load.shortcuts().then((module) => ({ default: module.ShortcutHelp })));
const ImportDialog = lazy(() => load.import().then((module) => ({ default: module.ImportDialog })));

/** What lies over the page when it is asked for. It is fetched when the page is at rest, so that it is there at once. */
export function Overlays() {
  const { open } = useStore(overlay);
  useShortcuts();
  // What fails to come now is asked for again when it is wanted.
  useEffect(() => whenIdle(() => void Promise.allSettled(OFTEN_WANTED.map((fetch) => fetch()))), []);
  const close = () => openOverlay(null);
  return (
    <Suspense fallback={null}>
      {open === 'palette' && <Palette onClose={close} />}
      {open === 'shortcuts' && <ShortcutHelp onClose={close} />}
      {open === 'import' && <ImportDialog onClose={close} />}
    </Suspense>
  );
}
