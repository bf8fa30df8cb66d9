import type { PersonContext } from '../context/preference.ts';
import { queueMemorySuggestion } from '../context/queue-memory-suggestion.ts';
import { AppError } from '../errors.ts';
import type { LoadPicture } from '../file/load-picture.ts';
import type { Clock } from '../kit/clock.ts';
import { createId, type MessageId, type RunId, type UserId } from '../kit/id.ts';
import type { ModelChoice } from '../provider/choose-model.ts';
import type { ChatMessage, Model } from '../provider/spec.ts';
import type { Allowance } from '../quota/reserve-message.ts';
import type { AnswerOptions } from '../run/answer-options.ts';
import type { BegunAnswer } from '../run/begun-answer.ts';
import { createFirstMeta } from '../run/finish-run.ts';
import type { LiveRun } from '../run/live-run.ts';
import type { BeginRun } from '../run/run-order.ts';
import { attachedFilesSchema } from '../store/attached-file.ts';
import type { ConversationRow } from '../store/conversation-reader.ts';
import { messageWriter } from '../store/message-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import type { MessageSource } from '../store/table/chat-table.ts';
import { type ClientKey, SentTwiceError } from './begin-once.ts';
import { loadImages } from './load-images.ts';
import { planAnswer } from './plan-answer.ts';
import { type PreparedPrompt, type PromptMakers, preparePrompt } from './prepare-prompt.ts';
import { takeVendorConversation } from './vendor-conversation.ts';

interface Question {
  owner: UserId;
  conversation: ConversationRow;
  userMessageId: MessageId;
  text: string;
  source: MessageSource;
  /** As they stand in its row. */
  files: string | null;
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

const GO_ON =
  'Your last answer was cut off. Go on exactly where it stopped, with the very next character, also in the middle of a word or a block of code. ' +
  'Repeat nothing of it, and say nothing about it.';

/**
 * Writes the assistant's empty message and its run below a question and begins the run, all in the transaction given.
 * @throws AppError E3006 when the question does not fit the model, E2010 when too few tokens of the day are left; SentTwiceError
 */
export async function beginAnswer(
  tx: WriteHandle,
  begin: BeginRun,
  { clock, loadPicture, ...makers }: PromptMakers & { clock: Clock; loadPicture: LoadPicture },
  choice: ModelChoice,
  question: Question,
): Promise<LiveRun> {
  const { provider, model } = choice;
  const { system_prompt: _, tools: __, web_search: ___, ...options } = question.options;
  const now = clock.now();
  const { heardBefore = '', conversation, begun } = question;
  const isTemporary = conversation.expires_at !== null;
  refuseUnseen(question.files, model);
  const asked = { id: question.userMessageId, text: question.text, files: question.files };
  const closing = begun ? goOnTurns(begun) : [];
  const prompt = await preparePrompt(tx, makers, choice, { ...question, question: asked, heardBefore, closing }, now);
  const { messages, context } = prompt;
  const promptTokens = context.tokens;
  const hasPictures = prompt.pictures.length > 0;
  const wish = { promptTokens, maxAnswerTokens: options.max_tokens ?? null, hasPictures };
  const { source, held, maxTokens } = await planAnswer(tx, choice, question.allowance, wish, now);
  const vendorConversation = begun ? undefined : await takeVendorConversation(tx, provider, question, prompt.held);
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
  if (prompt.isCrowded) void makers.counters.refine(model.id, textsOf(prompt));
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
      plainPrompt: toPlain(prompt, vendorConversation !== undefined),
      ...held,
      isTemporary,
      wantsSummary: prompt.isCrowded && provider.is_model && question.person.preferences.summarise_conversations,
      wantsTitle: provider.is_model && !isTemporary && wantsTitle(question),
      context,
    },
    source: loadImages(source, prompt.pictures, loadPicture),
    begun,
    kit: prompt.kit,
    request: {
      model: model.id,
      messages,
      vendor_conversation: vendorConversation,
      ...prompt.offered,
      options: maxTokens === null ? options : { ...options, max_tokens: maxTokens },
    },
  });
}

/** The messages of the branch, to be counted exactly for the next question, beside this one. */
function textsOf({ turns }: PreparedPrompt) {
  return turns.flatMap(({ turn }) => turn.messages.map(({ content: text }) => ({ id: turn.id, text })));
}

/** Undefined where the vendor counts more than the text of the messages. */
function toPlain({ messages, pictures, offered }: PreparedPrompt, isKept: boolean) {
  if (pictures.length > 0 || offered.tools || offered.web_search || isKept) return undefined;
  const bytes = messages.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  return { bytes, messages: messages.length };
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

/** @throws AppError E1001 when the person shows a picture to a model that is known to see none */
function refuseUnseen(files: string | null, { name, takes_images }: Model): void {
  if (files === null || takes_images !== false) return;
  if (!attachedFilesSchema.parse(JSON.parse(files)).some(({ kind }) => kind === 'image')) return;
  const message = `${name} cannot see pictures. Choose a model that can, or send this without the pictures.`;
  throw new AppError('E1001', message, { details: [{ field: 'body.file_ids', message: 'holds a picture' }] });
}
