import { setTimeout as sleep } from 'node:timers/promises';
import type { ProviderCall } from '../../server/test/scripted-provider.ts';

const WORDS = 12;
const WORD_EVERY_MS = 25;

/** Answers as a small model does, word by word, until the end or until nobody listens any more. */
export async function answerSlowly(call: ProviderCall): Promise<void> {
  for (let i = 0; i < WORDS && !call.isClosed; i += 1) {
    await call.emit(`word ${i} of “${call.question}” 😀 `);
    await sleep(WORD_EVERY_MS);
  }
  if (!call.isClosed) await call.finish();
}
