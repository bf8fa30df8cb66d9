import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { AppError } from '../../errors.ts';
import type { ProviderLimits } from '../limits.ts';
import type { StreamChunk } from '../spec.ts';
import type { AnswerDecoder } from './answer-decoder.ts';
import { GatheredReads } from './gathered-reads.ts';
import { mapFailure } from './map-failure.ts';
import { mapRefusal, type Refusal } from './map-refusal.ts';
import type { Vendor } from './vendor.ts';

export interface AnswerSource {
  vendor: Vendor;
  limits: ProviderLimits;
  decoder: AnswerDecoder;
  /** Whether a body of this `Content-Type`, with status 200, may be an answer. */
  isAnswerType(contentType: string): boolean;
  /** Sends the request; its events go to `handler`. */
  dispatch(handler: Dispatcher.DispatchHandler, body: string): void;
  body: string;
  /** May give another body to ask with once more, when the vendor refused the first one. */
  bodyAfterRefusal?(refusal: Refusal): string | undefined;
}

type Phase = 'new' | 'asking' | 'refused' | 'answering' | 'settled';

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

/**
 * One answer on its way from a vendor: takes whole network reads from undici and gives parts to one reader.
 *
 * Every token passes here, so it is an iterator written by hand: reads are gathered until their reader asks, decoded once and
 * cut lazily, and a part that is there resolves at once. While the reader takes nothing, the socket is not read
 * beyond {@link ProviderLimits.maxWaitingBytes}.
 */
export class AnswerStream implements AsyncIterableIterator<StreamChunk>, Dispatcher.DispatchHandler {
  readonly #source: AnswerSource;
  readonly #signal: AbortSignal;
  readonly #reads = new GatheredReads();
  #phase: Phase = 'new';
  #controller: Dispatcher.DispatchController | undefined;
  #drainedBytes = 0;
  #bytesWithoutText = 0;
  #textUnits = 0;
  #toolCalls = 0;
  #refusal: Refusal | undefined;
  #finalRefusal: Refusal | undefined;
  #hasAskedAgain = false;
  #bodyEnd: 'open' | 'ended' | 'decoded' | AppError = 'open';
  #resolve: ((result: IteratorResult<StreamChunk, undefined>) => void) | undefined;
  #isEndExpected = false;
  #silenceTimer: NodeJS.Timeout | undefined;
  #answerTimer: NodeJS.Timeout | undefined;

