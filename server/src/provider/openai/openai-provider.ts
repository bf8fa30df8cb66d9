import { AppError } from '../../errors.ts';
import type { AnswerStream } from '../http/answer-stream.ts';
import { EventDecoder } from '../http/event-decoder.ts';
import type { AddressAllowance } from '../http/is-allowed-address.ts';
import { toObject, toText } from '../http/json-object.ts';
import { toShownAddress } from '../http/vendor.ts';
import { VendorClient } from '../http/vendor-client.ts';
import { type ProviderLimits, providerLimits } from '../limits.ts';
import { OpenAiCompatibleProvider } from '../openai-compatible/openai-compatible-provider.ts';
import { toVersionedUrl } from '../openai-compatible/to-versioned-url.ts';
import type { BaseProvider, ChatRequest, Model, ProviderHealth, StreamChunk } from '../spec.ts';
import { isConversationUnusable, isInterfaceMissing, isWorthFallback } from './judge-problem.ts';
import { toKnownModel } from './known-model.ts';
import { type Problem, readRefusal } from './problem.ts';
import { isThinkingModel, type ResponsesForm, toNextForm, toResponsesForm } from './responses-form.ts';
import { ResponsesReader } from './responses-reader.ts';
import { type KeptConversation, toResponsesBody } from './to-responses-body.ts';

export interface OpenAiOptions {
  id: string;
  name: string;
  /** With or without `/v1`. */
  baseUrl: string;
  apiKey: string | null;
  /** One sentence: what to do when nothing answers there. */
  remedy: string;
  allowance: AddressAllowance;
  /** The model that is listed first, and the one that stands in for it on Chat Completions; null for none. */
  model: string;
  fallbackModel: string | null;
  limits?: ProviderLimits;
}

/** An answer whose first part has come. */
interface Begun {
  first: IteratorResult<StreamChunk, undefined>;
  /** The parts after it. */
  stream: AnswerStream;
  /** What is told before it, where another model answers. */
  answeredBy?: StreamChunk;
}

interface BegunAtResponses extends Begun {
  /** Why it failed, where its first part says that it did. */
  problem: Problem;
}

/** Models that think are silent for minutes, and the last event repeats the whole answer in one line. */
const OPENAI_LIMITS: ProviderLimits = {
  ...providerLimits,
  firstTokenMs: 180_000,
  silenceMs: 180_000,
  maxLineUnits: 4_194_304,
};

/**
 * OpenAI by its Responses API, with the conversations that it keeps. Where that API fails before the first part of an answer, Chat Completions is
 * asked: for the configured model with its fallback model; for any other, which a person has chosen, with the same
 * model and only where the address has no Responses API at all.
 */
export class OpenAiProvider implements BaseProvider {
  readonly id: string;
  readonly name: string;
  readonly is_model = true;
  readonly can_search_web = true;
  readonly keeps_conversations = true;
  readonly #client: VendorClient;
  readonly #chat: OpenAiCompatibleProvider;
  readonly #limits: ProviderLimits;
  readonly #path: string;
  readonly #model: string;
  readonly #fallbackModel: string | null;
  /** By model, where OpenAI refused the form that its name suggests. */
  readonly #forms = new Map<string, ResponsesForm>();

