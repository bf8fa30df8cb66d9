import type { OmiSegment } from './deliver.ts';

const MAX_WAITING = 50;

/** What was said and is still to be delivered, in order, one delivery after the other. */
export interface TranscriptQueue {
  /** Takes a delivery; where 50 wait already, the oldest of them is dropped. */
  add(segments: readonly OmiSegment[]): void;
  /** Resolves when nothing waits any more. */
  empty(): Promise<void>;
  droppedCount(): number;
}

/** @param deliver must not reject (`backend/routers/pusher.py`) */
export function createTranscriptQueue(deliver: (segments: readonly OmiSegment[]) => Promise<void>): TranscriptQueue {
  const waiting: (readonly OmiSegment[])[] = [];
  let dropped = 0;
  let draining: Promise<void> | undefined;

  async function drain(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) await deliver(next);
    draining = undefined;
  }
  return {
    add(segments) {
      waiting.push(segments);
      if (waiting.length > MAX_WAITING) {
        waiting.shift();
        dropped += 1;
      }
      draining ??= drain();
    },
    empty: async () => draining,
    droppedCount: () => dropped,
  };
}
