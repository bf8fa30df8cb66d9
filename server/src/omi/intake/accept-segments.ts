import { readPersonContext, readSettings } from '../../context/preference.ts';
import type { Clock } from '../../kit/clock.ts';
import type { LinkId } from '../../kit/id.ts';
import { omiLinkReader } from '../../store/omi-link-reader.ts';
import { omiLinkWriter } from '../../store/omi-link-writer.ts';
import type { Store } from '../../store/open.ts';
import type { WriteHandle } from '../../store/query.ts';
import type { HeardSessionRow } from '../../store/voice-session-writer.ts';
import { hearLinkCode } from '../link/hear-link-code.ts';
import { collectMeeting } from '../speech/collect-meeting.ts';
import type { HeardLink } from '../speech/heard-link.ts';
import { type SettledSpeech, settleSpeech } from '../speech/settle-speech.ts';
import { mayHear } from './may-hear.ts';
import { mergeDelivery } from './merge-delivery.ts';
import { continueVoiceSession, openVoiceSession } from './open-voice-session.ts';
import type { HeardSegment } from './segment.ts';

/** What a delivery meant, once it is durable. */
export type HeardDelivery =
  | ({ kind: 'heard'; link: HeardLink; hasWaitingAnswer: boolean } & SettledSpeech)
  | { kind: 'linked' }
  /** It said nothing new, or nobody is linked with this Omi user, or not by the address it came to: nothing was stored. */
  | { kind: 'nothing' };

const NOTHING: HeardDelivery = { kind: 'nothing' };

interface Delivery {
  omiUserId: string;
  /** The link that the address belongs to; undefined for the app-wide address. */
  linkId: LinkId | undefined;
  segments: readonly HeardSegment[];
  /** Whether a spoken link code counts here: not where anybody could have sent it, nor at the address of a link. */
  mayLink: boolean;
}

/**
 * Takes in one delivery in one transaction: what it says is merged into the transcript, and what follows from it is queued. When this
 * resolves, both are durable; a repeated delivery changes nothing.
 * @throws AppError E1007 when the database cannot take it now
 */
export async function acceptSegments(
  parts: { store: Store; clock: Clock },
  delivery: Delivery,
): Promise<HeardDelivery> {
  const { store, clock } = parts;
  const { omiUserId, linkId, segments, mayLink } = delivery;
  return store.transact(async (tx): Promise<HeardDelivery> => {
    const now = clock.now();
    const running =
      (await continueVoiceSession(tx, omiUserId, segments, now)) ?? (await beginVoiceSession(tx, delivery, now));
    if (running)
      return linkId === undefined || linkId === running.link_id ? understand(tx, running, segments, now) : NOTHING;
    if (!mayLink || (await omiLinkReader.findActive(tx, omiUserId)) !== undefined) return NOTHING;
    return (await hearLinkCode(tx, omiUserId, segments, now)) ? { kind: 'linked' } : NOTHING;
  });
}

/** Undefined when nobody who may act is linked with the Omi user, or an old delivery came again. */
async function beginVoiceSession(
  tx: WriteHandle,
  delivery: Delivery,
  now: number,
): Promise<HeardSessionRow | undefined> {
  const { omiUserId, linkId, segments } = delivery;
  const link = await omiLinkWriter.touchActive(tx, omiUserId, now);
  const mayBegin = link !== undefined && (linkId === undefined || linkId === link.id);
  if (!mayBegin || !mayHear((await readPersonContext(tx, link.user_id)).preferences)) return undefined;
  if (!(await openVoiceSession(tx, link, segments, now))) return undefined;
  return continueVoiceSession(tx, omiUserId, segments, now);
}

async function understand(
  tx: WriteHandle,
  session: HeardSessionRow,
  heard: readonly HeardSegment[],
  now: number,
): Promise<HeardDelivery> {
  const preferences = readSettings(session.settings);
  if (!mayHear(preferences)) return NOTHING;
  const changed = await mergeDelivery(tx, session, heard, now, now);
  if (preferences.meeting_transcribe) await collectMeeting(tx, session, changed, now);
  const settled = await settleSpeech(tx, session, preferences, changed, now);
  const link = { id: session.link_id, user_id: session.user_id };
  return { kind: 'heard', link, ...settled, hasWaitingAnswer: session.has_waiting_answer === 1 };
}
