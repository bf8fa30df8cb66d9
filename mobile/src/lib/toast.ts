import { createStore } from 'zustand/vanilla';

export interface Toast {
  key: number;
  text: string;
  isTrouble: boolean;
  /** How long it stays while nobody is at it. */
  shownMs: number;
  /** Takes back what was just done. */
  undo?: (() => void) | undefined;
}

/** What is said in passing at the edge of the screen. */
export const toasts = createStore<readonly Toast[]>(() => []);

/** A sentence is read. */
const SHOWN_MS = 6_000;
/** A sentence that was not expected. */
const TROUBLE_MS = 12_000;
/** A decision is made, with a screen reader too (WCAG 2.2.1 asks for time, not for haste). */
const UNDO_MS = 20_000;
let lastKey = 0;

/** Says a sentence that goes by itself; with `undo`, a button stands beside it. */
export function say(text: string, { isTrouble = false, undo }: Partial<Pick<Toast, 'isTrouble' | 'undo'>> = {}): void {
  lastKey += 1;
  const key = lastKey;
  const shownMs = undo ? UNDO_MS : isTrouble ? TROUBLE_MS : SHOWN_MS;
  toasts.setState((shown) => [...shown.slice(-2), { key, text, isTrouble, shownMs, undo }], true);
}

export function dismissToast(key: number): void {
  toasts.setState((shown) => shown.filter((toast) => toast.key !== key), true);
}
