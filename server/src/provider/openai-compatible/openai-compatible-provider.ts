import { AppError } from '../../errors.ts';
import type { AnswerStream } from '../http/answer-stream.ts';
import type { AddressAllowance } from '../http/is-allowed-address.ts';
import type { Refusal } from '../http/map-refusal.ts';
import { toHealth } from '../http/to-health.ts';
import { toShownAddress } from '../http/vendor.ts';
import { VendorClient } from '../http/vendor-client.ts';
import { type ProviderLimits, providerLimits } from '../limits.ts';
import type { BaseProvider, ChatRequest, Model, ProviderHealth } from '../spec.ts';
import { ChatDecoder } from './chat-decoder.ts';
import { readLmStudioModels, readModels } from './read-models.ts';
import { type ChatBodyForm, toChatBody } from './to-chat-body.ts';
import { toVersionedUrl } from './to-versioned-url.ts';

export interface OpenAiCompatibleOptions {
  id: string;
  name: string;
  /** With or without `/v1`; a bare host gets it. */
  baseUrl: string;
  apiKey: string | null;
  /** One sentence: what to do when nothing answers there. */
  remedy: string;
  allowance: AddressAllowance;
  /** LM Studio has a list of its own that tells the loaded context length. */
  hasLmStudioList?: boolean;
  maxTokensField?: ChatBodyForm['maxTokensField'];
  /** Models to list first, best first, for vendors whose list has no useful order. */
  preferredModels?: readonly string[];
  limits?: ProviderLimits;
}

/** Any server that speaks OpenAI's Chat Completions: LM Studio, vLLM, llama.cpp, OpenRouter, OpenAI itself. */
export class OpenAiCompatibleProvider implements BaseProvider {
  readonly id: string;
  readonly name: string;
  readonly is_model = true;
  readonly #client: VendorClient;
  readonly #limits: ProviderLimits;
  readonly #path: string;
  readonly #hasLmStudioList: boolean;
  readonly #preferredModels: readonly string[];
  readonly #form: ChatBodyForm;

  /** @throws TypeError when `baseUrl` is not an http(s) URL */
  constructor(options: OpenAiCompatibleOptions) {
    const url = toVersionedUrl(options.baseUrl);
    this.id = options.id;
    this.name = options.name;
    this.#limits = options.limits ?? providerLimits;
    this.#path = url.pathname;
    this.#hasLmStudioList = options.hasLmStudioList ?? false;
    this.#preferredModels = options.preferredModels ?? [];
    this.#form = { maxTokensField: options.maxTokensField ?? 'max_tokens', isUsageWanted: true };
    const { name, apiKey, remedy, allowance } = options;
    this.#client = new VendorClient({
      vendor: { name, apiKey, remedy, address: toShownAddress(url) },
      origin: url.origin,
      allowance,
      limits: this.#limits,
    });
  }

  chat_stream(request: ChatRequest, signal: AbortSignal): AnswerStream {
    return this.#client.streamAnswer(
      {
        path: `${this.#path}/chat/completions`,
        body: toChatBody(request, this.#form),
        decoder: new ChatDecoder(this.#client.vendor, this.#limits.maxLineUnits),
        isAnswerType: (contentType) => !/json|html/i.test(contentType),
        bodyAfterRefusal: (refusal) => this.#bodyWithoutUsage(request, refusal),
      },
      signal,
    );
  }

  async list_models(signal: AbortSignal): Promise<Model[]> {
    const models =
      (await this.#listLmStudioModels(signal)) ??
      readModels(await this.#client.getJson(`${this.#path}/models`, signal));
    if (!models) throw new AppError('E3005', `${this.name} at ${this.#client.vendor.address} sent no list of models.`);
    const rank = (id: string): number => this.#preferredModels.indexOf(id) + 1 || Number.POSITIVE_INFINITY;
    return models.sort((a, b) => (rank(a.id) === rank(b.id) ? 0 : rank(a.id) - rank(b.id)));
  }

  health(signal: AbortSignal): Promise<ProviderHealth> {
    return toHealth(this.list_models(signal));
  }

  /** undefined where the server has no such list: another one, or LM Studio before 0.3.6. */
  async #listLmStudioModels(signal: AbortSignal): Promise<Model[] | undefined> {
    if (!this.#hasLmStudioList) return undefined;
    try {
      return readLmStudioModels(await this.#client.getJson(`${this.#path.replace(/\/v1$/, '')}/api/v0/models`, signal));
    } catch (error) {
      if (error instanceof AppError && (error.code === 'E3003' || error.code === 'E3005')) return undefined;
      throw error;
    }
  }

  /** Some servers refuse the wish for token counts; they are asked again without it, now and from then on. */
  #bodyWithoutUsage(request: ChatRequest, { status, body }: Refusal): string | undefined {
    if (!(status === 400 || status === 422) || !/stream_options|include_usage/.test(body)) return undefined;
    this.#form.isUsageWanted = false;
    return toChatBody(request, this.#form);
  }
}
