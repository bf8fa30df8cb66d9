import type { MessageId, UserId } from '../kit/id.ts';
import type { ChatMessage, Model } from '../provider/spec.ts';
import type { AnswerOptions } from '../run/answer-options.ts';
import type { ConversationRow } from '../store/conversation-reader.ts';
import type { ReadHandle } from '../store/query.ts';
import type { MessageSource } from '../store/table/chat-table.ts';
import type { PromptParts } from './assemble-prompt.ts';
import type { PersonContext } from './preference.ts';
import { toPromptTurn } from './prompt-turn.ts';
import { readPromptContext } from './read-prompt-context.ts';
import { type MessageFiles, readAttached, readTurns } from './read-turns.ts';
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
  /** Is asked for the newest message first: where there is not room for all files, older ones stay out. */
  files: MessageFiles;
  toolTokens: number;
  provider: string;
  model: Model;
}

/** What a spoken question wants of its answer: it is heard or read on a watch, not studied, and promises nothing that only a command does. */
const SPOKEN_PROMPT =
  'The question was spoken to a wearable and its transcript may contain mistakes. Answer in a few plain sentences, without formatting. ' +
  'It was not understood as a command: no reminder, task, memory or setting has been made or changed by it, and you can do so only with a tool. ' +
  'If that is what the person wants, say that it was not understood and how to say it, for example “remind me tomorrow at nine to call Anna”.';

/**
 * Reads everything a prompt is made of.
 * @param isRefined whether messages are counted exactly first, as far as that is possible; it may take a second
 */
export async function readPromptParts(
  db: ReadHandle,
  counters: TokenCounters,
  wish: PromptWish,
  now: number,
  isRefined: boolean,
): Promise<PromptParts> {
  const { owner, person, conversation, heardBefore, files, question, options, model } = wish;
  const contextLength = model.context_length;
  const counter = counters.of(wish.provider, model.id);
  const asked = question && (await readAttached(files, { ...question, role: 'user', pinned_at: null }));
  const refine = isRefined ? counters.refine.bind(counters, model.id) : undefined;
  const branch = await readTurns(db, { ...wish, contextLength }, counter, refine);
  const about = { owner, person, space: conversation.space, heardBefore, contextLength, text: question?.text ?? '' };
  return {
    ...branch,
    systemPrompt: withSource(findPromptOf(wish)?.text ?? null, wish.source),
    notes: await readPromptContext(db, about, now),
    question: asked && toPromptTurn(counter, asked),
    closing: wish.closing,
    toolTokens: wish.toolTokens,
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
