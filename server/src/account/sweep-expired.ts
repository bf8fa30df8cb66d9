import type { Clock } from '../kit/clock.ts';
import { ACCOUNT_LIMITS } from '../kit/limits.ts';
import { idempotencyWriter } from '../store/idempotency-writer.ts';
import type { Store } from '../store/open.ts';
import { passkeyWriter } from '../store/passkey-writer.ts';
import { passwordResetWriter } from '../store/password-reset-writer.ts';
import { sessionWriter } from '../store/session-writer.ts';
import { throttleWriter } from '../store/throttle-writer.ts';

/** Removes ended sessions, links and questions, past counters of attempts and idempotency keys older than a day. Nothing depends on it but space; call it hourly. */
export async function sweepExpired(store: Store, clock: Clock): Promise<void> {
  const now = clock.now();
  await store.transact(async (tx) => {
    await sessionWriter.removeExpired(tx, now);
    await passkeyWriter.removeExpiredChallenges(tx, now);
    await passwordResetWriter.removeExpired(tx, now);
    await throttleWriter.removeExpired(tx, now - ACCOUNT_LIMITS.attemptWindowMs);
    await idempotencyWriter.removeExpired(tx, now - ACCOUNT_LIMITS.idempotencyKeyLifetimeMs);
  });
}
