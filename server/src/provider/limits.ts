/** Everything that bounds a talk with a vendor. Times in milliseconds; injectable, so that tests need not wait. */
export interface ProviderLimits {
  /** To a TCP (and TLS) connection: a machine that is there answers in milliseconds, one that is off never does. */
  connectMs: number;
  /** From the request to the first part of the answer: local servers load the model from disk first. */
  firstTokenMs: number;
  /** Between two reads once the answer has begun: slow machines write a token every few seconds, not every minute. */
  silenceMs: number;
  /** For a whole answer, so that a vendor which sends signs of life for ever is left one day. */
  answerMs: number;
  /** After the vendor said why it ended, for the token counts and the end mark that may follow. */
  afterFinishMs: number;
  /** For the text of a refusal, once its status is known. */
  errorBodyMs: number;
  /** For a model list or another small question. A page never waits for it, the background refresh does. */
  questionMs: number;
  /** One line of a stream, in UTF-16 units: real ones are below a few KiB, and a line must fit in memory to be read. */
  maxLineUnits: number;
  /** What may come in a row without any text in it: the wrapping around a token is a few hundred bytes. */
  maxBytesWithoutText: number;
  /** An answer, in UTF-16 units: twenty times the longest that any model writes today; it ends as `length`. */
  maxAnswerUnits: number;
  /** Tools that one answer may ask for: models ask for a handful at once. */
  maxToolCalls: number;
  /** Read and not yet taken, per answer; beyond it the vendor's socket is not read. One network read is at most this. */
  maxWaitingBytes: number;
  /** The text of a refusal; what people need of it is its first sentence. */
  maxErrorBodyBytes: number;
  /** A model list: OpenRouter's, the longest known, has about 1 MiB. */
  maxQuestionBodyBytes: number;
}

export const providerLimits: ProviderLimits = {
  connectMs: 5_000,
  firstTokenMs: 120_000,
  silenceMs: 60_000,
  answerMs: 3_600_000,
  afterFinishMs: 2_000,
  errorBodyMs: 5_000,
  questionMs: 5_000,
  maxLineUnits: 1_048_576,
  maxBytesWithoutText: 8_388_608,
  maxAnswerUnits: 20_971_520,
  maxToolCalls: 128,
  maxWaitingBytes: 65_536,
  maxErrorBodyBytes: 65_536,
  maxQuestionBodyBytes: 4_194_304,
};
