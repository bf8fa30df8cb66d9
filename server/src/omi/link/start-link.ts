import { z } from 'zod';
import { createAttemptLimit } from '../../account/attempt-limit.ts';
import { AppError } from '../../errors.ts';
import type { Clock } from '../../kit/clock.ts';
import { createId, type LinkId, type UserId } from '../../kit/id.ts';
import { omiLinkReader } from '../../store/omi-link-reader.ts';
import { omiLinkWriter } from '../../store/omi-link-writer.ts';
import type { WriteHandle } from '../../store/query.ts';
import { transcriptWriter } from '../../store/transcript-writer.ts';
import { reservePush } from '../answer/push-budget.ts';
import type { OmiClient } from '../client/omi-client.ts';
import { deriveLinkCode, linkSentence } from './link-code.ts';
import { hashLinkCode } from './try-link-code.ts';

const CODE_LIFETIME_MS = 10 * 60_000;

/** With three tries for each beginning, these leave a guesser of eight digits one chance in a million a day. */
const perPerson = createAttemptLimit('omi_link_person', 100);
const perOmiUser = createAttemptLimit('omi_link_uid', 10);

export interface StartLinkParts {
  clock: Clock;
  /** Undefined where no Omi app is configured: then nothing is pushed. */
  client: OmiClient | undefined;
  /** Whether deliveries can come in by the app-wide address, so that a code can be spoken. */
  canHear: boolean;
  /** Whether the pushed code may be shown where it cannot be pushed. */
  isProduction: boolean;
  sessionSecret: string;
}

/** One request to begin a link. */
export interface LinkStart {
  viewer: UserId;
  omiUserId: string;
  /** What makes the codes of this request differ from those of any other: its idempotency key, or something random. */
  salt: string;
  /** Whether the link must be waiting for its codes already. */
  isAgain: boolean;
}

/** What is kept of a beginning. With its request it gives the same codes again, which so are nowhere written down. */
export const begunLinkSchema = z.object({
  link_id: z.custom<LinkId>((value) => typeof value === 'string'),
  expires_at: z.number(),
});
export type BegunLink = z.infer<typeof begunLinkSchema>;

export interface ShownLink {
  omiUserId: string;
  /** The sentence to say to the device. */
  speak: string;
  expiresAt: number;
  /** The code that would have been pushed, only outside production and without an Omi app. */
  devCode: string | undefined;
}

/**
 * Gives a pair of person and Omi user new codes; older ones end. Nothing is pushed yet.
 * @returns the refusal instead of throwing it, so that what it counted is kept: E1002, E1003 (linked already), E1006, E4000, E4003, E4006
 */
export async function beginLink(
  parts: StartLinkParts,
  tx: WriteHandle,
  start: LinkStart,
): Promise<BegunLink | AppError> {
  const { viewer, omiUserId } = start;
  const now = parts.clock.now();
  if (!parts.client && parts.isProduction && !parts.canHear) return new AppError('E4000');
  const tooMany = (await perPerson.raise(tx, viewer, now)) ?? (await perOmiUser.raise(tx, omiUserId, now));
  if (tooMany) return tooMany.error;
  const active = await omiLinkReader.findActive(tx, omiUserId);
  if (active && active.user_id !== viewer) return new AppError('E4003');
  if (active) return new AppError('E1003', 'This Omi user is linked to your account already.');
  // The counter of the Omi user, just raised, keeps another start of the same pair waiting: nobody inserts between this look and the write.
  const pending = await omiLinkReader.find(tx, viewer, omiUserId);
  if (start.isAgain && !pending) return new AppError('E1002');
  const waitMs = parts.client ? await reservePush(tx, omiUserId, 'link_code', now) : undefined;
  if (waitMs !== undefined) return new AppError('E4006', undefined, { retryAfterS: Math.ceil(waitMs / 1000) });

  const begun: BegunLink = { link_id: pending?.id ?? createId<LinkId>(), expires_at: now + CODE_LIFETIME_MS };
  const codes = codesOf(parts, start, begun);
  await omiLinkWriter.putPending(tx, {
    id: begun.link_id,
    user_id: viewer,
    omi_user_id: omiUserId,
    push_code_hash: hashLinkCode(begun.link_id, codes.pushed),
    spoken_code_hash: hashLinkCode(begun.link_id, codes.spoken),
    code_expires_at: begun.expires_at,
    created_at: now,
  });
  await transcriptWriter.removeOfLink(tx, begun.link_id);
  return begun;
}

/**
 * Pushes the code to the Omi user's phone, where there is an app to push with.
 * @throws AppError E4004 to E4007 when Omi did not take it
 */
export async function pushLinkCode(parts: StartLinkParts, start: LinkStart, begun: BegunLink): Promise<void> {
  const { pushed } = codesOf(parts, start, begun);
  await parts.client?.push(
    start.omiUserId,
    `Your OmniAI link code is ${pushed.slice(0, 4)} ${pushed.slice(4)}. It is valid for 10 minutes.`,
  );
}

/** What the person who began the link may see of it. */
export function showLink(parts: StartLinkParts, start: LinkStart, begun: BegunLink): ShownLink {
  const { pushed, spoken } = codesOf(parts, start, begun);
  return {
    omiUserId: start.omiUserId,
    speak: linkSentence(spoken),
    expiresAt: begun.expires_at,
    devCode: parts.client || parts.isProduction ? undefined : pushed,
  };
}

function codesOf({ sessionSecret }: StartLinkParts, { salt }: LinkStart, { link_id, expires_at }: BegunLink) {
  const codeFor = (kind: string) => deriveLinkCode(sessionSecret, JSON.stringify([kind, link_id, expires_at, salt]));
  return { pushed: codeFor('push'), spoken: codeFor('spoken') };
}
