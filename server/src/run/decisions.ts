import { setTimeout as sleep } from 'node:timers/promises';
import type { ToolCallId } from '../kit/id.ts';

/** Wakes those of this process who wait for a person's word on a call. The row is the truth, this a hint. */
export class Decisions {
  readonly #waiting = new Map<ToolCallId, AbortController>();

  /** Resolves when the call was decided here, when `ms` milliseconds have passed, or when `signal` aborts. */
  async next(id: ToolCallId, ms: number, signal: AbortSignal): Promise<void> {
    const woken = new AbortController();
    this.#waiting.set(id, woken);
    await sleep(ms, undefined, { signal: AbortSignal.any([signal, woken.signal]) }).catch(() => undefined);
    this.#waiting.delete(id);
  }

  wake(id: ToolCallId): void {
    this.#waiting.get(id)?.abort();
  }
}
