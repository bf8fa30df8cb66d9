import { appendAudit } from '../audit/append-audit.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import { createId, type OutboxId } from '../kit/id.ts';
import { ACCOUNT_LIMITS } from '../kit/limits.ts';
import type { Store } from '../store/open.ts';
import { outboxWriter } from '../store/outbox-writer.ts';
import { userReader } from '../store/user-reader.ts';
import { createAttemptLimit, toAddressSubject } from './attempt-limit.ts';
import type { Caller } from './caller.ts';

export interface StartResetParts {
  store: Store;
  clock: Clock;
  /** Whether this server can send mail. */
  canMail: boolean;
  onQueued: () => void;
}

const perAccount = createAttemptLimit('reset_account', ACCOUNT_LIMITS.resetsPerAccount);
const perAddress = createAttemptLimit('reset_address', ACCOUNT_LIMITS.resetsPerAddress);

/**
 * Sends a reset link to an e-mail address if it belongs to an active account. Whoever asks learns nothing of that: the mail is only queued here, and the
 * limits count for every address.
 * @throws AppError E1003 where no mail is set up, E1006 after too many tries
 */
export async function startReset(
  { store, clock, canMail, onQueued }: StartResetParts,
  givenEmail: string,
  caller: Caller,
): Promise<void> {
  if (!canMail) {
    throw new AppError('E1003', 'This server sends no mail. Ask your administrator for a link to reset your password.');
  }
  const email = givenEmail.toLowerCase();
  const now = clock.now();
  const refusal = await store.transact(async (tx) => {
    const refused =
      (await perAccount.raise(tx, email, now)) ?? (await perAddress.raise(tx, toAddressSubject(caller.ip), now));
    const user = await userReader.findByEmail(tx, email);
    if (refused || user?.status !== 'active') return refused;
    const id = createId<OutboxId>();
    const row = { id, kind: 'password_reset', user_id: user.id, subject_id: null, payload: '{}', dedupe_key: id };
    await outboxWriter.insert(tx, { ...row, due_at: now, created_at: now });
    await appendAudit(tx, {
      at: now,
      actor: null,
      action: 'account.reset_start',
      target: { type: 'user', id: user.id },
      ip: caller.ip,
      requestId: caller.requestId,
    });
    return undefined;
  });
  if (refusal) throw refusal.error;
  onQueued();
}
