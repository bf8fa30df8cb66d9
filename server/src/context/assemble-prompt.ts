import { AppError } from '../errors.ts';
import type { ChatMessage } from '../provider/spec.ts';
import type { RunContext } from '../run/live-run.ts';

export interface PromptParts {
  systemPrompt: string | null;
  /** The branch before the new message, newest first. */
  history: readonly { role: 'user' | 'assistant'; text: string }[];
  /** Messages before these that were not even looked at. */
  unread: number;
  /** The new message; it is never cut. */
  text: string;
  /** Tokens the model takes, or null when it is not known. */
  contextLength: number | null;
  /** Tokens to leave for the answer, if the person asked for a length. */
  maxTokens: number | null;
}

export interface Prompt {
  messages: ChatMessage[];
  context: RunContext;
}

/** Tokens left for an answer whose length nobody named, at most a quarter of the context. */
const DEFAULT_ANSWER_TOKENS = 1_024;
/** What the templates of chat models put around one message. */
const TOKENS_AROUND_A_MESSAGE = 8;
/** Fewer characters a token than any common tokenizer has for English (about 4), so that the estimate errs on the safe side. */
const CHARACTERS_A_TOKEN = 3;

/**
 * Makes the prompt of one answer: the system prompt, then as much of the branch as fits (whole messages, newest kept), then the new message.
 * Pure; what it left out is counted in `context.dropped`.
 * @throws AppError E3006 when the new message alone does not fit
 */
export function assemblePrompt(parts: PromptParts): Prompt {
  const { systemPrompt, history, text, contextLength } = parts;
  const frame: ChatMessage[] = systemPrompt ? [{ role: 'system', content: systemPrompt }] : [];
  let room = roomFor(contextLength, parts.maxTokens);
  room -= estimateTokens(text) + frame.reduce((sum, message) => sum + estimateTokens(message.content), 0);
  if (room < 0) {
    throw new AppError(
      'E3006',
      `This message is too long for the model, which takes ${contextLength} tokens. Shorten it, or choose a model with a longer context.`,
    );
  }

  const kept: ChatMessage[] = [];
  for (const message of history) {
    room -= estimateTokens(message.text);
    if (room < 0) break;
    kept.unshift({ role: message.role, content: message.text });
  }
  return {
    messages: [...frame, ...kept, { role: 'user', content: text }],
    context: { messages: kept.length + 1, memories: 0, dropped: history.length - kept.length + parts.unread },
  };
}

function roomFor(contextLength: number | null, maxTokens: number | null): number {
  if (contextLength === null) return Number.POSITIVE_INFINITY;
  return contextLength - Math.min(maxTokens ?? DEFAULT_ANSWER_TOKENS, Math.floor(contextLength / 4));
}

function estimateTokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS_A_TOKEN) + TOKENS_AROUND_A_MESSAGE;
}
