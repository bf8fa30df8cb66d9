import { Agent, type Dispatcher } from 'undici';
import { AppError } from '../../errors.ts';
import type { ProviderLimits } from '../limits.ts';
import type { AnswerDecoder } from './answer-decoder.ts';
import { AnswerStream } from './answer-stream.ts';
import { createConnector } from './create-connector.ts';
import type { AddressAllowance } from './is-allowed-address.ts';
import { mapFailure } from './map-failure.ts';
import { mapRefusal, type Refusal } from './map-refusal.ts';
import type { Vendor } from './vendor.ts';

/** More answers than this at once from one vendor wait for a free connection. */
const MAX_CONNECTIONS = 4_096;

export interface VendorClientOptions {
  vendor: Vendor;
  /** Scheme, host and port; every request goes there and nowhere else. */
  origin: string;
  allowance: AddressAllowance;
  limits: ProviderLimits;
  /** What this vendor wants with every request, its key among it; absent: the key as a bearer token. */
  headers?: Readonly<Record<string, string>>;
}

export interface AnswerRequest {
  path: string;
  body: string;
  decoder: AnswerDecoder;
  isAnswerType(contentType: string): boolean;
  bodyAfterRefusal?(refusal: Refusal): string | undefined;
}

/** The HTTP side of one provider: a pool of kept connections to one origin, no pipelining, no redirects, bounded everywhere. */
export class VendorClient {
  readonly vendor: Vendor;
  readonly #origin: string;
  readonly #limits: ProviderLimits;
  readonly #agent: Agent;
  readonly #headers: Record<string, string>;

  constructor({ vendor, origin, allowance, limits, headers }: VendorClientOptions) {
    this.vendor = vendor;
    this.#origin = origin;
    this.#limits = limits;
    this.#agent = new Agent({
      connect: createConnector(allowance, limits.connectMs),
      connections: MAX_CONNECTIONS,
      pipelining: 1,
      headersTimeout: 0, // AnswerStream and the questions' deadline keep the time, finer than undici's clock of one second
      bodyTimeout: 0,
    });
    this.#headers = {
      'content-type': 'application/json',
      ...(headers ?? (vendor.apiKey && { authorization: `Bearer ${vendor.apiKey}` })),
    };
  }

  /** Asks for an answer, part by part; nothing is sent before the first `next()`. */
  streamAnswer({ path, ...request }: AnswerRequest, signal: AbortSignal): AnswerStream {
    const dispatch = (handler: Dispatcher.DispatchHandler, body: string): void => {
      this.#agent.dispatch({ origin: this.#origin, path, method: 'POST', headers: this.#headers, body }, handler);
    };
    return new AnswerStream({ ...request, vendor: this.vendor, limits: this.#limits, dispatch }, signal);
  }

  /** Asks a small question and gives its JSON. @throws AppError E3001 to E3005 */
  async getJson(path: string, signal: AbortSignal): Promise<unknown> {
    return this.#askJson({ method: 'GET', path }, signal);
  }

  /** As {@link getJson}, with a body. @throws AppError E3001 to E3005 */
  async postJson(path: string, body: object, signal: AbortSignal): Promise<unknown> {
    return this.#askJson({ method: 'POST', path, body: JSON.stringify(body) }, signal);
  }

  async #askJson(
    question: { method: 'GET' | 'POST'; path: string; body?: string },
    signal: AbortSignal,
  ): Promise<unknown> {
    let text: string;
    try {
      text = await this.#ask(question, AbortSignal.any([signal, AbortSignal.timeout(this.#limits.questionMs)]));
    } catch (error) {
      if (error instanceof AppError) throw error;
      // Our deadline or the caller's: both are the vendor's silence.
      if (error instanceof Error && error.name === 'TimeoutError') {
        throw new AppError('E3002', `${this.vendor.name} at ${this.vendor.address} does not answer in time.`);
      }
      throw mapFailure(error, this.vendor, false);
    }
    try {
      return JSON.parse(text);
    } catch {
      throw mapRefusal({ status: 200, headers: {}, body: text }, this.vendor);
    }
  }

  async #ask(question: { method: 'GET' | 'POST'; path: string; body?: string }, signal: AbortSignal): Promise<string> {
    const { statusCode, headers, body } = await this.#agent.request({
      origin: this.#origin,
      headers: this.#headers,
      signal,
      ...question,
    });
    const isRefusal = statusCode !== 200;
    const maxBytes = isRefusal ? this.#limits.maxErrorBodyBytes : this.#limits.maxQuestionBodyBytes;
    const reads: Buffer[] = [];
    let bytes = 0;
    for await (const read of body) {
      reads.push(read);
      bytes += read.length;
      if (bytes > maxBytes) break;
    }
    const text = Buffer.concat(reads).subarray(0, maxBytes).toString();
    if (isRefusal) throw mapRefusal({ status: statusCode, headers, body: text }, this.vendor);
    if (bytes > maxBytes) throw new AppError('E3005', `${this.vendor.name} sent a list that is too long to be one.`);
    return text;
  }
}
