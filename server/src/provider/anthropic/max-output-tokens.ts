/** What an answer may take where neither the person nor the model's own limit says less: long enough for a long chapter. */
const USUAL = 32_000;

/** Models whose own limit is below {@link USUAL}, from the vendor's table of models. */
const SHORTER: readonly [RegExp, number][] = [
  [/^claude-(2|instant|3-(opus|sonnet|haiku))/, 4_096],
  [/^claude-3-5-/, 8_192],
];

/**
 * `max_tokens` for a request that names none, as the vendor insists on one.
 * @param limit the model's own, where the vendor's list said it
 */
export function maxOutputTokens(model: string, limit: number | null): number {
  return Math.min(USUAL, limit ?? SHORTER.find(([names]) => names.test(model))?.[1] ?? USUAL);
}
