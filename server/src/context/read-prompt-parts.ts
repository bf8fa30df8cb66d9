import type { MessageId, UserId } from '../kit/id.ts';
import type { ChatMessage, Image, Model } from '../provider/spec.ts';
import type { AnswerOptions } from '../run/answer-options.ts';
import type { ConversationRow } from '../store/conversation-reader.ts';
import { type MessageRow, messageReader } from '../store/message-reader.ts';
import { NEWEST_ID } from '../store/page.ts';
import type { ReadHandle } from '../store/query.ts';
import { summaryReader } from '../store/summary-reader.ts';
import type { MessageSource } from '../store/table/chat-table.ts';
import type { PromptParts } from './assemble-prompt.ts';
import type { PersonContext } from './preference.ts';
import type { PromptSummary } from './prompt-summary.ts';
import { type PromptTurn, type SaidMessage, toPromptTurn } from './prompt-turn.ts';
import { readPromptContext } from './read-prompt-context.ts';
import { findSystemPrompt } from './system-prompt.ts';
import type { TokenCounters } from './token-counters.ts';

/** An answer that is about to be made, or would be. */
export interface PromptWish {
  owner: UserId;
  person: PersonContext;
  conversation: Pick<ConversationRow, 'id' | 'space' | 'system_prompt'>;
  /** The last message of the branch before the question. */
  parentId: MessageId | null;
  /** Undefined where nobody has written one yet. */
  question: { id: MessageId; text: string; files: string | null } | undefined;
  source: MessageSource;
  heardBefore: string;
  options: AnswerOptions;
  closing: readonly ChatMessage[];
  /** Reads what is attached to a message, the newest message first. */
  files: {
    read(message: Pick<MessageRow, 'id' | 'text' | 'files'>): Promise<{ text: string; images: readonly Image[] }>;
  };
  toolTokens: number;
  provider: string;
  model: Model;
}

/** More messages of a branch than any model has room for are not read. */
const MAX_HISTORY_MESSAGES = 400;

/** Of a conversation's summaries, one of the newest is on the branch unless it was left long ago. */
const MAX_SUMMARIES = 50;

/** What a spoken question wants of its answer: it is heard or read on a watch, not studied. */
const SPOKEN_PROMPT =
  'The question was spoken to a wearable and its transcript may contain mistakes. Answer in a few plain sentences, without formatting.';

/**
 * Reads everything a prompt is made of. Summaries are looked for only where the branch hardly fits.
 * @param refined whether messages are counted exactly first, as far as that is possible; it may take a second
 */
export async function readPromptParts(
  db: ReadHandle,
  counters: TokenCounters,
  wish: PromptWish,
  now: number,
  { refined = false } = {},
): Promise<PromptParts> {
  const { owner, person, conversation, question, source, options, closing, provider, model } = wish;
  // Before the history: what is newer goes first where there is not room for all files.
  const asked = question && (await readAttached(wish, { ...question, role: 'user', pinned_at: null }));
  const { said, unread } = await readHistory(db, wish);
  if (refined) await counters.refine(model.id, said);
  const counter = counters.of(provider, model.id);
  const turns = said.map((message) => toPromptTurn(counter, message));
  const contextLength = model.context_length;
  const about = { owner, person, space: conversation.space, heardBefore: wish.heardBefore, contextLength };
  return {
    systemPrompt: withSource(findPromptOf(wish)?.text ?? null, source),
    notes: await readPromptContext(db, { ...about, text: question?.text ?? '' }, now),
    turns,
    unread,
    summary: hasRoom(turns, unread, contextLength) ? undefined : await findSummary(db, wish, turns),
    question: asked && toPromptTurn(counter, asked),
    toolTokens: wish.toolTokens,
    closing,
    contextLength,
    maxTokens: options.max_tokens ?? null,
    counter,
  };
}

/** The system prompt that a person or a request set, and where it stands. */
export function findPromptOf({
  options,
  conversation,
  person,
}: Pick<PromptWish, 'options' | 'conversation' | 'person'>) {
  return findSystemPrompt({ request: options.system_prompt, conversation, preferences: person.preferences });
}

function withSource(prompt: string | null, source: MessageSource): string | null {
  if (source !== 'omi_transcript') return prompt;
  return prompt ? `${prompt}\n\n${SPOKEN_PROMPT}` : SPOKEN_PROMPT;
}

/** The branch before the question, newest first, without messages that have no text to send. */
async function readHistory(db: ReadHandle, wish: PromptWish): Promise<{ said: SaidMessage[]; unread: number }> {
  const { owner, conversation, parentId } = wish;
  if (parentId === null) return { said: [], unread: 0 };
  const rows = await messageReader.listBranch(db, owner, conversation.id, parentId, MAX_HISTORY_MESSAGES);
  const isAll = rows.length < MAX_HISTORY_MESSAGES;
  const unread = isAll ? 0 : (await messageReader.countBranch(db, owner, parentId)) - rows.length;
  const said: SaidMessage[] = [];
  for (const row of rows) if (row.text !== '') said.push(row.files === null ? row : await readAttached(wish, row));
  return { said, unread };
}

async function readAttached({ files }: PromptWish, row: SaidMessage & Pick<MessageRow, 'files'>): Promise<SaidMessage> {
  const { id, role, pinned_at } = row;
  return { id, role, pinned_at, ...(await files.read(row)) };
}

/** Whether the branch takes less than half of the context: with everything else it is far from being summed up. */
function hasRoom(turns: readonly PromptTurn[], unread: number, contextLength: number | null): boolean {
  if (unread > 0) return false;
  return contextLength === null || turns.reduce((sum, { tokens }) => sum + tokens, 0) < contextLength / 2;
}

/** The newest summary that ends on the branch. */
async function findSummary(
  db: ReadHandle,
  { owner, conversation }: PromptWish,
  turns: readonly PromptTurn[],
): Promise<PromptSummary | undefined> {
  const rows = await summaryReader.list(db, owner, conversation.id, { before: NEWEST_ID, limit: MAX_SUMMARIES });
  const onBranch = new Set(turns.map(({ id }) => id));
  const row = rows.find(({ message_id }) => onBranch.has(message_id));
  return row && { id: row.id, messageId: row.message_id, messages: row.messages, text: row.text };
}
