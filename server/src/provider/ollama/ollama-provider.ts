import { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { AddressAllowance } from '../http/is-allowed-address.ts';
import { toHealth } from '../http/to-health.ts';
import { toShownAddress } from '../http/vendor.ts';
import { VendorClient } from '../http/vendor-client.ts';
import { type ProviderLimits, providerLimits } from '../limits.ts';
import type { BaseProvider, ChatRequest, Model, ProviderHealth, StreamChunk } from '../spec.ts';
import { OllamaDecoder } from './ollama-decoder.ts';
import { type OllamaDetails, readDetails } from './read-details.ts';
import { toOllamaBody } from './to-ollama-body.ts';

export interface OllamaOptions {
  id: string;
  name: string;
  /** Without `/api`. */
  baseUrl: string;
  /** One sentence: what to do when nothing answers there. */
  remedy: string;
  allowance: AddressAllowance;
  limits?: ProviderLimits;
}

const tagList = z.object({
  models: z.array(z.object({ name: z.string().min(1), digest: z.string().catch('') })).nullable(),
});

const loadedList = z.object({
  models: z.array(z.object({ name: z.string(), context_length: z.number().int().positive().nullish().catch(null) })),
});

/** How many models are asked about at once; the answers are kept, so only the first list needs many. */
const DETAILS_AT_ONCE = 4;

/** Ollama by its own API, which tells more than its OpenAI-compatible one: thinking, the real context length, kinds of models. */
export class OllamaProvider implements BaseProvider {
  readonly id: string;
  readonly name: string;
  readonly is_model = true;
  readonly #client: VendorClient;
  readonly #limits: ProviderLimits;
  readonly #path: string;
  /** By model name and digest: they change only when the model itself does. */
  #details = new Map<string, OllamaDetails>();

  /** @throws TypeError when `baseUrl` is not a URL */
  constructor({ id, name, baseUrl, remedy, allowance, limits = providerLimits }: OllamaOptions) {
    const url = new URL(baseUrl);
    url.pathname = url.pathname.replace(/\/+$/, '').replace(/\/(api|v1)$/, '');
    this.id = id;
    this.name = name;
    this.#limits = limits;
    this.#path = `${url.pathname.replace(/\/$/, '')}/api`;
    const vendor = { name, remedy, address: toShownAddress(url), apiKey: null };
    this.#client = new VendorClient({ vendor, origin: url.origin, allowance, limits });
  }

  chat_stream(request: ChatRequest, signal: AbortSignal): AsyncIterable<StreamChunk> {
    return this.#client.streamAnswer(
      {
        path: `${this.#path}/chat`,
        body: toOllamaBody(request),
        decoder: new OllamaDecoder(this.#client.vendor, this.#limits.maxLineUnits),
        isAnswerType: (contentType) => !/html/i.test(contentType),
      },
      signal,
    );
  }

  async list_models(signal: AbortSignal): Promise<Model[]> {
    const [tags, loaded] = await Promise.all([
      this.#client.getJson(`${this.#path}/tags`, signal),
      this.#listLoaded(signal),
    ]);
    const list = tagList.safeParse(tags);
    if (!list.success) {
      throw new AppError('E3005', `${this.name} at ${this.#client.vendor.address} sent no list of models.`);
    }
    const found = list.data.models ?? [];
    const known = await this.#findDetails(found, signal);
    this.#details = known;
    return found.flatMap(({ name, digest }) => {
      const details = known.get(toKey(name, digest));
      if (details && !details.canChat) return [];
      const { contextLength = null, takesImages, takesTools } = details ?? {};
      const context_length = loaded.get(name) ?? contextLength;
      return [{ id: name, name, context_length, takes_images: takesImages, takes_tools: takesTools }];
    });
  }

  health(signal: AbortSignal): Promise<ProviderHealth> {
    return toHealth(this.list_models(signal));
  }

  /** The context lengths of the models in memory now; none where Ollama is too old to say. */
  async #listLoaded(signal: AbortSignal): Promise<Map<string, number | null | undefined>> {
    try {
      const { data } = loadedList.safeParse(await this.#client.getJson(`${this.#path}/ps`, signal));
      return new Map(data?.models.map(({ name, context_length }) => [name, context_length]));
    } catch (error) {
      if (error instanceof AppError) return new Map();
      throw error;
    }
  }

  async #findDetails(
    models: readonly { name: string; digest: string }[],
    signal: AbortSignal,
  ): Promise<Map<string, OllamaDetails>> {
    const known = new Map<string, OllamaDetails>();
    const queue = models.values();
    const work = async (): Promise<void> => {
      for (const { name, digest } of queue) {
        const key = toKey(name, digest);
        const details = this.#details.get(key) ?? (await this.#askDetails(name, signal));
        if (details) known.set(key, details);
      }
    };
    await Promise.all(Array.from({ length: DETAILS_AT_ONCE }, work));
    return known;
  }

  /** undefined where this one model cannot be asked about; the list is useful without. */
  async #askDetails(model: string, signal: AbortSignal): Promise<OllamaDetails | undefined> {
    try {
      return readDetails(await this.#client.postJson(`${this.#path}/show`, { model }, signal));
    } catch (error) {
      if (error instanceof AppError) return undefined;
      throw error;
    }
  }
}

function toKey(name: string, digest: string): string {
  return `${name} ${digest}`;
}
