import type { ChatRequest, ToolCall, ToolResult } from '../provider/spec.ts';
import { holdMoreTokens } from '../quota/hold-more-tokens.ts';
import type { ToolKit } from '../tool/offered-tool.ts';
import { abortedOutcome, CUT_OUTCOME } from './early-outcome.ts';
import type { LiveRun, RunOutcome } from './live-run.ts';
import { type ToolUseParts, useTools } from './use-tools.ts';
import { UNITS_A_TOKEN } from './used-tokens.ts';

/** What a provider said in answer to one request. */
export interface Reply {
  outcome: RunOutcome;
  /** The tools it asks for. */
  calls: readonly ToolCall[];
  /** Its text alone; kept only where tools were offered. */
  text: string;
}

/** What comes after a reply: the next request, or the end. */
export type NextStep = { request: ChatRequest } | { outcome: RunOutcome };

/** Between what was said before tools were used and after. */
const SEPARATOR = '\n\n';

/** The rounds of one answer that uses tools: what each reply asks for, what the rounds used together, and when it is enough. */
export class ToolRounds {
  readonly #parts: ToolUseParts;
  readonly #run: LiveRun;
  readonly #kit: ToolKit;
  #rounds = 0;
  #calls = 0;
  /** Of the rounds that are over. */
  #spent = { prompt: 0, completion: 0, units: 0 };
  /** Of the request that is under way, an estimate. */
  #promptTokens: number;

  constructor(parts: ToolUseParts, run: LiveRun, kit: ToolKit) {
    this.#parts = parts;
    this.#run = run;
    this.#kit = kit;
    this.#promptTokens = run.identity.promptTokens;
  }

  /**
   * Uses the tools that a reply asks for.
   * @throws AppError when the database cannot keep what is done
   */
  async follow(request: ChatRequest, reply: Reply): Promise<NextStep> {
    if (!asksForTools(request, reply)) return { outcome: this.#total(reply.outcome, this.#usageOf(reply.outcome)) };
    const { limits } = this.#parts;
    const calls = reply.calls.slice(0, limits.calls);
    const results = await useTools(this.#parts, this.#run, this.#kit, calls, limits.calls - this.#calls);
    this.#rounds += 1;
    this.#calls += calls.length;
    this.#spend(reply.outcome, results);
    if (this.#run.signal.aborted) return { outcome: this.#total(abortedOutcome(this.#run)) };
    const maxTokens = await this.#holdTokens();
    if (maxTokens === 0) return { outcome: this.#total(CUT_OUTCOME) };
    if (reply.text.trim() !== '') this.#run.append(SEPARATOR);
    return { request: this.#goOn(request, { ...reply, calls }, results, maxTokens) };
  }

  /** An outcome with what all rounds used; as it is where there was but one. @param last what the round used that is not over yet */
  #total(outcome: RunOutcome, last = NOTHING): RunOutcome {
    if (this.#rounds === 0) return outcome;
    const usage = {
      prompt_tokens: this.#spent.prompt + last.prompt,
      completion_tokens: this.#spent.completion + last.completion,
    };
    return { ...outcome, usage };
  }

  /** Of the round that is under way: as the vendor says, else an estimate; nothing where nothing came. */
  #usageOf(outcome: RunOutcome): { prompt: number; completion: number } {
    const usage = 'usage' in outcome ? outcome.usage : undefined;
    const units = this.#run.writtenUnits - this.#spent.units;
    if ((outcome.status === 'failed' || outcome.status === 'interrupted') && units === 0) return NOTHING;
    return {
      prompt: usage?.prompt_tokens ?? this.#promptTokens,
      completion: usage?.completion_tokens ?? Math.ceil(units / UNITS_A_TOKEN),
    };
  }

  #spend(outcome: RunOutcome, results: readonly ToolResult[]): void {
    const { prompt, completion } = this.#usageOf(outcome);
    this.#spent.prompt += prompt;
    this.#spent.completion += completion;
    this.#spent.units = this.#run.writtenUnits;
    const resultUnits = results.reduce((sum, { content }) => sum + content.length, 0);
    this.#promptTokens = prompt + completion + Math.ceil(resultUnits / UNITS_A_TOKEN);
  }

  /** Holds tokens back for one more round. @returns the most that its reply may have; null for any length, 0 when there is no room for it */
  async #holdTokens(): Promise<number | null> {
    const { identity } = this.#run;
    const { maxAnswerTokens, reservedTokens } = identity;
    if (maxAnswerTokens === null || reservedTokens === null || this.#run.isTokenFree) return null;
    const needed = this.#spent.prompt + this.#spent.completion + this.#promptTokens;
    const held = this.#run.reservedTokens ?? 0;
    const more = await this.#parts.store.transact((tx) =>
      holdMoreTokens(tx, identity, { held, needed, wished: needed + maxAnswerTokens }),
    );
    this.#run.reservedTokens = held + more;
    const left = Math.max(0, Math.min(held + more - needed, maxAnswerTokens));
    this.#run.allowTokens(left);
    return left;
  }

  #goOn(
    request: ChatRequest,
    { text, calls }: Reply,
    results: readonly ToolResult[],
    maxTokens: number | null,
  ): ChatRequest {
    const { limits } = this.#parts;
    const { tools, vendor_conversation: kept, ...rest } = request;
    const isLast = this.#rounds >= limits.rounds || this.#calls >= limits.calls;
    const said = { role: 'assistant', content: text, tool_calls: calls } as const;
    // The vendor holds what it was asked and what it said; the conversation is told to nobody before it holds the results too.
    const id = this.#run.vendorConversation;
    this.#run.vendorConversation = null;
    const held_messages = request.messages.filter(({ role }) => role !== 'system').length + 1;
    return {
      ...rest,
      messages: [...request.messages, said, ...results],
      options: maxTokens === null ? request.options : { ...request.options, max_tokens: maxTokens },
      ...(!isLast && { tools }),
      ...(kept && { vendor_conversation: id === null ? kept : { id, held_messages } }),
    };
  }
}

const NOTHING = { prompt: 0, completion: 0 };

/** A reply that was cut asks for nothing: its last call may be half a call. */
function asksForTools({ tools }: ChatRequest, { outcome, calls }: Reply): boolean {
  return tools !== undefined && calls.length > 0 && outcome.status === 'complete' && outcome.finish_reason === 'stop';
}
