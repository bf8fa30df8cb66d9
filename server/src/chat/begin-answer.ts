import { assemblePrompt } from '../context/assemble-prompt.ts';
import { estimateMessageTokens } from '../context/estimate-tokens.ts';
import type { PersonContext } from '../context/preference.ts';
import { queueMemorySuggestion } from '../context/queue-memory-suggestion.ts';
import { readPromptContext } from '../context/read-prompt-context.ts';
import type { Clock } from '../kit/clock.ts';
import { type ConversationId, createId, type MessageId, type RunId, type UserId } from '../kit/id.ts';
import type { ModelChoice } from '../provider/registry.ts';
import type { ChatOptions } from '../provider/spec.ts';
import type { Allowance } from '../quota/reserve-message.ts';
import { reserveTokens } from '../quota/reserve-tokens.ts';
import { createFirstMeta } from '../run/finish-run.ts';
import type { LiveRun } from '../run/live-run.ts';
import type { BeginRun } from '../run/run-order.ts';
import { messageReader } from '../store/message-reader.ts';
import { messageWriter } from '../store/message-writer.ts';
import type { ReadHandle, WriteHandle } from '../store/query.ts';
import type { MessageSource } from '../store/table/chat-table.ts';
import { type ClientKey, SentTwiceError } from './begin-once.ts';

/** How an answer is to be made, as far as the person chose. */
export interface AnswerOptions extends ChatOptions {
  system_prompt?: string | undefined;
}

interface Question {
  owner: UserId;
  conversationId: ConversationId;
  userMessageId: MessageId;
  text: string;
  source: MessageSource;
  /** The message before the question, whose branch is its history. */
  parentId: MessageId | null;
  systemPrompt: string | null;
  /** Of the conversation. */
  space: string;
  person: PersonContext;
  options: AnswerOptions;
  /** What was said just before a spoken question, one line for each speaker. */
  heardBefore?: string | undefined;
  allowance: Allowance;
  /** The client's key, where it belongs to the answer and not to a new question. */
  key?: ClientKey | undefined;
}

/** More messages of a branch than any model has room for are not read. */
const MAX_HISTORY_MESSAGES = 400;

/** What a spoken question wants of its answer: it is heard or read on a watch, not studied. */
const SPOKEN_PROMPT =
  'The question was spoken to a wearable and its transcript may contain mistakes. Answer in a few plain sentences, without formatting.';

/**
 * Writes the assistant's empty message and its run below a question and begins the run, all in the transaction given.
 * @throws AppError E3006 when the question does not fit the model, E2010 when too few tokens of the day are left; SentTwiceError
 */
export async function beginAnswer(
  tx: WriteHandle,
  begin: BeginRun,
  clock: Clock,
  { provider, model }: ModelChoice,
  question: Question,
): Promise<LiveRun> {
  const { system_prompt: ownPrompt, ...options } = question.options;
  const now = clock.now();
  const { heardBefore = '' } = question;
  const contextLength = model.context_length;
  const { messages, context } = assemblePrompt({
    systemPrompt: systemPromptFor(question, ownPrompt),
    notes: await readPromptContext(tx, { ...question, heardBefore, contextLength }, now),
    ...(await readHistory(tx, question)),
    text: question.text,
    contextLength,
    maxTokens: options.max_tokens ?? null,
  });
  const promptTokens = messages.reduce((sum, message) => sum + estimateMessageTokens(message.content), 0);
  const wish = { promptTokens, maxAnswerTokens: options.max_tokens ?? null };
  const { reservedTokens, maxAnswerTokens } = await reserveTokens(tx, question.allowance, wish, now);
  const messageId = createId<MessageId>();
  const isNew = await messageWriter.insert(tx, {
    id: messageId,
    conversation_id: question.conversationId,
    user_id: question.owner,
    parent_id: question.userMessageId,
    role: 'assistant',
    text: '',
    status: 'streaming',
    source: question.source,
    provider_meta: JSON.stringify(createFirstMeta({ provider: provider.id, model: model.id, context })),
    error: null,
    client_message_id: question.key?.id ?? null,
    body_hash: question.key?.bodyHash ?? null,
    created_at: now,
    updated_at: now,
  });
  if (!isNew) throw new SentTwiceError();
  if (question.person.preferences.suggest_memories) {
    const from = { owner: question.owner, questionId: question.userMessageId, answerId: messageId };
    await queueMemorySuggestion(tx, { ...from, usageDay: question.allowance.day }, now);
  }
  return begin({
    identity: {
      id: createId<RunId>(),
      messageId,
      userMessageId: question.userMessageId,
      conversationId: question.conversationId,
      userId: question.owner,
      provider: provider.id,
      model: model.id,
      source: question.source,
      usageDay: question.allowance.day,
      timeZone: question.allowance.timeZone,
      promptTokens,
      reservedTokens,
      maxAnswerTokens,
      context,
    },
    provider,
    request: {
      model: model.id,
      messages,
      options: maxAnswerTokens === null ? options : { ...options, max_tokens: maxAnswerTokens },
    },
  });
}

function systemPromptFor(question: Question, ownPrompt: string | undefined): string | null {
  const prompt = ownPrompt ?? question.systemPrompt;
  if (question.source !== 'omi_transcript') return prompt;
  return prompt ? `${prompt}\n\n${SPOKEN_PROMPT}` : SPOKEN_PROMPT;
}

/** The branch before the question, newest first, without messages that have no text to send. */
async function readHistory(db: ReadHandle, { owner, conversationId, parentId }: Question) {
  if (parentId === null) return { history: [], unread: 0 };
  const rows = await messageReader.listBranch(db, owner, conversationId, parentId, MAX_HISTORY_MESSAGES);
  const isAll = rows.length < MAX_HISTORY_MESSAGES;
  const unread = isAll ? 0 : (await messageReader.countBranch(db, owner, parentId)) - rows.length;
  return { history: rows.filter((row) => row.text !== ''), unread };
}
