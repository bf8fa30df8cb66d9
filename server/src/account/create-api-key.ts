import { appendAudit } from '../audit/append-audit.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import { type ApiKeyId, createId, hashSecret } from '../kit/id.ts';
import { ACCOUNT_LIMITS } from '../kit/limits.ts';
import { apiKeyReader } from '../store/api-key-reader.ts';
import { apiKeyWriter } from '../store/api-key-writer.ts';
import type { Store } from '../store/open.ts';
import type { KeyScope } from '../store/table/account-table.ts';
import { type ApiKeyView, createKeySecret, toApiKey } from './api-key.ts';
import type { Caller } from './caller.ts';
import { holdSession } from './hold-session.ts';
import { requireRecentProof } from './require-proof.ts';
import type { SessionViewer } from './viewer.ts';

interface NewKey {
  name: string;
  scope: KeyScope;
  /** Milliseconds since 1970; null: until it is deleted. */
  expiresAt: number | null;
}

/**
 * Makes a key for a program of the viewer's. Its secret is given this once; only its hash is kept.
 * @throws AppError E2007 without a recent proof, E1001 when it would be over already, E1003 when there are too many
 */
export async function createApiKey(
  { store, clock }: { store: Store; clock: Clock },
  viewer: SessionViewer,
  { name, scope, expiresAt }: NewKey,
  caller: Caller,
): Promise<{ secret: string; key: ApiKeyView }> {
  const now = clock.now();
  requireRecentProof(viewer, now);
  if (expiresAt !== null && expiresAt <= now) {
    throw new AppError('E1001', 'The key would have expired already.', { details: [{ field: 'body.expires_at' }] });
  }
  const secret = createKeySecret();
  const id = createId<ApiKeyId>();
  const row = { id, user_id: viewer.userId, name, scope, key_hash: hashSecret(secret), created_at: now };
  const key = { ...row, last_used_at: null, expires_at: expiresAt };
  await store.transact(async (tx) => {
    await holdSession(tx, viewer);
    if ((await apiKeyReader.list(tx, viewer.userId)).length >= ACCOUNT_LIMITS.apiKeysPerUser) {
      throw new AppError('E1003', 'You have too many API keys. Delete one that you do not use.');
    }
    await apiKeyWriter.insert(tx, key);
    await appendAudit(tx, {
      at: now,
      actor: viewer.userId,
      action: 'api_key.create',
      target: { type: 'api_key', id },
      ip: caller.ip,
      requestId: caller.requestId,
      details: { scope, expires: expiresAt !== null },
    });
  });
  return { secret, key: toApiKey(key) };
}
