import { setTimeout as sleep } from 'node:timers/promises';
import type { ProviderCall } from '../../server/test/scripted-provider.ts';

const THINK_MS = 100;

/** Answers each question with a sentence of its own, after a moment in which the server may die. */
export async function answerShortly(call: ProviderCall): Promise<void> {
  await sleep(THINK_MS);
  if (call.isClosed) return;
  await call.emit(`You asked me: ${call.question}`);
  await call.finish();
}
