import { z } from 'zod';
import { PROVIDER_LIMITS } from '../kit/limits.ts';
import { isPlainText, PLAIN_TEXT } from '../kit/text.ts';
import { PROVIDER_KINDS } from '../provider/provider-kind.ts';

const text = (maxUnits: number) => z.string().trim().min(1).max(maxUnits).refine(isPlainText, PLAIN_TEXT);
const name = text(PROVIDER_LIMITS.nameUnits);
/** As its provider calls it. */
export const modelSchema = text(PROVIDER_LIMITS.modelUnits);
const baseUrl = z
  .string()
  .trim()
  .max(PROVIDER_LIMITS.urlUnits)
  .refine(isPlainAddress, 'must be an http:// or https:// address without a password, ? and #')
  .transform((url) => url.replace(/\/+$/, ''))
  .describe('Absent: where the maker of its kind has it; `openai_compatible` has no such place.');
const apiKey = z
  .string()
  .trim()
  .max(PROVIDER_LIMITS.keyUnits)
  .regex(/^[\x21-\x7e]+$/, 'must be one word of letters, digits and signs')
  .describe('Kept sealed, sent to the host of `base_url` alone, and never told again.');
const position = z.int().min(0).max(1_000).describe('Small ones are offered and chosen first.');
const isPrivateAllowed = z
  .boolean()
  .describe('Whether it may be reached at loopback and private addresses: this machine and its own network.');
const preferredModels = z
  .array(modelSchema)
  .max(PROVIDER_LIMITS.preferredModels)
  .describe('Listed first, best first. Of `openai`, the second one stands in for the first where that fails.');

/** A provider to be made. */
export const newProviderSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9](-?[a-z0-9]){0,39}$/, 'must have at most 40 small letters and digits, with single - between them')
    .optional()
    .describe('For conversations, prices and settings; absent: made from the name. It stays.'),
  kind: z.enum(PROVIDER_KINDS),
  name,
  base_url: baseUrl.optional(),
  api_key: apiKey.nullable().default(null),
  is_private_allowed: isPrivateAllowed.default(false),
  is_enabled: z.boolean().default(true),
  position: position.default(0),
  preferred_models: preferredModels.default([]),
});

export type NewProvider = z.infer<typeof newProviderSchema>;

/** What is left out stays as it is. */
export const providerChangeSchema = z.strictObject({
  name: name.optional(),
  base_url: baseUrl.optional(),
  api_key: apiKey.nullable().optional().describe('null takes the key away.'),
  is_private_allowed: isPrivateAllowed.optional(),
  is_enabled: z.boolean().optional(),
  position: position.optional(),
  preferred_models: preferredModels.optional(),
});

export type ProviderChange = z.infer<typeof providerChangeSchema>;

function isPlainAddress(given: string): boolean {
  const url = URL.parse(given);
  if (!url || !/^https?:$/.test(url.protocol)) return false;
  return url.username === '' && url.password === '' && !/[?#]/.test(given);
}
