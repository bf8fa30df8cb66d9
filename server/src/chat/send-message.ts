import { type PersonContext, readPersonContext } from '../context/preference.ts';
import type { Space } from '../context/space.ts';
import { AppError } from '../errors.ts';
import type { LoadPicture } from '../file/load-picture.ts';
import { attachFiles, useFiles } from '../file/use-files.ts';
import { type ConversationId, createId, type FileId, type MessageId, type UserId } from '../kit/id.ts';
import { cleanText } from '../kit/text.ts';
import type { ModelChoice, ModelWish } from '../provider/choose-model.ts';
import type { Registry } from '../provider/registry.ts';
import { reserveMessage } from '../quota/reserve-message.ts';
import type { AnswerOptions } from '../run/answer-options.ts';
import type { BeginRun } from '../run/run-order.ts';
import type { ConversationRow } from '../store/conversation-reader.ts';
import { conversationWriter } from '../store/conversation-writer.ts';
import { messageReader } from '../store/message-reader.ts';
import { messageWriter, type NewMessageRow } from '../store/message-writer.ts';
import type { ReadHandle, WriteHandle } from '../store/query.ts';
import type { MessageSource } from '../store/table/chat-table.ts';
import { windowReader } from '../store/window-reader.ts';
import { type Answer, type AnswerParts, toLiveAnswer } from './answer.ts';
import { beginAnswer } from './begin-answer.ts';
import { beginOnce, type ClientKey, createClientKey, SentTwiceError } from './begin-once.ts';
import { type ConversationChange, changeConversation } from './change-conversation.ts';
import { createConversation, FIRST_TITLE } from './create-conversation.ts';
import { getConversation } from './get-conversation.ts';
import { openWindow } from './open-window.ts';
import type { PromptMakers } from './prepare-prompt.ts';
import { titleFrom } from './title.ts';

export interface ChatParts extends AnswerParts, PromptMakers {
  registry: Pick<Registry, 'resolve'>;
  loadPicture: LoadPicture;
}

/** A person's words on their way to an answer, typed or spoken. */
export interface NewMessage {
  viewer: UserId;
  text: string;
  source: MessageSource;
  /** Without it, and without a slot, a new conversation begins. */
  conversationId?: ConversationId | undefined;
  /** The window into whose conversation it goes, made at first use: 1 to 5. Not together with a conversation. */
  slot?: number | undefined;
  /** The message to go on from; null for none, at the beginning of the conversation. Without it the newest of the conversation. */
  parentId?: MessageId | null | undefined;
  /** The message in whose place it stands. */
  edits?: MessageId | undefined;
  /** Whether a new conversation goes by itself some time after its last message. */
  isTemporary?: boolean | undefined;
  /** In which a new conversation begins; without it the active one. */
  space?: Space | undefined;
  provider?: string | undefined;
  model?: string | undefined;
  /** Makes sending idempotent: the same id with the same words gives the same answer again. */
  clientMessageId?: string | undefined;
  options?: AnswerOptions | undefined;
  /** Files of the viewer's that go along, at most ten. */
  fileIds?: readonly FileId[] | undefined;
  /** What a new conversation is called; without it, its first words. */
  title?: string | undefined;
  /** What was said just before a spoken question. */
  heardBefore?: string | undefined;
}

/**
 * Stores a message, takes it from its sender's quota and begins its answer, in one transaction: when this resolves, nothing of it can be lost.
 * @throws AppError E1002 (conversation or parent not the viewer's), E1003 (the same `clientMessageId` with other words), E2010, E2011, E3000, E3006
 */
export async function sendMessage(parts: ChatParts, message: NewMessage): Promise<Answer> {
  const { store, runs, registry } = parts;
  const { viewer } = message;
  const key = createClientKey(message.clientMessageId, whatIsSaid(message));
  return beginOnce(parts, viewer, key, async () => {
    const conversation = await findConversation(store.read, message);
    const choice = await registry.resolve(wishOf(message, conversation));
    return toLiveAnswer(await runs.transact((tx, begin) => storeMessage(parts, tx, begin, message, choice, key)));
  });
}

/** What a person chose now goes before what the conversation is set to; a chosen provider makes the conversation's model meaningless. */
export function wishOf(
  chosen: { provider?: string | undefined; model?: string | undefined },
  conversation: ConversationRow | undefined,
): ModelWish {
  if (chosen.provider ?? chosen.model) return { provider: chosen.provider, model: chosen.model };
  return { provider: conversation?.provider ?? undefined, model: conversation?.model ?? undefined };
}

