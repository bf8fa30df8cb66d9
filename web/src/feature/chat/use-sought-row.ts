import type { Row } from '@omniai/client';
import { use, useEffect, useRef } from 'react';
import { SoughtMessage } from './sought-message.ts';

interface SoughtRowOptions {
  rows: readonly Row[];
  hasOlder: boolean;
  isLoadingOlder: boolean;
  onLoadOlder(): void;
  scrollTo(index: number): void;
}

/**
 * Goes to the message that is sought, once; older messages are read until it is there.
 * @returns its id, to mark it
 */
export function useSoughtRow({ rows, hasOlder, isLoadingOlder, onLoadOlder, scrollTo }: SoughtRowOptions) {
  const soughtId = use(SoughtMessage);
  const reachedId = useRef<string>(undefined);
  useEffect(() => {
    if (soughtId === undefined || soughtId === reachedId.current) return;
    const index = rows.findIndex(({ message }) => message?.id === soughtId);
    if (index >= 0) {
      reachedId.current = soughtId;
      // The list goes to its end when it appears; this comes after that.
      requestAnimationFrame(() => requestAnimationFrame(() => scrollTo(index)));
    } else if (hasOlder && !isLoadingOlder) onLoadOlder();
  }, [soughtId, rows, hasOlder, isLoadingOlder, onLoadOlder, scrollTo]);
  return soughtId;
}
