import { createHash } from 'node:crypto';
import { spaceSchema } from '../../context/space.ts';
import { type ConversationId, createId, type MessageId, type UserId } from '../../kit/id.ts';
import { CHAT_LIMITS, IMPORT_LIMITS } from '../../kit/limits.ts';
import { cleanText } from '../../kit/text.ts';
import { conversationImportReader } from '../../store/conversation-import-reader.ts';
import { conversationImportWriter } from '../../store/conversation-import-writer.ts';
import { type ConversationRow, conversationReader } from '../../store/conversation-reader.ts';
import { conversationWriter } from '../../store/conversation-writer.ts';
import { messageWriter, type NewMessageRow } from '../../store/message-writer.ts';
import type { WriteHandle } from '../../store/query.ts';
import { titleFrom } from '../title.ts';
import { type PlannedMessage, planMessages } from './plan-messages.ts';
import { type SourceConversation, UnreadableConversationError } from './source-conversation.ts';

/** What became of a conversation, and how many messages came with it. */
export interface Saved {
  outcome: 'imported' | 'updated' | 'skipped';
  messages: number;
}

/**
 * Takes a conversation over, once: of one that is known only the messages that are new, unless it was deleted here since, and of one that we exported
 * ourselves nothing while it is still here.
 * @throws UnreadableConversationError when there is too much or nothing in it
 */
export async function saveConversation(
  tx: WriteHandle,
  owner: UserId,
  source: SourceConversation,
  now: number,
): Promise<Saved> {
  const plan = planMessages(source);
  if (plan.length === 0) throw new UnreadableConversationError(source.title, 'There is no message in it.');
  if (plan.length > IMPORT_LIMITS.messages)
    throw new UnreadableConversationError(source.title, 'It has too many messages.');
  const isOwnAndHere =
    source.source === 'omniai' && (await conversationReader.find(tx, owner, source.id as ConversationId)) !== undefined;
  if (isOwnAndHere) return { outcome: 'skipped', messages: 0 };
  const row = toRow(owner, source, plan, now);
  const from = { source: source.source, sourceId: hash(source.id) };
  // The insert decides: of two imports at once, the second waits for it and finds what the first one made.
  if (await conversationImportWriter.remember(tx, { owner, ...from, conversationId: row.id, now })) {
    await conversationWriter.insert(tx, row);
    const messages = await insertMessages(tx, row, { source, plan, known: new Map(), now });
    return { outcome: 'imported', messages };
  }
  const id = await conversationImportReader.findImported(tx, owner, from);
  const here = id && (await conversationReader.find(tx, owner, id));
  if (!here) return { outcome: 'skipped', messages: 0 };
  const known = await conversationImportReader.mapMessages(tx, owner, here.id);
  // It came with its account from another server, which did not tell what its messages were.
  if (known.size === 0) return { outcome: 'skipped', messages: 0 };
  const messages = await insertMessages(tx, here, { source, plan, known, now });
  if (messages === 0) return { outcome: 'skipped', messages };
  if (row.updated_at > here.updated_at) await conversationWriter.touch(tx, owner, here.id, row.updated_at);
  return { outcome: 'updated', messages };
}

function toRow(
  owner: UserId,
  source: SourceConversation,
  plan: readonly PlannedMessage[],
  now: number,
): ConversationRow {
  const times = plan.flatMap(({ content }) => (content.createdAt === null ? [] : [content.createdAt]));
  const first = times.reduce((a, b) => Math.min(a, b), source.createdAt ?? now);
  const last = times.reduce((a, b) => Math.max(a, b), source.updatedAt ?? first);
  const title = cleanText(source.title).replace(/\s+/g, ' ').trim().slice(0, CHAT_LIMITS.titleUnits).toWellFormed();
  const space = spaceSchema.safeParse(source.space);
  const at = toPast(last, now);
  return {
    id: createId<ConversationId>(),
    user_id: owner,
    title: title || titleFrom(cleanText(plan[0]?.content.text ?? '')),
    space: space.success ? space.data : 'default',
    provider: null,
    model: null,
    system_prompt:
      source.systemPrompt && cleanText(source.systemPrompt).slice(0, CHAT_LIMITS.systemPromptUnits).toWellFormed(),
    pinned_at: source.isPinned ? at : null,
    archived_at: source.isArchived ? at : null,
    expires_at: null,
    title_origin: 'person',
    created_at: toPast(first, now),
    updated_at: at,
  };
}

/** Inserts those that are not known yet, and gives how many. */
async function insertMessages(
  tx: WriteHandle,
  conversation: ConversationRow,
  what: {
    source: SourceConversation;
    plan: readonly PlannedMessage[];
    known: ReadonlyMap<string, MessageId>;
    now: number;
  },
): Promise<number> {
  const { source, plan, known, now } = what;
  const ids = new Map<string, { id: MessageId; createdAt: number }>();
  let count = 0;
  for (const { id: sourceId, parentId, content } of plan) {
    const parent = parentId === null ? undefined : ids.get(parentId);
    const createdAt = toPast(content.createdAt ?? parent?.createdAt ?? conversation.created_at, now);
    const key = keyOf(source, sourceId);
    const id = known.get(key) ?? createId<MessageId>();
    ids.set(sourceId, { id, createdAt });
    if (known.has(key)) continue;
    const row: NewMessageRow = {
      id,
      conversation_id: conversation.id,
      user_id: conversation.user_id,
      parent_id: parent?.id ?? null,
      role: content.role,
      text: cleanText(content.text).slice(0, IMPORT_LIMITS.messageUnits).toWellFormed(),
      status: content.isComplete ? 'complete' : 'interrupted',
      source: 'import',
      provider_meta: content.providerMeta ?? toMeta(source, content.model),
      error: null,
      client_message_id: key,
      body_hash: null,
      created_at: createdAt,
      updated_at: createdAt,
    };
    if (await messageWriter.insert(tx, row)) count += 1;
  }
  return count;
}

/** How an answer came to be, as far as its source says. */
function toMeta({ source }: SourceConversation, model: string | null): string | null {
  if (model === null) return null;
  const context = { messages: 0, memories: 0, memories_dropped: 0, dropped: 0 };
  return JSON.stringify({ provider: source, model: cleanText(model).slice(0, 300).toWellFormed(), context });
}

/** Stands for a message of the source; the same each time. */
function keyOf({ source, id }: SourceConversation, messageId: string): string {
  return `import:${hash(JSON.stringify([source, id, messageId]))}`;
}

/** Ids of others may be of any length. */
function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** Nothing was said in the future, whatever a clock elsewhere showed. */
function toPast(epochMs: number, now: number): number {
  return Math.max(0, Math.min(epochMs, now));
}
