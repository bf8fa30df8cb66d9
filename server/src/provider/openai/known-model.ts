import type { Model } from '../spec.ts';

type Known = Omit<Model, 'id' | 'name'>;

/**
 * What OpenAI's model pages say and its list does not, by the beginning of the name; the first that fits counts. The length is what may be sent:
 * of gpt-5's 400,000 tokens the last 128,000 are for the answer.
 */
const KNOWN: readonly [RegExp, Known][] = [
  [/^gpt-5.*-chat/, { context_length: 128_000, takes_images: true }],
  [/^gpt-5/, { context_length: 272_000, takes_images: true, takes_tools: true }],
  [/^gpt-4\.1/, { context_length: 1_047_576, takes_images: true, takes_tools: true }],
  [/^gpt-4o.*-search/, { context_length: 128_000, takes_images: false, takes_tools: false }],
  [/^(gpt-4o|chatgpt-4o)/, { context_length: 128_000, takes_images: true, takes_tools: true }],
  [/^gpt-4-turbo/, { context_length: 128_000, takes_images: true, takes_tools: true }],
  [/^gpt-4/, { context_length: 8_192, takes_images: false, takes_tools: true }],
  [/^gpt-3\.5/, { context_length: 16_385, takes_images: false, takes_tools: true }],
  [/^o1-(mini|preview)/, { context_length: 128_000, takes_images: false, takes_tools: false }],
  [/^o3-mini/, { context_length: 200_000, takes_images: false, takes_tools: true }],
  [/^o[134]/, { context_length: 200_000, takes_images: true, takes_tools: true }],
];

/** The model with what is known of it; what the list itself says goes first. */
export function toKnownModel(model: Model): Model {
  const known = KNOWN.find(([name]) => name.test(model.id))?.[1];
  if (!known) return model;
  return { ...model, ...known, context_length: model.context_length ?? known.context_length };
}
