import { type ConversationId, createId, type OutboxId, type UtteranceId, type VoiceSessionId } from '../../kit/id.ts';
import { type OutboxRow, outboxWriter } from '../../store/outbox-writer.ts';
import type { WriteHandle } from '../../store/query.ts';
import { transcriptWriter } from '../../store/transcript-writer.ts';
import type { UtteranceRow } from '../../store/utterance-reader.ts';
import type { Utterance } from './find-utterances.ts';
import type { Speaker } from './speaker.ts';
import { openSpokenConversation } from './spoken-conversation.ts';

/** Whoever heard the question asks it at once; the outbox does so only if that process died. */
const ASK_AFTER_MS = 5_000;
/** An utterance without its sentence mark is over when nothing more of it came for this long. */
export const QUIET_MS = 3_000;

export type NewOutboxRow = Pick<OutboxRow, 'id' | 'user_id' | 'subject_id' | 'payload'>;

/** What a queued question holds. */
interface QuestionPayload {
  text: string;
  /** Where it goes on. Fixed when it is queued, so that asking twice is asking the same. */
  conversation_id: ConversationId;
  utterance_id: UtteranceId;
  heard_before: string;
}

/** What is kept of an utterance whose end was not heard yet. */
interface OpenUtterancePayload {
  session_id: VoiceSessionId;
  utterance_key: string;
  /** Where in its session to look for it, in seconds. */
  start_s: number;
}

/** Queues a new utterance to be asked in the person's active window, and gives the row to ask from. */
export async function queueQuestion(
  tx: WriteHandle,
  { link, person }: Pick<Speaker, 'link' | 'person'>,
  { utterance, heardBefore }: { utterance: UtteranceRow; heardBefore: string },
  now: number,
): Promise<NewOutboxRow> {
  const payload: QuestionPayload = {
    text: utterance.text,
    conversation_id: await openSpokenConversation(tx, link.user_id, person, now),
    utterance_id: utterance.id,
    heard_before: heardBefore,
  };
  const row = {
    id: createId<OutboxId>(),
    kind: 'omi_question',
    user_id: link.user_id,
    subject_id: link.id,
    payload: JSON.stringify(payload),
    dedupe_key: `omi_question:${utterance.id}`,
    due_at: now + ASK_AFTER_MS,
    created_at: now,
  };
  await outboxWriter.insert(tx, row);
  return row;
}

/** Queues another look at an utterance that has no end yet, for the case that nothing more is heard. */
export async function queueOpenUtterance(
  tx: WriteHandle,
  { link, session }: Pick<Speaker, 'link' | 'session'>,
  utterance: Utterance,
  now: number,
): Promise<void> {
  const payload: OpenUtterancePayload = {
    session_id: session.id,
    utterance_key: utterance.key,
    start_s: utterance.startS,
  };
  await outboxWriter.insert(tx, {
    id: createId<OutboxId>(),
    kind: 'omi_open_utterance',
    user_id: link.user_id,
    subject_id: link.id,
    payload: JSON.stringify(payload),
    dedupe_key: `omi_open_utterance:${link.id}:${utterance.key}`,
    due_at: now + QUIET_MS,
    created_at: now,
  });
  for (const key of utterance.segmentKeys) await transcriptWriter.setSettled(tx, link.id, key, null);
}
