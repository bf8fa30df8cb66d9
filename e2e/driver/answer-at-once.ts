import type { ProviderCall } from '../../server/test/scripted-provider.ts';

const REPEATED_UNITS = 100;

/** Answers each question with a sentence of its own. */
export async function answerAtOnce(call: ProviderCall): Promise<void> {
  await call.emit(`You asked me: ${call.question.slice(0, REPEATED_UNITS)}`);
  await call.finish();
}
