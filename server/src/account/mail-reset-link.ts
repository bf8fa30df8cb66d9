import type { OutboxHandler } from '../job/outbox-worker.ts';
import type { Clock } from '../kit/clock.ts';
import { ACCOUNT_LIMITS } from '../kit/limits.ts';
import { must } from '../kit/must.ts';
import type { Store } from '../store/open.ts';
import { userReader } from '../store/user-reader.ts';
import { createResetLink } from './create-reset-link.ts';
import type { Mailer } from './mailer.ts';

interface MailResetParts {
  store: Store;
  clock: Clock;
  mailer: Mailer;
  publicUrl: string;
}

/**
 * Handles the outbox rows of kind `password_reset`. The link is made when it is sent, so no queue holds one; what is older than a link would live is
 * dropped, because nobody waits for it any more.
 */
export function createMailResetLink({ store, clock, mailer, publicUrl }: MailResetParts): OutboxHandler {
  return async (row) => {
    const now = clock.now();
    const userId = must(row.user_id, 'the person of a reset');
    if (now - row.created_at > ACCOUNT_LIMITS.mailedResetMs) return { kind: 'done' };
    const mail = await store.transact(async (tx) => {
      const user = await userReader.findById(tx, userId);
      if (user?.status !== 'active') return undefined;
      const { path } = await createResetLink(tx, user.id, ACCOUNT_LIMITS.mailedResetMs, now);
      return { to: user.email, subject: 'Your new password', text: resetText(publicUrl + path) };
    });
    if (!mail) return { kind: 'done' };
    try {
      await mailer.send(mail);
      return { kind: 'done' };
    } catch {
      // What an SMTP server says can name the address or the account it was reached with.
      return { kind: 'retry', reason: 'the mail server did not take it' };
    }
  };
}

function resetText(link: string): string {
  return `Somebody asked to reset the password of your OmniAI account. If it was you, choose a new one here within the hour:

${link}

If it was not you, do nothing: your password stays as it is. Nobody can use this link without this mail.
`;
}
