/** A vocabulary that OpenAI has published. */
export type Encoding = 'o200k_base' | 'cl100k_base';

const ENCODINGS: readonly [RegExp, Encoding][] = [
  [/^(gpt-(4o|4\.1|4\.5|[5-9]|oss)|chatgpt-4o|o\d)/, 'o200k_base'],
  [/^gpt-(4|3\.5)/, 'cl100k_base'],
];

/**
 * The vocabulary of a model by its name, whoever offers it (`gpt-4o`, `openai/gpt-4o`, `gpt-oss:20b`); undefined where none is published in a
 * form that can be counted with.
 */
export function encodingOf(model: string): Encoding | undefined {
  const name = model.slice(model.lastIndexOf('/') + 1).toLowerCase();
  return ENCODINGS.find(([pattern]) => pattern.test(name))?.[1];
}
