import { createAttemptLimit } from '../account/attempt-limit.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import { createId, type LinkId, type UserId } from '../kit/id.ts';
import { omiLinkReader } from '../store/omi-link-reader.ts';
import { omiLinkWriter } from '../store/omi-link-writer.ts';
import type { Store } from '../store/open.ts';
import type { WriteHandle } from '../store/query.ts';
import { transcriptWriter } from '../store/transcript-writer.ts';
import { createLinkCode, linkSentence } from './link-code.ts';
import type { OmiClient } from './omi-client.ts';
import { reservePush } from './push-budget.ts';
import { hashLinkCode } from './try-link-code.ts';

const CODE_LIFETIME_MS = 10 * 60_000;

/** With three tries for each beginning, these leave a guesser of eight digits one chance in a million a day. */
const perPerson = createAttemptLimit('omi_link_person', 100);
const perOmiUser = createAttemptLimit('omi_link_uid', 10);

export interface StartLinkParts {
  store: Store;
  clock: Clock;
  /** Undefined where no Omi app is configured: then nothing is pushed. */
  client: OmiClient | undefined;
  /** Whether deliveries can come in by the app-wide address, so that a code can be spoken. */
  canHear: boolean;
  /** Whether the pushed code may be shown where it cannot be pushed. */
  isProduction: boolean;
}

export interface StartedLink {
  omiUserId: string;
  /** The sentence to say to the device. */
  speak: string;
  expiresAt: number;
  /** The code that would have been pushed, only outside production and without an Omi app. */
  devCode: string | undefined;
}

/**
 * Begins to link a person with an Omi user: one code is pushed to that Omi user's phone, another one is given back to be shown and spoken.
 * Beginning again replaces both.
 * @throws AppError E4000, E4003, E1003 (linked already), E1006, or E4004 to E4007 when Omi did not take the push
 */
export async function startLink(parts: StartLinkParts, viewer: UserId, omiUserId: string): Promise<StartedLink> {
  const { store, clock, client, isProduction } = parts;
  if (!client && isProduction && !parts.canHear) throw new AppError('E4000');
  const codes = { push: createLinkCode(), spoken: createLinkCode() };
  const expiresAt = clock.now() + CODE_LIFETIME_MS;
  const isPushed = client !== undefined;
  const refusal = await store.transact((tx) =>
    putCodes(tx, { viewer, omiUserId, codes, expiresAt, isPushed, now: clock.now() }),
  );
  if (refusal) throw refusal;
  await client?.push(
    omiUserId,
    `Your OmniAI link code is ${codes.push.slice(0, 4)} ${codes.push.slice(4)}. It is valid for 10 minutes.`,
  );
  return {
    omiUserId,
    speak: linkSentence(codes.spoken),
    expiresAt,
    devCode: client || isProduction ? undefined : codes.push,
  };
}

interface NewLink {
  viewer: UserId;
  omiUserId: string;
  codes: { push: string; spoken: string };
  expiresAt: number;
  isPushed: boolean;
  now: number;
}

/** Gives the refusal instead of throwing it, so that what it counted is kept. */
async function putCodes(tx: WriteHandle, link: NewLink): Promise<AppError | undefined> {
  const { viewer, omiUserId, codes, now } = link;
  const refusal = (await perPerson.raise(tx, viewer, now)) ?? (await perOmiUser.raise(tx, omiUserId, now));
  if (refusal) return refusal.error;
  const active = await omiLinkReader.findActive(tx, omiUserId);
  if (active && active.user_id !== viewer) return new AppError('E4003');
  if (active) return new AppError('E1003', 'This Omi user is linked to your account already.');
  const waitMs = link.isPushed ? await reservePush(tx, omiUserId, 'link_code', now) : undefined;
  if (waitMs !== undefined) return new AppError('E4006', undefined, { retryAfterS: Math.ceil(waitMs / 1000) });

  // The counter of the Omi user, just raised, keeps another start of the same pair waiting: nobody inserts between this look and the write.
  const id = (await omiLinkReader.find(tx, viewer, omiUserId))?.id ?? createId<LinkId>();
  await omiLinkWriter.putPending(tx, {
    id,
    user_id: viewer,
    omi_user_id: omiUserId,
    push_code_hash: hashLinkCode(id, codes.push),
    spoken_code_hash: hashLinkCode(id, codes.spoken),
    code_expires_at: link.expiresAt,
    created_at: now,
  });
  await transcriptWriter.removeOfLink(tx, id);
  return undefined;
}
