import type { WebhookDoor } from '../open-door.ts';

/** As much of a {@link WebhookDoor} as tells whose it is. */
type Door = { kind: 'app' } | { kind: Exclude<WebhookDoor['kind'], 'app'>; link: { omi_user_id: string } };

/** What Omi validates its own user ids with. */
const UID = /^[A-Za-z0-9_-]{1,128}$/;

/** `forged`: two different users are named, which Omi never does. */
export type EventUid = { kind: 'named'; uid: string } | { kind: 'nobody' } | { kind: 'forged' };

/**
 * Whom something that Omi tells of is about.
 * @param named the `uid` of the query and of the body, as far as there are any; where neither is, it is the one whose address it came to
 */
export function eventUid(door: Door, ...named: readonly unknown[]): EventUid {
  const owner = door.kind === 'app' ? [] : [door.link.omi_user_id];
  const [uid, ...others] = [...named, ...owner].filter((each) => typeof each === 'string' && each !== '');
  if (typeof uid !== 'string' || !UID.test(uid)) return { kind: 'nobody' };
  return others.every((other) => other === uid) ? { kind: 'named', uid } : { kind: 'forged' };
}
