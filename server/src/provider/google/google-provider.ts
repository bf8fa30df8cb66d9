import { AppError } from '../../errors.ts';
import { EventDecoder } from '../http/event-decoder.ts';
import type { AddressAllowance } from '../http/is-allowed-address.ts';
import type { Refusal } from '../http/map-refusal.ts';
import { toHealth } from '../http/to-health.ts';
import { toShownAddress } from '../http/vendor.ts';
import { VendorClient } from '../http/vendor-client.ts';
import { type ProviderLimits, providerLimits } from '../limits.ts';
import type { BaseProvider, ChatRequest, Model, ProviderHealth, StreamChunk } from '../spec.ts';
import { ContentReader } from './content-reader.ts';
import { type GoogleModel, readModels } from './read-models.ts';
import { toContentBody, usesOwnSearch } from './to-content-body.ts';

export interface GoogleOptions {
  id: string;
  name: string;
  /** With or without `/v1beta`. */
  baseUrl: string;
  apiKey: string | null;
  /** One sentence: what to do when nothing answers there. */
  remedy: string;
  allowance: AddressAllowance;
  limits?: ProviderLimits;
}

/** Gemini by Google's own API. Its key goes in a header, never in an address. */
export class GoogleProvider implements BaseProvider {
  readonly id: string;
  readonly name: string;
  readonly is_model = true;
  readonly can_search_web = true;
  readonly #client: VendorClient;
  readonly #limits: ProviderLimits;
  readonly #path: string;
  /** By id, of the last list. */
  #models = new Map<string, GoogleModel>();
  /** Models that refused a system prompt in its own field. */
  readonly #withoutSystemField = new Set<string>();

  /** @throws TypeError when `baseUrl` is not a URL */
  constructor({ id, name, baseUrl, apiKey, remedy, allowance, limits = providerLimits }: GoogleOptions) {
    const url = new URL(baseUrl);
    url.pathname = url.pathname.replace(/\/+$/, '').replace(/\/v1beta(\/models)?$/, '');
    this.id = id;
    this.name = name;
    this.#limits = limits;
    this.#path = `${url.pathname.replace(/\/$/, '')}/v1beta/models`;
    this.#client = new VendorClient({
      vendor: { name, apiKey, remedy, address: toShownAddress(url) },
      origin: url.origin,
      allowance,
      limits,
      headers: apiKey ? { 'x-goog-api-key': apiKey } : {},
    });
  }

  chat_stream(request: ChatRequest, signal: AbortSignal): AsyncIterable<StreamChunk> {
    const reader = new ContentReader({ canSearchWeb: usesOwnSearch(request) });
    return this.#client.streamAnswer(
      {
        path: `${this.#path}/${encodeURIComponent(request.model)}:streamGenerateContent?alt=sse`,
        body: this.#toBody(request),
        decoder: new EventDecoder(this.#client.vendor, reader, this.#limits.maxLineUnits),
        isAnswerType: (contentType) => !/json|html/i.test(contentType),
        bodyAfterRefusal: (refusal) => this.#bodyWithoutSystemField(request, refusal),
      },
      signal,
    );
  }

  async list_models(signal: AbortSignal): Promise<Model[]> {
    const models = readModels(await this.#client.getJson(`${this.#path}?pageSize=1000`, signal));
    if (!models) throw new AppError('E3005', `${this.name} at ${this.#client.vendor.address} sent no list of models.`);
    this.#models = new Map(models.map((found) => [found.model.id, found]));
    return models.map(({ model }) => model);
  }

  health(signal: AbortSignal): Promise<ProviderHealth> {
    return toHealth(this.list_models(signal));
  }

  #toBody(request: ChatRequest): string {
    return toContentBody(request, {
      isThinking: this.#models.get(request.model)?.canThink ?? false,
      hasSystemField: !this.#withoutSystemField.has(request.model),
    });
  }

  /** Only its refusal tells that a model takes no system prompt; it is asked again without that field, now and from then on. */
  #bodyWithoutSystemField(request: ChatRequest, { status, body }: Refusal): string | undefined {
    if (status !== 400 || !/(developer|system) instruction is not enabled/i.test(body)) return undefined;
    this.#withoutSystemField.add(request.model);
    return this.#toBody(request);
  }
}
