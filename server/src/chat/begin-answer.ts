import { assemblePrompt } from '../context/assemble-prompt.ts';
import { estimateMessageTokens } from '../context/estimate-tokens.ts';
import type { PersonContext } from '../context/preference.ts';
import { queueMemorySuggestion } from '../context/queue-memory-suggestion.ts';
import { readPromptContext } from '../context/read-prompt-context.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import { createId, type MessageId, type RunId, type UserId } from '../kit/id.ts';
import type { ModelChoice } from '../provider/choose-model.ts';
import type { ChatMessage } from '../provider/spec.ts';
import type { Allowance } from '../quota/reserve-message.ts';
import type { AnswerOptions } from '../run/answer-options.ts';
import type { BegunAnswer } from '../run/begun-answer.ts';
import { createFirstMeta } from '../run/finish-run.ts';
import type { LiveRun } from '../run/live-run.ts';
import type { BeginRun } from '../run/run-order.ts';
import type { ConversationRow } from '../store/conversation-reader.ts';
import { messageReader } from '../store/message-reader.ts';
import { messageWriter } from '../store/message-writer.ts';
import type { ReadHandle, WriteHandle } from '../store/query.ts';
import type { MessageSource } from '../store/table/chat-table.ts';
import type { ToolBox } from '../tool/tool-box.ts';
import { type ClientKey, SentTwiceError } from './begin-once.ts';
import { offerTools, type ToolSwitches } from './offer-tools.ts';
import { planAnswer } from './plan-answer.ts';

interface Question extends ToolSwitches {
  owner: UserId;
  conversation: ConversationRow;
  userMessageId: MessageId;
  text: string;
  source: MessageSource;
  /** The message before the question, whose branch is its history. */
  parentId: MessageId | null;
  person: PersonContext;
  options: AnswerOptions;
  /** What was said just before a spoken question, one line for each speaker. */
  heardBefore?: string | undefined;
  allowance: Allowance;
  /** The answer that this one goes on from. */
  begun?: BegunAnswer | undefined;
  /** The client's key, where it belongs to the answer and not to a new question. */
  key?: ClientKey | undefined;
}

/** More messages of a branch than any model has room for are not read. */
const MAX_HISTORY_MESSAGES = 400;

const GO_ON =
  'Your last answer was cut off. Go on exactly where it stopped, with the very next character, also in the middle of a word or a block of code. ' +
  'Repeat nothing of it, and say nothing about it.';

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
  { clock, toolBox }: { clock: Clock; toolBox: ToolBox },
  choice: ModelChoice,
  question: Question,
): Promise<LiveRun> {
  const { provider, model } = choice;
  const { system_prompt: ownPrompt, ...options } = question.options;
  const now = clock.now();
  const { heardBefore = '', conversation, begun } = question;
  const isTemporary = conversation.expires_at !== null;
  const goOn = begun ? goOnTurns(begun) : [];
  const { kit, offered, tokens: toolTokens } = await offerTools(tx, toolBox, choice, question);
  const contextLength = roomBeside(goOn, model.context_length && model.context_length - toolTokens);
  const prompt = assemblePrompt({
    systemPrompt: systemPromptFor(question, ownPrompt),
    notes: await readPromptContext(tx, { ...question, space: conversation.space, heardBefore, contextLength }, now),
    ...(await readHistory(tx, question)),
    text: question.text,
    contextLength,
    maxTokens: options.max_tokens ?? null,
  });
  const messages = [...prompt.messages, ...goOn];
  const context = { ...prompt.context, messages: prompt.context.messages + (begun ? 1 : 0) };
  const promptTokens = messages.reduce((sum, message) => sum + estimateMessageTokens(message.content), toolTokens);
  const wish = { promptTokens, maxAnswerTokens: options.max_tokens ?? null };
  const { source, held, maxTokens } = await planAnswer(tx, choice, question.allowance, wish, now);
  const messageId = createId<MessageId>();
  const making = {
    provider: provider.id,
    model: model.id,
    options: question.options,
    continuedAt: begun?.text.length ?? 0,
  };
  const isNew = await messageWriter.insert(tx, {
    id: messageId,
    conversation_id: conversation.id,
    user_id: question.owner,
    parent_id: question.userMessageId,
    role: 'assistant',
    text: '',
    status: 'streaming',
    source: question.source,
    provider_meta: JSON.stringify(createFirstMeta({ ...making, context }, begun?.details)),
    error: null,
    client_message_id: question.key?.id ?? null,
    body_hash: question.key?.bodyHash ?? null,
    created_at: now,
    updated_at: now,
  });
  if (!isNew) throw new SentTwiceError();
  if (question.person.preferences.suggest_memories && !isTemporary) {
    const from = { owner: question.owner, questionId: question.userMessageId, answerId: messageId };
    await queueMemorySuggestion(tx, { ...from, usageDay: question.allowance.day }, now);
  }
  return begin({
    identity: {
      id: createId<RunId>(),
      messageId,
      userMessageId: question.userMessageId,
      conversationId: conversation.id,
      userId: question.owner,
      ...making,
      source: question.source,
      usageDay: question.allowance.day,
      timeZone: question.allowance.timeZone,
      promptTokens,
      ...held,
      isTemporary,
      wantsTitle: provider.is_model && !isTemporary && wantsTitle(question),
      context,
    },
    source,
    begun,
    kit,
    request: {
      model: model.id,
      messages,
      ...offered,
      options: maxTokens === null ? options : { ...options, max_tokens: maxTokens },
    },
  });
}

/** What a conversation is about shows in its first exchange. */
function wantsTitle({ conversation, parentId, person }: Question): boolean {
  return parentId === null && conversation.title_origin === 'first_words' && person.preferences.title_by_model;
}

/**
 * Asks for the rest of an answer. Vendors disagree on what an assistant's turn at the end means: some go on with it, some answer anew, some refuse it.
 * A turn that asks to go on is understood by all of them, and by the one that steps in for another.
 */
function goOnTurns({ text }: BegunAnswer): ChatMessage[] {
  return [
    { role: 'assistant', content: text },
    { role: 'user', content: GO_ON },
  ];
}

/** @throws AppError E3006 when what has to be sent anyway leaves none */
function roomBeside(turns: readonly ChatMessage[], contextLength: number | null): number | null {
  if (contextLength === null) return null;
  const room = contextLength - turns.reduce((sum, turn) => sum + estimateMessageTokens(turn.content), 0);
  if (room > 0) return room;
  throw new AppError(
    'E3006',
    `This answer is too long for the model to go on with, which takes ${contextLength} tokens. Choose a model with a longer context.`,
  );
}

function systemPromptFor(question: Question, ownPrompt: string | undefined): string | null {
  const prompt = ownPrompt ?? question.conversation.system_prompt;
  if (question.source !== 'omi_transcript') return prompt;
  return prompt ? `${prompt}\n\n${SPOKEN_PROMPT}` : SPOKEN_PROMPT;
}

/** The branch before the question, newest first, without messages that have no text to send. */
async function readHistory(db: ReadHandle, { owner, conversation, parentId }: Question) {
  if (parentId === null) return { history: [], unread: 0 };
  const rows = await messageReader.listBranch(db, owner, conversation.id, parentId, MAX_HISTORY_MESSAGES);
  const isAll = rows.length < MAX_HISTORY_MESSAGES;
  const unread = isAll ? 0 : (await messageReader.countBranch(db, owner, parentId)) - rows.length;
  return { history: rows.filter((row) => row.text !== ''), unread };
}
