import { z } from 'zod';
import { toIso } from '../kit/clock.ts';
import { createSecret } from '../kit/id.ts';
import type { ApiKeyRow } from '../store/api-key-reader.ts';

/** Tells a key from a session token at sight, for us and for scanners of leaked secrets. */
const PREFIX = 'omk_';

export function createKeySecret(): string {
  return PREFIX + createSecret();
}

export function isApiKey(token: string): boolean {
  return token.startsWith(PREFIX);
}

export const keyScopeSchema = z
  .enum(['read', 'chat', 'all'])
  .describe(
    '`read`: every GET. `chat`: conversations, answers and models. `all`: both and your context. None reaches accounts, keys, factors or the administration.',
  );

export const apiKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  scope: keyScopeSchema,
  created_at: z.iso.datetime(),
  last_used_at: z.iso.datetime().nullable(),
  expires_at: z.iso.datetime().nullable(),
});

export type ApiKeyView = z.infer<typeof apiKeySchema>;

export function toApiKey(row: ApiKeyRow): ApiKeyView {
  const iso = (at: number | null) => (at === null ? null : toIso(at));
  return {
    id: row.id,
    name: row.name,
    scope: row.scope,
    created_at: toIso(row.created_at),
    last_used_at: iso(row.last_used_at),
    expires_at: iso(row.expires_at),
  };
}
