import { createStore } from 'zustand/vanilla';
import { storage } from './storage.ts';

const KEY = 'sidebar';
const FOLDED = 'folded';

/** Whether the conversations beside the page are folded away, as this browser was left. */
export const sidebarFold = createStore<{ isFolded: boolean }>(() => ({ isFolded: storage.read(KEY) === FOLDED }));

export function toggleSidebar(): void {
  const isFolded = !sidebarFold.getState().isFolded;
  storage.write(KEY, isFolded ? FOLDED : null);
  sidebarFold.setState({ isFolded });
}
