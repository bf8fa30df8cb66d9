import { AppError } from '../errors.ts';
import type { ChatMessage } from '../provider/spec.ts';
import type { RunContext } from '../run/live-run.ts';
import { estimateMessageTokens } from './estimate-tokens.ts';
import { fitNotes, joinNotes, type NoteList, PREAMBLE_TOKENS } from './note-list.ts';

export interface PromptParts {
  systemPrompt: string | null;
  /** What the model is told of the person, the most important list first. */
  notes: readonly NoteList[];
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

/**
 * Makes the prompt of one answer: the system prompt with the notes that fit, then as much of the branch as fits (whole messages, newest kept),
 * then the new message. Pure; what it left out is counted in `context`.
 * @throws AppError E3006 when the new message alone does not fit
 */
export function assemblePrompt(parts: PromptParts): Prompt {
  const { systemPrompt, history, text, contextLength } = parts;
  let room = roomFor(contextLength, parts.maxTokens) - estimateMessageTokens(text);
  if (systemPrompt) room -= estimateMessageTokens(systemPrompt);
  if (room < 0) {
    throw new AppError(
      'E3006',
      `This message is too long for the model, which takes ${contextLength} tokens. Shorten it, or choose a model with a longer context.`,
    );
  }

  const notes = takeNotes(parts.notes, room);
  room -= notes.tokens;
  const kept: ChatMessage[] = [];
  for (const message of history) {
    room -= estimateMessageTokens(message.text);
    if (room < 0) break;
    kept.unshift({ role: message.role, content: message.text });
  }
  const system = [systemPrompt, notes.text].filter((part) => part).join('\n\n');
  return {
    messages: [
      ...(system ? [{ role: 'system' as const, content: system }] : []),
      ...kept,
      { role: 'user', content: text },
    ],
    context: {
      messages: kept.length + 1,
      memories: notes.memories,
      memories_dropped: countMemories(parts.notes) - notes.memories,
      dropped: history.length - kept.length + parts.unread,
    },
  };
}

function takeNotes(lists: readonly NoteList[], room: number) {
  const texts: string[] = [];
  let tokens = estimateMessageTokens('') + PREAMBLE_TOKENS;
  let memories = 0;
  for (const list of lists) {
    const fitted = fitNotes(list, room - tokens);
    if (!fitted) continue;
    texts.push(fitted.text);
    tokens += fitted.tokens;
    if (list.kind === 'memories') memories = fitted.kept;
  }
  return texts.length === 0 ? { text: '', tokens: 0, memories } : { text: joinNotes(texts), tokens, memories };
}

function countMemories(lists: readonly NoteList[]): number {
  return lists.find(({ kind }) => kind === 'memories')?.total ?? 0;
}

function roomFor(contextLength: number | null, maxTokens: number | null): number {
  if (contextLength === null) return Number.POSITIVE_INFINITY;
  return contextLength - Math.min(maxTokens ?? DEFAULT_ANSWER_TOKENS, Math.floor(contextLength / 4));
}