  constructor(source: AnswerSource, signal: AbortSignal) {
    this.#source = source;
    this.#signal = signal;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Why the vendor gave no answer, in its own words; undefined where it gave one, or did not say. */
  get refusal(): Refusal | undefined {
    return this.#finalRefusal;
  }

  /** The next part. To be asked again only after the last one came. */
  next(): Promise<IteratorResult<StreamChunk, undefined>> {
    if (this.#phase === 'new') this.#start();
    const chunk = this.#take();
    if (chunk) return Promise.resolve({ done: false, value: chunk });
    if (this.#phase === 'settled') return Promise.resolve(DONE);
    return new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** The reader leaves: the vendor's socket is closed. */
  return(): Promise<IteratorReturnResult<undefined>> {
    this.#stop();
    return Promise.resolve(DONE);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#phase === 'settled') this.#closeSocket();
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (this.#phase !== 'asking' || status < 200) return;
    if (status === 200 && this.#source.isAnswerType(String(headers['content-type'] ?? ''))) {
      this.#phase = 'answering';
      return;
    }
    this.#phase = 'refused';
    this.#refusal = { status, headers, body: '' };
    this.#setSilenceTimer(this.#source.limits.errorBodyMs);
  }

  onResponseData(controller: Dispatcher.DispatchController, read: Buffer): void {
    if (this.#phase === 'settled') {
      this.#drainedBytes += read.length;
      if (this.#drainedBytes > this.#source.limits.maxWaitingBytes) this.#closeSocket();
      return;
    }
    this.#reads.push(read);
    if (this.#phase === 'refused') {
      if (this.#reads.bytes >= this.#source.limits.maxErrorBodyBytes) this.#endRefusal({ isWhole: false });
      return;
    }
    if (this.#resolve) this.#deliver();
    else if (this.#reads.bytes >= this.#source.limits.maxWaitingBytes) controller.pause();
  }

  onResponseEnd(): void {
    this.#controller = undefined;
    if (this.#phase === 'settled') clearTimeout(this.#silenceTimer);
    else if (this.#phase === 'refused') this.#endRefusal({ isWhole: true });
    else this.#endBody('ended');
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#controller = undefined;
    if (this.#phase === 'settled') clearTimeout(this.#silenceTimer);
    else if (this.#phase === 'refused') this.#endRefusal({ isWhole: false });
    else this.#endBody(mapFailure(error, this.#source.vendor, this.#phase === 'answering'));
  }

  #start(): void {
    if (this.#signal.aborted) {
      this.#phase = 'settled';
      return;
    }
    this.#signal.addEventListener('abort', this.#onAbort, { once: true });
    this.#setSilenceTimer(this.#source.limits.firstTokenMs);
    this.#answerTimer = setTimeout(() => this.#onAnswerTooLong(), this.#source.limits.answerMs);
    this.#ask(this.#source.body);
  }

  #ask(body: string): void {
    this.#phase = 'asking';
    this.#bodyEnd = 'open';
    try {
      this.#source.dispatch(this, body);
    } catch (error) {
      this.#endBody(mapFailure(error, this.#source.vendor, false));
    }
  }

  /** The next part of what has come, or undefined when the vendor must send more, or when all is over. */
  #take(): StreamChunk | undefined {
    const { decoder, vendor } = this.#source;
    while (this.#phase !== 'settled') {
      const chunk = decoder.next();
      if (chunk) return this.#account(chunk);
      if (this.#bytesWithoutText > this.#source.limits.maxBytesWithoutText) {
        return this.#settle(
          decoder.end(new AppError('E3005', `${vendor.name} sends a lot of data, but no text in it.`)),
        );
      }
      if (decoder.isComplete()) this.#expectEnd();
      if (this.#phase !== 'refused' && this.#reads.bytes > 0) decoder.feed(this.#takeReads());
      else if (this.#bodyEnd === 'ended') this.#endDecoding();
      else if (this.#bodyEnd === 'decoded') return this.#settle(decoder.end());
      else if (this.#bodyEnd !== 'open') return this.#settle(decoder.end(this.#bodyEnd));
      else if (this.#controller?.paused) this.#resume(this.#controller);
      else return undefined;
    }
    return undefined;
  }

  #takeReads(): string {
    if (!this.#isEndExpected) this.#silenceTimer?.refresh();
    const waiting = this.#reads.bytes;
    const text = this.#reads.take();
    this.#bytesWithoutText += waiting - this.#reads.bytes;
    return text;
  }

  /** A last line or event may lack the line ends that finish it. */
  #endDecoding(): void {
    this.#bodyEnd = 'decoded';
    this.#source.decoder.feed(`${this.#reads.takeLast()}\n\n`);
  }

  #account(chunk: StreamChunk): StreamChunk {
    if (chunk.type === 'finish' || chunk.type === 'error') return this.#settle(chunk);
    if (this.#textUnits === 0) this.#setSilenceTimer(this.#source.limits.silenceMs);
    this.#bytesWithoutText = 0;
    this.#textUnits += unitsOf(chunk);
    if (chunk.type === 'tool_call' && ++this.#toolCalls > this.#source.limits.maxToolCalls) {
      const message = `${this.#source.vendor.name} asked for more tools at once than can be used.`;
      return this.#settle({ type: 'error', error: new AppError('E3005', message) });
    }
    if (this.#textUnits <= this.#source.limits.maxAnswerUnits) return chunk;
    const usage = { prompt_tokens: null, completion_tokens: null };
    const last = this.#settle({ type: 'finish', finish_reason: 'length', usage });
    this.#closeSocket();
    return last;
  }

  /** Ends the stream with `last`. The socket is kept for the next answer where this one's end is about to come. */
  #settle<Last extends StreamChunk>(last: Last): Last {
    this.#release();
    if (last.type === 'error' || this.#bodyEnd !== 'open') {
      this.#closeSocket();
    } else if (this.#controller) {
      this.#silenceTimer = setTimeout(() => this.#closeSocket(), this.#source.limits.afterFinishMs);
    }
    return last;
  }

  #stop(): void {
    if (this.#phase === 'settled') return;
    this.#release();
    this.#closeSocket();
    this.#give(DONE);
  }

  readonly #onAbort = (): void => this.#stop();

  #release(): void {
    this.#phase = 'settled';
    clearTimeout(this.#silenceTimer);
    clearTimeout(this.#answerTimer);
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#reads.clear();
  }

  #closeSocket(): void {
    const controller = this.#controller;
    this.#controller = undefined;
    clearTimeout(this.#silenceTimer);
    controller?.abort(new Error('The answer is no longer wanted'));
  }

  #resume(controller: Dispatcher.DispatchController): void {
    this.#silenceTimer?.refresh();
    controller.resume();
  }

  #endBody(end: 'ended' | AppError): void {
    this.#bodyEnd = end;
    if (this.#resolve) this.#deliver();
  }

  #endRefusal({ isWhole }: { isWhole: boolean }): void {
    const { vendor, bodyAfterRefusal, limits } = this.#source;
    if (!this.#refusal) return;
    const refusal = { ...this.#refusal, body: this.#reads.takeLast() };
    this.#refusal = undefined;
    const nextBody = isWhole && !this.#hasAskedAgain ? bodyAfterRefusal?.(refusal) : undefined;
    if (nextBody === undefined) {
      this.#finalRefusal = refusal;
      this.#closeSocket();
      this.#endBody(mapRefusal(refusal, vendor));
      return;
    }
    this.#hasAskedAgain = true;
    this.#setSilenceTimer(limits.firstTokenMs);
    this.#ask(nextBody);
  }

  /** The reader goes on in a microtask: when it asks again, undici has passed on the rest of its network read, which is decoded at once. */
  #deliver(): void {
    const chunk = this.#take();
    if (chunk) this.#give({ done: false, value: chunk });
  }

  #give(result: IteratorResult<StreamChunk, undefined>): void {
    const resolve = this.#resolve;
    this.#resolve = undefined;
    resolve?.(result);
  }

  /** Once the vendor said why it ended, its time is short, and nothing that it sends makes it longer. */
  #expectEnd(): void {
    if (this.#isEndExpected) return;
    this.#isEndExpected = true;
    this.#setSilenceTimer(this.#source.limits.afterFinishMs);
  }

  #setSilenceTimer(ms: number): void {
    clearTimeout(this.#silenceTimer);
    this.#silenceTimer = setTimeout(() => this.#onSilence(), ms);
  }

  #onSilence(): void {
    if (this.#phase === 'refused') {
      this.#endRefusal({ isWhole: false });
    } else if (!this.#resolve) {
      // The reader is the slow one; the vendor's time runs only while somebody waits for it.
      this.#silenceTimer?.refresh();
    } else {
      const { vendor } = this.#source;
      const stage = this.#textUnits === 0 ? 'did not begin to answer' : 'stopped in the middle of the answer';
      this.#endBody(
        new AppError(
          'E3002',
          `${vendor.name} ${stage} in the time allowed. It may be loading the model or overloaded.`,
        ),
      );
    }
  }

  #onAnswerTooLong(): void {
    const { vendor, limits } = this.#source;
    const minutes = Math.round(limits.answerMs / 60_000);
    this.#endBody(new AppError('E3002', `${vendor.name} was still writing after ${minutes} minutes and was stopped.`));
  }
}

/** What a part brings, in UTF-16 units. */
function unitsOf(chunk: StreamChunk): number {
  switch (chunk.type) {
    case 'text':
    case 'reasoning':
      return chunk.text.length;
    case 'tool_call':
      return chunk.call.id.length + chunk.call.name.length + chunk.call.arguments.length;
    case 'citation':
      return chunk.citation.url.length + chunk.citation.title.length;
    default:
      return 0;
  }
}
