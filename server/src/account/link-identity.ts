import { appendAudit } from '../audit/append-audit.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import type { SessionId, UserId } from '../kit/id.ts';
import { identityReader } from '../store/identity-reader.ts';
import { identityWriter } from '../store/identity-writer.ts';
import type { Store } from '../store/open.ts';
import { sessionWriter } from '../store/session-writer.ts';
import type { Caller } from './caller.ts';
import type { OidcPerson } from './oidc-client.ts';

/** Who set out to link, while signed in and lately proved. */
export interface LinkingPerson {
  userId: UserId;
  sessionId: SessionId;
}

/**
 * Lets an account elsewhere open the account of somebody who is signed in.
 * @throws AppError E2000 when their session has ended on the way, E1003 when the account elsewhere opens another one here
 */
export async function linkIdentity(
  { store, clock }: { store: Store; clock: Clock },
  { userId, sessionId }: LinkingPerson,
  { provider, person }: { provider: string; person: OidcPerson },
  caller: Caller,
): Promise<void> {
  const { issuer, subject } = person;
  await store.transact(async (tx) => {
    if (!(await sessionWriter.hold(tx, sessionId))) throw new AppError('E2000');
    const now = clock.now();
    const row = { issuer, subject, user_id: userId, provider, created_at: now, last_used_at: null };
    if (!(await identityWriter.insert(tx, row))) {
      if ((await identityReader.find(tx, issuer, subject))?.user_id === userId) return;
      throw new AppError('E1003', 'This account of the provider opens another account here.');
    }
    await appendAudit(tx, {
      at: now,
      actor: userId,
      action: 'identity.link',
      target: { type: 'user', id: userId },
      ip: caller.ip,
      requestId: caller.requestId,
      details: { provider },
    });
  });
}
