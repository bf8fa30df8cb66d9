import type { Account } from '../session/session.ts';

/** The names under which the phone keeps what belongs to one account on one server. */
export function accountStorage(server: string, account: Account) {
  const owner = `${server} ${account.id}`;
  return { cache: `omniai.cache ${owner}`, outgoing: `omniai.outgoing ${owner}` };
}