  /** @throws TypeError when `baseUrl` is not an http(s) URL */
  constructor({ model, fallbackModel, limits = OPENAI_LIMITS, ...options }: OpenAiOptions) {
    const { id, name, baseUrl, apiKey, remedy, allowance } = options;
    const url = toVersionedUrl(baseUrl);
    this.id = id;
    this.name = name;
    this.#limits = limits;
    this.#path = url.pathname;
    this.#model = model;
    this.#fallbackModel = fallbackModel;
    const vendor = { name, apiKey, remedy, address: toShownAddress(url) };
    this.#client = new VendorClient({ vendor, origin: url.origin, allowance, limits });
    this.#chat = new OpenAiCompatibleProvider({
      ...options,
      limits,
      maxTokensField: 'max_completion_tokens',
      preferredModels: fallbackModel === null ? [model] : [model, fallbackModel],
    });
  }

  async *chat_stream(request: ChatRequest, signal: AbortSignal): AsyncGenerator<StreamChunk, void> {
    const main = await this.#begin(request, signal);
    const { first, stream, answeredBy } = isFailure(main.first) ? await this.#fallBack(request, main, signal) : main;
    try {
      if (answeredBy) yield answeredBy;
      if (!first.done) yield first.value;
      yield* stream;
    } finally {
      await stream.return();
    }
  }

  async list_models(signal: AbortSignal): Promise<Model[]> {
    return (await this.#chat.list_models(signal)).map(toKnownModel);
  }

  health(signal: AbortSignal): Promise<ProviderHealth> {
    return this.#chat.health(signal);
  }

  /** Asks within the kept conversation; where that is of no use any more, once again within a new one. */
  async #begin(request: ChatRequest, signal: AbortSignal): Promise<BegunAtResponses> {
    const kept = findKept(request);
    if (kept) {
      const begun = await this.#ask(request, kept, signal);
      if (!isFailure(begun.first) || !isConversationUnusable(begun.problem)) return begun;
    }
    return this.#ask(request, await this.#createConversation(request, signal), signal);
  }

  /** undefined where none is wished, and where OpenAI makes none: the answer matters more. */
  async #createConversation(request: ChatRequest, signal: AbortSignal): Promise<KeptConversation | undefined> {
    if (!request.vendor_conversation || signal.aborted) return undefined;
    try {
      const id = toText(toObject(await this.#client.postJson(`${this.#path}/conversations`, {}, signal)).id);
      return id === '' ? undefined : { id, held: 0 };
    } catch (error) {
      if (error instanceof AppError) return undefined;
      throw error;
    }
  }

  async #ask(
    request: ChatRequest,
    conversation: KeptConversation | undefined,
    signal: AbortSignal,
  ): Promise<BegunAtResponses> {
    const reader = new ResponsesReader(this.#limits.maxLineUnits, conversation?.id);
    const form = this.#forms.get(request.model) ?? toResponsesForm(request.model);
    const stream = this.#client.streamAnswer(
      {
        path: `${this.#path}/responses`,
        body: toResponsesBody(request, form, conversation),
        decoder: new EventDecoder(this.#client.vendor, reader, this.#limits.maxLineUnits),
        isAnswerType: (contentType) => !/json|html/i.test(contentType),
        bodyAfterRefusal: (refusal) => {
          const next = toNextForm(form, readRefusal(refusal));
          if (!next) return undefined;
          this.#forms.set(request.model, next);
          return toResponsesBody(request, next, conversation);
        },
      },
      signal,
    );
    const first = await stream.next();
    return { first, stream, problem: stream.refusal ? readRefusal(stream.refusal) : reader.problem };
  }

  /** Asks Chat Completions instead; where that is of no use or fails too, gives the first failure: it is the one to know. */
  async #fallBack(request: ChatRequest, failed: BegunAtResponses, signal: AbortSignal): Promise<Begun> {
    const other = this.#findFallback(request, failed.problem);
    if (!other) return failed;
    const stream = this.#chat.chat_stream(other, signal);
    const first = await stream.next();
    if (isFailure(first)) return failed;
    if (other.model === request.model || first.done) return { first, stream };
    return { first, stream, answeredBy: { type: 'answered_by', provider: this.id, model: other.model } };
  }

  #findFallback(request: ChatRequest, problem: Problem): ChatRequest | undefined {
    const standIn = request.model === this.#model ? this.#fallbackModel : null;
    const isPossible = standIn === null ? isInterfaceMissing(problem) : isWorthFallback(problem);
    if (!isPossible) return undefined;
    const model = standIn ?? request.model;
    const { options } = request;
    return { ...request, model, options: isThinkingModel(model) ? { max_tokens: options.max_tokens } : options };
  }
}

/** The conversation to go on with; none where it holds all that would be sent, since then something was taken back. */
function findKept({ messages, vendor_conversation: wished }: ChatRequest): KeptConversation | undefined {
  if (!wished || wished.id === null) return undefined;
  const saidCount = messages.filter(({ role }) => role !== 'system').length;
  return wished.held_messages < saidCount ? { id: wished.id, held: wished.held_messages } : undefined;
}

function isFailure(first: Begun['first']): boolean {
  return !first.done && first.value.type === 'error';
}
