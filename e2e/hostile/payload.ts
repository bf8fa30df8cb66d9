import { ADDRESS_PAYLOADS } from './address.ts';
import { MARKUP } from './markup.ts';
import { STRUCTURES } from './structure.ts';

/** Everything hostile that a model may write, but diagrams: more than 800 texts. */
export const PAYLOADS: readonly string[] = [
  ...ADDRESS_PAYLOADS,
  ...MARKUP,
  // Again where markdown reads on: after words, and with marks of its own around it.
  ...MARKUP.filter((_, index) => index % 2 === 0).map((markup) => `Words **before** ${markup} and after.`),
  ...STRUCTURES,
];
