import type { AnswerScript } from '../driver/answer-script.ts';

/** An answer of 20 tokens that the upstream gives at once: nothing of a server's own delay hides behind a slow model. */
export function createShortAnswer(index: number): AnswerScript {
  return { tokens: 20, tokensPerSecond: 0, charsPerToken: 0, eventsPerChunk: 1, seed: index % 64 };
}
