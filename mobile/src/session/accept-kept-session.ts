import type { Account, KeptSession } from './session.ts';

/** What an earlier start of the app has kept; null for nothing, and for what it did not write. */
export function acceptKeptSession(json: string | null): KeptSession | null {
  const kept = Object(parse(json));
  if (typeof kept.server !== 'string') return null;
  const entered = Object(kept.entered);
  const isEntered = typeof entered.token === 'string' && isAccount(entered.account);
  return { server: kept.server, entered: isEntered ? { token: entered.token, account: entered.account } : null };
}

function parse(json: string | null): unknown {
  try {
    return JSON.parse(json ?? 'null');
  } catch {
    // Half a record, as a phone that lost its power may leave it.
    return null;
  }
}

function isAccount(value: unknown): value is Account {
  return ['id', 'email', 'name'].every((key) => typeof Object(value)[key] === 'string');
}
