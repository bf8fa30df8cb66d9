import { type ProviderLimits, providerLimits } from '../limits.ts';

/** The product's limits with times that a test can wait out. */
export const testLimits: ProviderLimits = {
  ...providerLimits,
  connectMs: 1_000,
  firstTokenMs: 300,
  silenceMs: 200,
  answerMs: 10_000,
  afterFinishMs: 100,
  errorBodyMs: 150,
  questionMs: 300,
};
