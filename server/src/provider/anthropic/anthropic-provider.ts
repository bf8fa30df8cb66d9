import { AppError } from '../../errors.ts';
import { EventDecoder } from '../http/event-decoder.ts';
import type { AddressAllowance } from '../http/is-allowed-address.ts';
import { toHealth } from '../http/to-health.ts';
import { toShownAddress } from '../http/vendor.ts';
import { VendorClient } from '../http/vendor-client.ts';
import { type ProviderLimits, providerLimits } from '../limits.ts';
import type { BaseProvider, ChatRequest, Model, ProviderHealth, StreamChunk } from '../spec.ts';
import { maxOutputTokens } from './max-output-tokens.ts';
import { MessageReader } from './message-reader.ts';
import { type AnthropicModel, readModels } from './read-models.ts';
import { toMessageBody } from './to-message-body.ts';

export interface AnthropicOptions {
  id: string;
  name: string;
  /** With or without `/v1`. */
  baseUrl: string;
  apiKey: string | null;
  /** One sentence: what to do when nothing answers there. */
  remedy: string;
  allowance: AddressAllowance;
  limits?: ProviderLimits;
}

/** Claude by Anthropic's own Messages API. */
export class AnthropicProvider implements BaseProvider {
  readonly id: string;
  readonly name: string;
  readonly is_model = true;
  readonly can_search_web = true;
  readonly #client: VendorClient;
  readonly #limits: ProviderLimits;
  readonly #path: string;
  /** By id, of the last list. */
  #models = new Map<string, AnthropicModel>();

  /** @throws TypeError when `baseUrl` is not a URL */
  constructor({ id, name, baseUrl, apiKey, remedy, allowance, limits = providerLimits }: AnthropicOptions) {
    const url = new URL(baseUrl);
    url.pathname = url.pathname.replace(/\/+$/, '').replace(/\/v1(\/(messages|models))?$/, '');
    this.id = id;
    this.name = name;
    this.#limits = limits;
    this.#path = `${url.pathname.replace(/\/$/, '')}/v1`;
    this.#client = new VendorClient({
      vendor: { name, apiKey, remedy, address: toShownAddress(url) },
      origin: url.origin,
      allowance,
      limits,
      headers: { 'anthropic-version': '2023-06-01', ...(apiKey && { 'x-api-key': apiKey }) },
    });
  }

  chat_stream(request: ChatRequest, signal: AbortSignal): AsyncIterable<StreamChunk> {
    const known = this.#models.get(request.model);
    const form = {
      maxTokens: maxOutputTokens(request.model, known?.maxTokens ?? null),
      isThinking: known?.canThink ?? false,
    };
    const { maxLineUnits } = this.#limits;
    return this.#client.streamAnswer(
      {
        path: `${this.#path}/messages`,
        body: toMessageBody(request, form),
        decoder: new EventDecoder(this.#client.vendor, new MessageReader(maxLineUnits), maxLineUnits),
        isAnswerType: (contentType) => !/json|html/i.test(contentType),
      },
      signal,
    );
  }

  async list_models(signal: AbortSignal): Promise<Model[]> {
    const models = readModels(await this.#client.getJson(`${this.#path}/models?limit=1000`, signal));
    if (!models) throw new AppError('E3005', `${this.name} at ${this.#client.vendor.address} sent no list of models.`);
    this.#models = new Map(models.map((found) => [found.model.id, found]));
    return models.map(({ model }) => model);
  }

  health(signal: AbortSignal): Promise<ProviderHealth> {
    return toHealth(this.list_models(signal));
  }
}
