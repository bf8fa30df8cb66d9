import type { ObservedRun } from '../run/run-observer.ts';
import type { TokenCounters } from './token-counters.ts';

/** Learns from an answer how many tokens its prompt had, where its vendor says so and the prompt was nothing but text. */
export function learnTokens(counters: Pick<TokenCounters, 'learn'>, { identity, outcome }: ObservedRun): void {
  const { provider, model, plainPrompt } = identity;
  if (!plainPrompt || outcome.status !== 'complete' || outcome.usage.prompt_tokens === null) return;
  const { bytes: promptBytes, messages: promptMessages } = plainPrompt;
  counters.learn({ provider, model, promptBytes, promptMessages, promptTokens: outcome.usage.prompt_tokens });
}
