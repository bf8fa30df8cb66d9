import { z } from 'zod';
import { readPersonContext } from '../../context/preference.ts';
import { AppError } from '../../errors.ts';
import type { OutboxHandler, OutboxOutcome } from '../../job/outbox-worker.ts';
import type { Clock } from '../../kit/clock.ts';
import { type ConversationId, createId, type LinkId, type OutboxId } from '../../kit/id.ts';
import { CHAT_LIMITS } from '../../kit/limits.ts';
import { conversationReader } from '../../store/conversation-reader.ts';
import { messageReader } from '../../store/message-reader.ts';
import { type OmiLinkRow, omiLinkReader } from '../../store/omi-link-reader.ts';
import type { Store } from '../../store/open.ts';
import { type OutboxRow, outboxWriter } from '../../store/outbox-writer.ts';
import type { ReadHandle, WriteHandle } from '../../store/query.ts';
import type { OmiClient } from '../client/omi-client.ts';
import { OutcomeUnknownError } from '../client/outcome-unknown-error.ts';
import { reserveStart } from './reserve-start.ts';
import { sendConversation } from './send-conversation.ts';
import { settledWithin } from './settled-within.ts';

/** What is to be kept at Omi: a conversation of ours as it is when it is sent, or a text. */
export type SavedContent = ({ conversationId: ConversationId } | { text: string }) & { title: string | null };

const payloadSchema = z.object({
  started_at: z.number(),
  title: z.string().nullable(),
  conversation_id: z.custom<ConversationId>((value) => typeof value === 'string').optional(),
  text: z.string().optional(),
});

/** Queues a conversation to be created at Omi, once. When Omi then tells of it, it is known as our own. */
export async function queueSaveConversation(
  tx: WriteHandle,
  link: Pick<OmiLinkRow, 'id' | 'user_id'>,
  content: SavedContent,
  now: number,
): Promise<void> {
  const key = await reserveStart(tx, { owner: link.user_id, kind: 'conversation', startedAt: now }, now);
  const payload: z.infer<typeof payloadSchema> = {
    started_at: key.startedAt,
    title: content.title,
    ...('text' in content ? { text: content.text } : { conversation_id: content.conversationId }),
  };
  await outboxWriter.insert(tx, {
    id: createId<OutboxId>(),
    kind: 'omi_save_conversation',
    user_id: link.user_id,
    subject_id: link.id,
    payload: JSON.stringify(payload),
    dedupe_key: `omi_save_conversation:${link.user_id}:${key.startedAt}`,
    due_at: now,
    created_at: now,
  });
}

/** Creating takes up to a minute and a half; other rows of the outbox do not wait that long. */
const HOLD_MS = 3_000;
const LOOK_AGAIN_MS = 5_000;
const MAX_MESSAGES = 400;

interface SaveParts {
  store: Store;
  clock: Clock;
  client: OmiClient | undefined;
}

/** Creates queued conversations at Omi. */
export interface SaveConversation {
  handle: OutboxHandler;
  /** Waits for calls that are under way; the client ends them when it is closed. */
  stop(): Promise<void>;
}

/** @param holdMs how long a look at a call that is under way waits for its end; 3 s if absent */
export function createSaveConversation({
  holdMs = HOLD_MS,
  ...parts
}: SaveParts & { holdMs?: number }): SaveConversation {
  const underWay = new Map<OutboxId, Promise<OutboxOutcome>>();
  return {
    async handle(row) {
      const sending = underWay.get(row.id) ?? send(parts, row).catch(toOutcome);
      underWay.set(row.id, sending);
      const outcome = await settledWithin(sending, holdMs);
      if (outcome) underWay.delete(row.id);
      return outcome ?? { kind: 'wait', afterMs: LOOK_AGAIN_MS };
    },
    async stop() {
      await Promise.allSettled(underWay.values());
    },
  };
}

async function send(parts: SaveParts, row: OutboxRow): Promise<OutboxOutcome> {
  const { store, client } = parts;
  const link =
    row.subject_id === null ? undefined : await omiLinkReader.findUsable(store.read, row.subject_id as LinkId);
  if (!link) return { kind: 'done' };
  if (!client) return { kind: 'park', reason: 'no Omi app is configured to save this with' };
  const payload = payloadSchema.parse(JSON.parse(row.payload));
  const text = payload.text ?? (await readConversation(store.read, link, payload.conversation_id));
  if (!text) return { kind: 'done' };
  const { preferences } = await readPersonContext(store.read, link.user_id);
  await sendConversation({ ...parts, client }, link.omi_user_id, {
    key: { owner: link.user_id, kind: 'conversation', startedAt: payload.started_at },
    text: payload.title === null ? text : `${payload.title}\n\n${text}`,
    text_source: 'message',
    text_source_spec: 'OmniAI',
    language: preferences.language.slice(0, 2),
    geolocation: null,
  });
  return { kind: 'done' };
}

/** Its newest branch, oldest message first; what is too long loses its beginning. Undefined when it was deleted. */
async function readConversation(
  db: ReadHandle,
  { user_id: owner }: OmiLinkRow,
  id: ConversationId | undefined,
): Promise<string | undefined> {
  const conversation = id && (await conversationReader.find(db, owner, id));
  if (!conversation) return undefined;
  const branch = await messageReader.listBranch(db, owner, conversation.id, null, MAX_MESSAGES);
  const lines = branch
    .filter(({ text }) => text.trim() !== '')
    .map(({ role, text }) => `${role === 'user' ? 'Me' : 'Assistant'}: ${text.trim()}`);
  return lines.reverse().join('\n\n').slice(-CHAT_LIMITS.textUnits).toWellFormed();
}

function toOutcome(error: unknown): OutboxOutcome {
  if (!(error instanceof AppError)) return { kind: 'retry', reason: String(error) };
  const reason = `${error.code}: ${error.message}`;
  if (error instanceof OutcomeUnknownError || error.code === 'E4006') {
    return { kind: 'wait', afterMs: (error.retryAfterS ?? 60) * 1_000 };
  }
  const isFinal = error.code === 'E4004' || error.code === 'E4005' || error.code === 'E1001';
  return isFinal ? { kind: 'park', reason } : { kind: 'retry', reason };
}