async function storeMessage(
  parts: ChatParts,
  tx: WriteHandle,
  begin: BeginRun,
  message: NewMessage,
  choice: ModelChoice,
  key: ClientKey | undefined,
) {
  const { viewer } = message;
  const now = parts.clock.now();
  const person = await readPersonContext(tx, viewer);
  const timeZone = person.preferences.time_zone;
  const allowance = await reserveMessage(tx, { userId: viewer, timeZone, provider: choice.provider.id }, now);
  const conversation = await openConversation(tx, message, person, now);
  const parentId = await findParent(tx, message, conversation.id);
  if (parentId === null && conversation.title === FIRST_TITLE && conversation.title_origin === 'first_words') {
    await changeConversation(tx, viewer, conversation.id, titleFor(message), now);
  }
  const files = await useFiles(tx, viewer, message.fileIds ?? [], now);
  const row: NewMessageRow = {
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
    client_message_id: key?.id ?? null,
    body_hash: key?.bodyHash ?? null,
    files: files.json,
    created_at: now,
    updated_at: now,
  };
  if (!(await messageWriter.insert(tx, row))) throw new SentTwiceError();
  await attachFiles(tx, viewer, row.id, files);
  return beginAnswer(tx, begin, parts, choice, {
    owner: viewer,
    conversation,
    userMessageId: row.id,
    text: row.text,
    files: files.json,
    source: message.source,
    parentId,
    person,
    options: message.options ?? {},
    heardBefore: message.heardBefore,
    allowance,
  });
}

/** Where the message will go, as far as that is there already. */
async function findConversation(
  db: ReadHandle,
  { viewer, conversationId, slot }: NewMessage,
): Promise<ConversationRow | undefined> {
  if (conversationId !== undefined) return getConversation(db, viewer, conversationId);
  return slot === undefined ? undefined : windowReader.findConversation(db, viewer, slot);
}

/** The conversation the message goes into, moved to the top of the list; a new one if none was named. It keeps the model that was chosen. */
async function openConversation(
  tx: WriteHandle,
  message: NewMessage,
  { activeSpace }: PersonContext,
  now: number,
): Promise<ConversationRow> {
  const { viewer, slot, space = activeSpace, provider, model, isTemporary: temporary } = message;
  const id = slot === undefined ? message.conversationId : (await openWindow(tx, viewer, slot, now)).id;
  if (id === undefined)
    return createConversation(tx, viewer, { ...titleFor(message), space, provider, model, temporary }, now);
  await conversationWriter.touch(tx, viewer, id, now);
  const row = await getConversation(tx, viewer, id);
  const isKept =
    (provider ?? model) === undefined || (row.provider === (provider ?? null) && row.model === (model ?? null));
  return isKept ? row : changeConversation(tx, viewer, id, { provider: provider ?? null, model: model ?? null }, now);
}

function titleFor({ title, text }: NewMessage): ConversationChange {
  return title === undefined ? { title: titleFrom(text), title_origin: 'first_words' } : { title };
}

async function findParent(
  tx: WriteHandle,
  message: NewMessage,
  conversationId: ConversationId,
): Promise<MessageId | null> {
  if (message.conversationId === undefined && message.slot === undefined) return null;
  if (message.parentId === null) return null;
  if (message.parentId === undefined) {
    return (await messageReader.findNewest(tx, message.viewer, conversationId)) ?? null;
  }
  const parent = await messageReader.find(tx, message.viewer, message.parentId);
  if (parent?.conversation_id !== conversationId) throw new AppError('E1002');
  return parent.id;
}

/** Everything the person said and chose. */
function whatIsSaid({
  text,
  conversationId,
  slot,
  parentId,
  provider,
  model,
  options,
  edits,
  isTemporary,
  space,
  fileIds,
}: NewMessage): unknown[] {
  const chosen = Object.entries(options ?? {}).sort(([a], [b]) => a.localeCompare(b));
  // What later releases added says nothing where it is not used: a message that is sent again over an upgrade stays the same.
  const seldom = Object.entries({ edits, isTemporary, space, fileIds }).filter(([, value]) => value !== undefined);
  return [text, conversationId, slot, parentId, provider, model, chosen, ...seldom];
}
