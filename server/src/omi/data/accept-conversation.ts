import { createAgentEvent } from '../../context/create-agent-event.ts';
import type { Clock } from '../../kit/clock.ts';
import type { OmiLinkRow } from '../../store/omi-link-reader.ts';
import type { Store } from '../../store/open.ts';
import type { WriteHandle } from '../../store/query.ts';
import { voiceSessionReader } from '../../store/voice-session-reader.ts';
import { voiceSessionWriter } from '../../store/voice-session-writer.ts';
import { parseBody } from '../intake/parse-body.ts';
import type { WebhookDoor } from '../open-door.ts';
import { eventUid } from './event-uid.ts';
import { importConversation } from './import-conversation.ts';
import { lockListeningLink } from './lock-listening-link.ts';
import { type OmiConversation, readOmiConversation } from './omi-conversation.ts';

interface Log {
  warn(fields: object, message: string): void;
}

export interface EventParts {
  store: Store;
  clock: Clock;
  log: Log;
  /** Of our app at Omi; null where none is configured. */
  appId: string | null;
}

/** What Omi posts to one of its event webhooks. */
export interface OmiEvent {
  body: string;
  query: Readonly<Record<string, unknown>>;
}

/** Deliveries lag behind what they tell of by so much. */
const LAG_MS = 60_000;

/**
 * Takes in a conversation that Omi has finished: it ends the voice session it was heard in and becomes a conversation of ours, once however
 * often Omi tells of it. What we created at Omi ourselves does not come back.
 * @throws AppError E1007 when it could not be stored: Omi may send it again
 */
export async function acceptConversation(parts: EventParts, door: WebhookDoor, event: OmiEvent): Promise<void> {
  const { store, clock, log, appId } = parts;
  const about = eventUid(door, event.query.uid);
  if (about.kind === 'forged')
    return log.warn({ part: 'omi', code: 'forged' }, 'a conversation of somebody else was dropped');
  const conversation = readOmiConversation(parseBody(event.body));
  if (!conversation || about.kind !== 'named' || door.kind === 'self_test') return;
  await store.transact(async (tx) => {
    const link = await lockListeningLink(tx, door, about.uid);
    if (!link) return;
    const now = clock.now();
    await endVoiceSession(tx, link, conversation, now);
    const owner = link.user_id;
    const conversationId = await importConversation(tx, { owner, appId }, conversation, now);
    if (conversationId === undefined) return;
    const { title, emoji } = conversation.structured;
    const payload = {
      title: title.slice(0, 200).toWellFormed(),
      emoji: emoji.slice(0, 20).toWellFormed(),
      omi_id: conversation.id,
      conversation_id: conversationId,
    };
    await createAgentEvent(
      tx,
      owner,
      { type: 'omi_conversation', payload, source: 'omi', sourceMessageId: null, dueAt: null },
      now,
    );
  });
}

/** Omi tells of no session's end; a finished conversation is one. The newest session may be a later one by now. */
async function endVoiceSession(
  tx: WriteHandle,
  link: OmiLinkRow,
  { source, started_at, finished_at }: OmiConversation,
  now: number,
): Promise<void> {
  if (source === 'external_integration' || started_at === null || finished_at === null) return;
  const session = await voiceSessionReader.findNewest(tx, link.id);
  if (!session) return;
  const beganAt = session.began_at ?? session.started_at;
  const finishedAt = Date.parse(finished_at);
  const isIts = beganAt >= Date.parse(started_at) - LAG_MS && beganAt <= finishedAt + LAG_MS;
  if (isIts && session.last_heard_at <= finishedAt + LAG_MS) await voiceSessionWriter.end(tx, session.id, now);
}
