import { z } from 'zod';
import { apiKeySchema, keyScopeSchema, toApiKey } from '../../account/api-key.ts';
import { createApiKey } from '../../account/create-api-key.ts';
import { deleteApiKey } from '../../account/delete-api-key.ts';
import type { EndSessionParts } from '../../account/end-session.ts';
import type { ApiKeyId } from '../../kit/id.ts';
import { ACCOUNT_LIMITS } from '../../kit/limits.ts';
import { apiKeyReader } from '../../store/api-key-reader.ts';
import { sessionViewerOf } from '../authentication.ts';
import { callerOf } from '../caller-of.ts';
import type { Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';

const tags = ['account'];
const ok = z.object({ ok: z.literal(true) });

/** Keys with which programs act for a person. */
export function apiKeyRoutes(parts: EndSessionParts): Routes {
  return (server) => {
    server.get(
      '/account/api-keys',
      {
        config: { policy: 'session' },
        schema: {
          tags,
          summary: 'Your API keys, newest first, without their secrets',
          response: { 200: ok.extend({ api_keys: z.array(apiKeySchema) }) },
        },
      },
      async (request) => {
        const rows = await apiKeyReader.list(parts.store.read, sessionViewerOf(request).userId);
        return { ok: true as const, api_keys: rows.map(toApiKey) };
      },
    );

    server.post(
      '/account/api-keys',
      {
        config: { policy: 'session', rateClass: 'account' },
        schema: {
          tags,
          summary: 'Make a key for a program; needs a recent sign-in',
          description:
            'Send the key as `Authorization: Bearer`. It is shown this once and kept only as a hash, so an `Idempotency-Key` does not bring it back: delete a key whose answer was lost.',
          body: z.strictObject({
            name: nameSchema(ACCOUNT_LIMITS.nameMaxLength),
            scope: keyScopeSchema.default('chat'),
            expires_at: z.iso.datetime().nullable().default(null),
          }),
          response: { 200: ok.extend({ api_key: apiKeySchema, key: z.string().describe('Shown this once') }) },
        },
      },
      async (request) => {
        const { name, scope, expires_at } = request.body;
        const wanted = { name, scope, expiresAt: expires_at === null ? null : Date.parse(expires_at) };
        const { secret, key } = await createApiKey(parts, sessionViewerOf(request), wanted, callerOf(request));
        return { ok: true as const, api_key: key, key: secret };
      },
    );

    server.delete(
      '/account/api-keys/:id',
      {
        config: { policy: 'session' },
        schema: {
          tags,
          summary: 'End a key and what runs on it',
          params: z.object({ id: nameSchema(100) }),
          response: { 200: ok },
        },
      },
      async (request) => {
        const id = request.params.id as ApiKeyId;
        await deleteApiKey(parts, sessionViewerOf(request), id, callerOf(request));
        return { ok: true as const };
      },
    );
  };
}
