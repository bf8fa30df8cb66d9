import { createStore } from 'zustand/vanilla';

export interface Toast {
  key: number;
  text: string;
  isTrouble: boolean;
  /** Takes back what was just done. */
  undo?: (() => void) | undefined;
}

/** What is said in passing at the edge of the page. */
export const toasts = createStore<readonly Toast[]>(() => []);

const SHOWN_MS = 6_000;
let lastKey = 0;

/** Says a sentence that goes by itself; with `undo`, a button stands beside it. */
export function say(text: string, { isTrouble = false, undo }: Partial<Pick<Toast, 'isTrouble' | 'undo'>> = {}): void {
  lastKey += 1;
  const key = lastKey;
  toasts.setState((shown) => [...shown.slice(-2), { key, text, isTrouble, undo }], true);
  setTimeout(() => dismissToast(key), SHOWN_MS);
}

export function dismissToast(key: number): void {
  toasts.setState((shown) => shown.filter((toast) => toast.key !== key), true);
}
