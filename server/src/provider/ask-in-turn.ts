import { AppError } from '../errors.ts';
import type { Askable, Candidate } from './choose-model.ts';
import { RefusalError } from './http/refusal-error.ts';
import { isOutage } from './is-outage.ts';
import type { BaseProvider, ChatRequest, StreamChunk } from './spec.ts';

/** Whoever gives an answer part by part. */
export type AnswerSource = Pick<BaseProvider, 'chat_stream'>;

/** One that is asked in its turn, and how long its answer may be in tokens; null: as the request says. */
export interface InTurn extends Askable {
  maxTokens: number | null;
}

/**
 * Asks one after the other until one has begun to answer: from its first part on it is the only one, also where the same answer asks again (after
 * it used tools). For one answer, in the order given.
 * @param wished what was asked for; for any other the reader is told who answers
 */
export function askInTurn(list: readonly InTurn[], wished: Candidate): AnswerSource {
  let left = list;
  let known = wished;
  return {
    chat_stream(request, signal) {
      const settleOn = (one: InTurn) => {
        // From then on the request knows how much may be written.
        left = [{ ...one, maxTokens: null }];
        known = one;
      };
      return new TurnStream({ list: left, wished, known, settleOn }, request, signal);
    },
  };
}

interface Turns {
  list: readonly InTurn[];
  wished: Candidate;
  /** Who the reader believes is asked. */
  known: Candidate;
  settleOn: (one: InTurn) => void;
}

class TurnStream implements AsyncIterableIterator<StreamChunk> {
  readonly #turns: Turns;
  readonly #request: ChatRequest;
  readonly #signal: AbortSignal;
  readonly #failures: AppError[] = [];
  #current: AsyncIterator<StreamChunk> | undefined;
  #isSettled = false;

  constructor(turns: Turns, request: ChatRequest, signal: AbortSignal) {
    this.#turns = turns;
    this.#request = request;
    this.#signal = signal;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Once somebody answers, its parts pass as they are: nothing is added to a token's way. */
  next(): Promise<IteratorResult<StreamChunk>> {
    return this.#isSettled && this.#current ? this.#current.next() : this.#begin();
  }

  async return(): Promise<IteratorReturnResult<undefined>> {
    await this.#current?.return?.();
    return { done: true, value: undefined };
  }

  async #begin(): Promise<IteratorResult<StreamChunk>> {
    const { list, known, settleOn } = this.#turns;
    for (;;) {
      const one = list[this.#failures.length];
      if (!one) throw new Error('nobody is left to be asked');
      if (!this.#current) {
        this.#current = this.#ask(one);
        if (!isSame(one, known) || this.#failures.length > 0) {
          const { provider, model } = one;
          return { done: false, value: { type: 'answered_by', provider: provider.id, model: model.id } };
        }
      }
      const result = await this.#current.next();
      if (result.done || result.value.type !== 'error') {
        this.#isSettled = result.done === true || result.value.type !== 'answered_by';
        if (this.#isSettled) settleOn(one);
        return result;
      }
      const { error } = result.value;
      this.#failures.push(error);
      const isLast = this.#failures.length === list.length;
      if (isLast || !isWorthAnother(error)) return { done: false, value: { type: 'error', error: this.#lastError() } };
      one.note({ firstTokenMs: null, error });
      this.#current = undefined;
    }
  }

  #ask({ provider, model, maxTokens }: InTurn): AsyncIterator<StreamChunk> {
    const { options, tools, web_search } = this.#request;
    const request: ChatRequest = {
      ...this.#request,
      model: model.id,
      options: maxTokens === null ? options : { ...options, max_tokens: maxTokens },
    };
    // What another vendor keeps is of no use here; everything that was said stands in the request too.
    const isElsewhere = provider.id !== this.#turns.wished.provider.id;
    const elsewhere = { vendor_conversation: undefined, web_search: web_search && provider.can_search_web === true };
    const own: ChatRequest = {
      ...request,
      ...(isElsewhere && elsewhere),
      tools: model.takes_tools === false ? undefined : tools,
    };
    return provider.chat_stream(own, this.#signal)[Symbol.asyncIterator]();
  }

  /** Of several failures the person is told all: the first names whom they asked. */
  #lastError(): AppError {
    const [last, ...before] = this.#failures.toReversed();
    if (!last || before.length === 0) return last ?? new AppError('E3001');
    const message = this.#failures.map((failure) => failure.message).join(' ');
    if (last instanceof RefusalError) return new RefusalError(message, last.providerStatus);
    return new AppError(last.code, message, { cause: last });
  }
}

function isSame(a: Candidate, b: Candidate): boolean {
  return a.provider.id === b.provider.id && a.model.id === b.model.id;
}

/** Whether another may do better: this one is in trouble, or has no time for us. */
function isWorthAnother(error: AppError): boolean {
  return isOutage(error) || error.code === 'E3004';
}
