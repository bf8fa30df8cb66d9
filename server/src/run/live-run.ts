import type { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import type { ConversationId, MessageId, RunId, UserId } from '../kit/id.ts';
import type { Usage } from '../provider/spec.ts';
import type { Quota } from '../quota/quota.ts';
import type { FinishReason, MessageSource } from '../store/table/chat-table.ts';
import type { AnswerDetails } from './answer-details.ts';
import type { AnswerOptions } from './answer-options.ts';
import type { BegunAnswer } from './begun-answer.ts';

/** What identifies one generation; fixed from its claim to its end. */
export interface RunIdentity {
  readonly id: RunId;
  readonly epoch: number;
  readonly messageId: MessageId;
  readonly userMessageId: MessageId;
  readonly conversationId: ConversationId;
  readonly userId: UserId;
  readonly provider: string;
  readonly model: string;
  readonly source: MessageSource;
  /** The day in the owner's time zone on which it is booked. */
  readonly usageDay: string;
  /** The owner's, an IANA name. */
  readonly timeZone: string;
  /** Of the prompt, an estimate. */
  readonly promptTokens: number;
  /** The size of a prompt that is nothing but text: in UTF-8, and in messages. Absent for others. */
  readonly plainPrompt?: { bytes: number; messages: number } | undefined;
  /** Whether the older part of its branch is to be summed up after it. */
  readonly wantsSummary?: boolean | undefined;
  /** Tokens held back for it; null where its tokens count against no limit. */
  readonly reservedTokens: number | null;
  /** What its reservation allows; null for any length. */
  readonly maxAnswerTokens: number | null;
  /** Those that may answer and whose tokens count against no limit, whatever is held for the others. */
  readonly tokenFreeProviders: readonly string[];
  /** UTF-16 units of an earlier answer with which its text begins; 0 where it begins anew. */
  readonly continuedAt: number;
  readonly options: AnswerOptions;
  /** Nothing of its conversation may be kept elsewhere. */
  readonly isTemporary: boolean;
  /** Whether its conversation waits for a title that this answer makes possible. */
  readonly wantsTitle: boolean;
  /** What the prompt was made of, told to every reader. */
  readonly context: RunContext;
}

export interface RunContext {
  messages: number;
  memories: number;
  /** Memories of the person that did not fit. */
  memories_dropped: number;
  /** Messages of the branch that did not fit, and that no summary stands for. */
  dropped: number;
  /** Messages that a summary stands for; these three are absent on older answers. */
  summarised?: number | undefined;
  /** Of the whole prompt, counted or estimated. */
  tokens?: number | undefined;
  /** What the model takes; null where that is not known. */
  context_length?: number | null | undefined;
}

/** How a run ended. */
export type RunOutcome =
  | { status: 'complete'; finish_reason: Exclude<FinishReason, 'cancelled'>; usage: Usage }
  | { status: 'cancelled'; finish_reason: 'cancelled'; usage: Usage }
  /** The usage: of what it did before it broke off, where that is known. */
  | { status: 'failed'; error: AppError; usage?: Usage }
  | { status: 'interrupted'; usage?: Usage };

/** What a follower of a live run hears, in order. */
export interface RunListener {
  /** New text; `end` is the length of the whole text with it, in UTF-16 units. */
  onText(text: string, end: number): void;
  onReasoning(text: string): void;
  onDetails(details: AnswerDetails): void;
  /** The end, told after it is durable. */
  onEnd(): void;
}

/** Why a run was told to stop before its provider was done. */
export type AbortCause = 'cancel' | 'shutdown' | 'lost';

/** More UTF-16 units than a token of any common text has: whoever keeps to the tokens they may write is never cut. */
const MOST_UNITS_A_TOKEN = 6;

/** Thinking is shown, not kept whole: beyond this many UTF-16 units it is only streamed. */
const MAX_KEPT_REASONING = 65_536;

/**
 * One answer while it is being written, in the process that writes it. Only what is not yet durable is held here: the text is appended, the
 * checkpoints move its older part to the database.
 */
export class LiveRun {
  readonly identity: RunIdentity;
  readonly startedMs: number;
  /** UTF-16 units so far. */
  length: number;
  /** UTF-16 units that are in the database. */
  durableLength: number;
  details: AnswerDetails;
  /** Whether there is more to tell of it than who was asked. */
  hasDetails = false;
  /** Tokens held back for it by now; null where its tokens count against no limit. */
  reservedTokens: number | null;
  /** The conversation that its vendor keeps, where it keeps one. */
  vendorConversation: string | null = null;
  reasoning = '';
  /** UTF-16 units of all thinking so far. */
  reasoningLength = 0;
  firstTokenAt: number | null = null;
  /** From its start to the first text or thinking, in milliseconds. */
  firstTokenMs: number | null = null;
  /** From its start until who answers was asked, in milliseconds. */
  askedMs = 0;
  outcome: RunOutcome | undefined;
  /** The owner's quota after the end, once it is durable. */
  quota: Quota | undefined;
  /** What it may write at most, in UTF-16 units. */
  #mostUnits = Number.POSITIVE_INFINITY;
  #tail = '';
  #heldSurrogate = '';
  readonly #clock: Clock;
  readonly #listeners = new Set<RunListener>();
  readonly #abort = new AbortController();

  /** @param begun is in the database already */
  constructor(identity: RunIdentity, clock: Clock, begun?: BegunAnswer) {
    this.identity = identity;
    this.#clock = clock;
    this.startedMs = clock.monotonic();
    this.length = this.durableLength = identity.continuedAt;
    const { provider, model } = identity;
    this.details = { provider, model, citations: [], tool_calls: [], ...begun?.details };
    this.reservedTokens = identity.reservedTokens;
    if (identity.maxAnswerTokens !== null) this.allowTokens(identity.maxAnswerTokens);
    this.hasDetails = this.details.citations.length + this.details.tool_calls.length > 0;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** UTF-16 units that it wrote itself so far, thinking included. */
  get writtenUnits(): number {
    return this.length - this.identity.continuedAt + this.reasoningLength;
  }

  /** Whether it has more than it may; vendors are told, this is for one that does not listen. */
  get hasOutgrown(): boolean {
    return this.writtenUnits > this.#mostUnits && !this.isTokenFree;
  }

  /** Whether the tokens of who answers count against no limit, though some may be held. */
  get isTokenFree(): boolean {
    return this.identity.tokenFreeProviders.includes(this.details.provider);
  }

  /** From now on it may write this many tokens. */
  allowTokens(tokens: number): void {
    this.#mostUnits = this.writtenUnits + tokens * MOST_UNITS_A_TOKEN;
  }

  /** Milliseconds since it was started. */
  get elapsedMs(): number {
    return Math.round(this.#clock.monotonic() - this.startedMs);
  }

  /** What is not yet durable. */
  get tail(): string {
    return this.#tail;
  }

  /** Why it was told to stop, if it was. */
  get abortCause(): AbortCause | undefined {
    return this.signal.aborted ? (this.signal.reason as AbortCause) : undefined;
  }

  abort(cause: AbortCause): void {
    this.#abort.abort(cause);
  }

  follow(listener: RunListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  append(text: string): void {
    const clean = this.#clean(text);
    if (clean === '') return;
    if (this.firstTokenAt === null) this.#noteFirstToken();
    this.#tail += clean;
    this.length += clean.length;
    for (const listener of this.#listeners) listener.onText(clean, this.length);
  }

  appendReasoning(text: string): void {
    if (this.firstTokenAt === null) this.#noteFirstToken();
    this.reasoningLength += text.length;
    if (this.reasoning.length < MAX_KEPT_REASONING) this.reasoning += text;
    for (const listener of this.#listeners) listener.onReasoning(text);
  }

  /** Changes what is known beside the text, and tells the followers. */
  note(change: Partial<AnswerDetails>): void {
    this.details = { ...this.details, ...change };
    this.hasDetails = true;
    for (const listener of this.#listeners) listener.onDetails(this.details);
  }

  /** Another than the one before is asked. */
  handOver(provider: string, model: string): void {
    this.askedMs = this.elapsedMs;
    this.note({ provider, model });
  }

  /** Forgets the first `units` of the tail, which are in the database now. */
  markDurable(units: number): void {
    this.#tail = this.#tail.slice(units);
    this.durableLength += units;
  }

  /** The text from `from` (UTF-16 units) on, or undefined where its beginning has left memory. */
  sliceFrom(from: number): string | undefined {
    return from >= this.durableLength ? this.#tail.slice(from - this.durableLength) : undefined;
  }

  end(outcome: RunOutcome, quota?: Quota): void {
    this.outcome = outcome;
    this.quota = quota;
    for (const listener of this.#listeners) listener.onEnd();
    this.#listeners.clear();
  }

  #noteFirstToken(): void {
    this.firstTokenAt = this.#clock.now();
    this.firstTokenMs = this.elapsedMs;
  }

  /** Half an emoji at the end waits for its other half, because no database stores half of one; NUL is what Postgres refuses. */
  #clean(text: string): string {
    let joined = this.#heldSurrogate + text;
    this.#heldSurrogate = '';
    const last = joined.charCodeAt(joined.length - 1);
    if (last >= 0xd800 && last <= 0xdbff) {
      this.#heldSurrogate = joined.slice(-1);
      joined = joined.slice(0, -1);
    }
    if (joined.includes('\0')) joined = joined.replaceAll('\0', '');
    return joined.isWellFormed() ? joined : joined.toWellFormed();
  }
}
