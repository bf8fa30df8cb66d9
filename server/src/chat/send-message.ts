import { createHash } from 'node:crypto';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import { type ConversationId, createId, type MessageId, type UserId } from '../kit/id.ts';
import { cleanText } from '../kit/text.ts';
import type { ModelChoice, ModelWish, Registry } from '../provider/registry.ts';
import { reserveMessage } from '../quota/quota.ts';
import type { BeginRun } from '../run/run-order.ts';
import type { Runs } from '../run/runs.ts';
import type { ConversationRow } from '../store/conversation-reader.ts';
import { conversationWriter } from '../store/conversation-writer.ts';
import { type MessageRow, messageReader } from '../store/message-reader.ts';
import { messageWriter } from '../store/message-writer.ts';
import type { Store } from '../store/open.ts';
import type { WriteHandle } from '../store/query.ts';
import { runReader } from '../store/run-reader.ts';
import type { MessageSource } from '../store/schema.ts';
import { type Answer, toAnswer, toLiveAnswer } from './answer.ts';
import { type AnswerOptions, beginAnswer } from './begin-answer.ts';
import { createConversation } from './create-conversation.ts';
import { getConversation } from './get-conversation.ts';
import { titleFrom } from './title.ts';

export interface ChatParts {
  store: Store;
  runs: Runs;
  registry: Pick<Registry, 'resolve'>;
  clock: Clock;
}

/** A person's words on their way to an answer, typed or spoken. */
export interface NewMessage {
  viewer: UserId;
  text: string;
  source: MessageSource;
  /** Without it a new conversation begins. */
  conversationId?: ConversationId | undefined;
  /** The message to go on from; without it the newest of the conversation. */
  parentId?: MessageId | undefined;
  provider?: string | undefined;
  model?: string | undefined;
  /** Makes sending idempotent: the same id with the same words gives the same answer again. */
  clientMessageId?: string | undefined;
  options?: AnswerOptions | undefined;
}

/**
 * Stores a message, takes it from its sender's quota and begins its answer, in one transaction: when this resolves, nothing of it can be lost.
 * @throws AppError E1002 (conversation or parent not the viewer's), E1003 (the same `clientMessageId` with other words), E2010, E2011, E3000, E3006
 */
export async function sendMessage(parts: ChatParts, message: NewMessage): Promise<Answer> {
  const { store, runs, registry } = parts;
  const bodyHash = hashOf(message);
  const earlier = await findEarlier(parts, message, bodyHash);
  if (earlier) return earlier;
  const conversation =
    message.conversationId && (await getConversation(store.read, message.viewer, message.conversationId));
  const choice = await registry.resolve(wishOf(message, conversation));
  try {
    return toLiveAnswer(await runs.transact((tx, begin) => storeMessage(parts, tx, begin, message, choice, bodyHash)));
  } catch (error) {
    // Whether its twin took the id or the last message of the day before it: the twin's answer is the answer to both.
    const twin = await findEarlier(parts, message, bodyHash);
    if (twin) return twin;
    throw error instanceof SentTwiceError ? new AppError('E1007', undefined, { retryAfterS: 1 }) : error;
  }
}

/** What a person chose now goes before what the conversation is set to; a chosen provider makes the conversation's model meaningless. */
export function wishOf(
  chosen: { provider?: string | undefined; model?: string | undefined },
  conversation: ConversationRow | undefined,
): ModelWish {
  if (chosen.provider ?? chosen.model) return { provider: chosen.provider, model: chosen.model };
  return { provider: conversation?.provider ?? undefined, model: conversation?.model ?? undefined };
}

/** Another request with the same `clientMessageId` was stored between our look and our insert. */
class SentTwiceError extends Error {}

async function storeMessage(
  parts: ChatParts,
  tx: WriteHandle,
  begin: BeginRun,
  message: NewMessage,
  choice: ModelChoice,
  bodyHash: string,
) {
  const { clock } = parts;
  const { viewer } = message;
  const now = clock.now();
  const usageDay = await reserveMessage(tx, viewer, now);
  const conversation = await openConversation(tx, message, now);
  const parentId = await findParent(tx, message, conversation.id);
  const row: MessageRow = {
    id: createId<MessageId>(),
    conversation_id: conversation.id,
    user_id: viewer,
    parent_id: parentId,
    role: 'user',
    text: cleanText(message.text),
    status: 'complete',
    source: message.source,
    provider_meta: null,
    error: null,
    client_message_id: message.clientMessageId ?? null,
    body_hash: message.clientMessageId === undefined ? null : bodyHash,
    created_at: now,
    updated_at: now,
  };
  if (!(await messageWriter.insert(tx, row))) throw new SentTwiceError();
  return beginAnswer(tx, begin, clock, choice, {
    owner: viewer,
    conversationId: conversation.id,
    userMessageId: row.id,
    text: row.text,
    source: message.source,
    parentId,
    systemPrompt: conversation.system_prompt,
    options: message.options ?? {},
    usageDay,
  });
}

/** The conversation the message goes into, moved to the top of the list; a new one if none was named. */
async function openConversation(tx: WriteHandle, message: NewMessage, now: number): Promise<ConversationRow> {
  if (message.conversationId === undefined) {
    return createConversation(tx, message.viewer, { title: titleFrom(message.text) }, now);
  }
  await conversationWriter.touch(tx, message.viewer, message.conversationId, now);
  return getConversation(tx, message.viewer, message.conversationId);
}

async function findParent(
  tx: WriteHandle,
  message: NewMessage,
  conversationId: ConversationId,
): Promise<MessageId | null> {
  if (message.conversationId === undefined) return null;
  if (message.parentId === undefined) {
    return (await messageReader.findNewest(tx, message.viewer, conversationId)) ?? null;
  }
  const parent = await messageReader.find(tx, message.viewer, message.parentId);
  if (parent?.conversation_id !== conversationId) throw new AppError('E1002');
  return parent.id;
}

async function findEarlier(parts: ChatParts, message: NewMessage, bodyHash: string): Promise<Answer | undefined> {
  if (message.clientMessageId === undefined) return undefined;
  const earlier = await messageReader.findByClientId(parts.store.read, message.viewer, message.clientMessageId);
  if (!earlier) return undefined;
  if (earlier.body_hash !== bodyHash) {
    throw new AppError('E1003', 'This client_message_id was used for another message.');
  }
  const run = await runReader.findByQuestion(parts.store.read, message.viewer, earlier.id);
  if (!run) throw new AppError('E1002');
  return toAnswer(parts, run);
}

/** What makes two sends the same: everything the person said and chose. */
function hashOf(message: NewMessage): string {
  const { text, conversationId, parentId, provider, model, options } = message;
  const chosen = Object.entries(options ?? {}).sort(([a], [b]) => a.localeCompare(b));
  const said = [text, conversationId, parentId, provider, model, chosen];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}
