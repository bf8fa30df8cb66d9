import { AppError } from '../errors.ts';
import type { ChatMessage } from '../provider/spec.ts';
import type { RunContext } from '../run/live-run.ts';
import { chooseTurns, type TurnState } from './choose-turns.ts';
import { countPreamble, fitNotes, joinNotes, type NoteList } from './note-list.ts';
import type { PromptSummary } from './prompt-summary.ts';
import { writeSummary } from './prompt-summary.ts';
import type { PromptTurn } from './prompt-turn.ts';
import { countMessage, type TokenCounter } from './token-counter.ts';

export interface PromptParts {
  systemPrompt: string | null;
  /** What the model is told of the person, the most important list first. */
  notes: readonly NoteList[];
  /** The branch before the new message, newest first. */
  turns: readonly PromptTurn[];
  /** Messages before these that were not even looked at. */
  unread: number;
  /** Of the older part of the branch; undefined where there is none. */
  summary: PromptSummary | undefined;
  /** The new message; it is never cut. Undefined where nobody has written one yet. */
  question: PromptTurn | undefined;
  /** What follows the new message, and is never cut either. */
  closing: readonly ChatMessage[];
  /** What the descriptions of offered tools take. */
  toolTokens: number;
  /** Tokens the model takes, or null when it is not known. */
  contextLength: number | null;
  /** Tokens to leave for the answer, if the person asked for a length. */
  maxTokens: number | null;
  counter: TokenCounter;
}

export interface Prompt {
  messages: ChatMessage[];
  context: RunContext & { tokens: number };
  /** What each message of the branch came to, newest first. */
  turns: { turn: PromptTurn; state: TurnState }[];
  /** The summary, where it is sent. */
  summary: PromptSummary | undefined;
  /** The text of the notes that are sent. */
  notes: string;
  /** How many of `messages`, from the first that is no system message, stood there before the new message. */
  held: number;
  /** Tokens of the context that are left for the answer at least; null where its length is not known. */
  answerTokens: number | null;
  /** Whether so little room is left that the older part of the branch should be summed up. */
  isCrowded: boolean;
}

/** Tokens left for an answer whose length nobody named, at most a quarter of the context. */
const DEFAULT_ANSWER_TOKENS = 1_024;

/** Of the room, a conversation may take so much before its older part is summed up: time for some more questions until it is needed. */
const CROWDED_SHARE = 0.75;

/**
 * Makes the prompt of one answer: the system prompt with the notes that fit, then as much of the branch as fits (whole messages, pinned ones first,
 * then the newest), then the new message. Where the branch does not fit, its summary stands for the messages that it covers: the beginning of the
 * prompt then stays the same from question to question, and a local model need not read it again. Pure; what it left out is counted in `context`.
 * @throws AppError E3006 when what has to be sent does not fit
 */
export function assemblePrompt(parts: PromptParts): Prompt {
  const { systemPrompt, question, closing, contextLength, counter } = parts;
  const room = roomFor(contextLength, parts.maxTokens);
  const asked = [...(question?.messages ?? []), ...closing];
  const fixed =
    parts.toolTokens +
    countMessage(counter, { role: 'system', content: systemPrompt ?? '' }) +
    (question?.tokens ?? 0) +
    closing.reduce((sum, turn) => sum + countMessage(counter, turn), 0);
  if (fixed > room) throw tooLong(contextLength, closing.length > 0);

  const notes = takeNotes(parts.notes, room - fixed, counter);
  const used = fixed + notes.tokens;
  const chosen = chooseTurns(parts, room - used);
  const { sent, summary } = chosen;
  const system = [systemPrompt, notes.text, summary && writeSummary(summary)].filter((part) => part).join('\n\n');
  const kept = sent.flatMap((turn) => turn.messages);
  return {
    messages: [...(system ? [{ role: 'system' as const, content: system }] : []), ...kept, ...asked],
    context: {
      messages: sent.length + (question ? 1 : 0) + (closing.length > 0 ? 1 : 0),
      memories: notes.memories,
      memories_dropped: countMemories(parts.notes) - notes.memories,
      dropped: chosen.dropped,
      summarised: chosen.summarised,
      tokens: used + chosen.tokens,
      context_length: contextLength,
    },
    turns: chosen.turns,
    summary,
    notes: notes.text,
    held: kept.length,
    answerTokens: contextLength === null ? null : contextLength - used - chosen.tokens,
    isCrowded: used + chosen.leastTokens > room * CROWDED_SHARE,
  };
}

function tooLong(contextLength: number | null, isContinued: boolean): AppError {
  const takes = `which takes ${contextLength} tokens`;
  return new AppError(
    'E3006',
    isContinued
      ? `This answer is too long for the model to go on with, ${takes}. Choose a model with a longer context.`
      : `This message is too long for the model, ${takes}. Shorten it, or choose a model with a longer context.`,
  );
}

function takeNotes(lists: readonly NoteList[], room: number, counter: TokenCounter) {
  if (lists.length === 0) return { text: '', tokens: 0, memories: 0 };
  const texts: string[] = [];
  let tokens = countPreamble(counter);
  let memories = 0;
  for (const list of lists) {
    const fitted = fitNotes(list, room - tokens, counter);
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
