import { AppError } from '../errors.ts';
import { RefusalError } from '../provider/http/refusal-error.ts';
import type { ProviderKind } from '../provider/provider-kind.ts';
import type { ProviderEntry } from '../provider/registered.ts';
import type { BaseProvider, Model } from '../provider/spec.ts';
import { type AddressHints, addressSteps } from './doctor/check-address.ts';
import { chainSteps, type Finding, fail, ok, type Step, type StepResult, walkSteps, warn } from './doctor/step.ts';

/** A question, some memories and a page of conversation; below it people lose the beginning of what they talk about. */
const SMALL_CONTEXT_TOKENS = 8_192;

/** Where keys are made. */
const KEY_PAGES: Partial<Record<ProviderKind, string>> = {
  openai: 'platform.openai.com',
  anthropic: 'console.anthropic.com',
  google: 'aistudio.google.com',
};

type Checked = Pick<ProviderEntry, 'provider' | 'address'>;

/** As {@link walkProvider}, to the end. */
export async function checkProvider(entry: Checked): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for await (const result of walkProvider(entry)) results.push(result);
  return results;
}

/** Finds out whether a provider answers and, if not, at which step it fails and what helps; tells each step as it ends. Its model is asked for one word. */
export function walkProvider({ provider, address }: Checked): AsyncGenerator<StepResult> {
  const kind = address?.kind;
  let models: Model[] = [];
  const steps: Step[] = [
    ...(address ? reachSteps(address) : []),
    {
      name: 'models',
      look: async (signal) => {
        try {
          models = await provider.list_models(signal);
        } catch (error) {
          return explain(error, kind);
        }
        if (models.length === 0) return fail(`${provider.name} has no model.`, noModelRemedy(kind));
        const names = models.slice(0, 5).map(({ id }) => id);
        const list = `${names.join(', ')}${models.length > 5 ? ' …' : ''}`;
        return ok(models.length === 1 ? `One model: ${list}.` : `${models.length} models: ${list}.`);
      },
    },
  ];
  if (provider.is_model) {
    steps.push({ name: 'answer', look: (signal) => askForAWord(provider, models[0], signal) });
    steps.push({ name: 'context', look: async () => judgeContext(kind, models[0]) });
  }
  return walkSteps(chainSteps(steps));
}

async function askForAWord(provider: BaseProvider, model: Model | undefined, signal: AbortSignal): Promise<Finding> {
  if (!model) return fail('There is no model to ask.', null);
  const startedMs = performance.now();
  const messages = [{ role: 'user' as const, content: 'Answer with the word ok.' }];
  let answerer = model.id;
  for await (const chunk of provider.chat_stream({ model: model.id, messages, options: { max_tokens: 16 } }, signal)) {
    if (chunk.type === 'error') return fail(`${model.id}: ${chunk.error.message}`, 'See the log of the provider.');
    if (chunk.type === 'answered_by') {
      answerer = chunk.model;
      continue;
    }
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    if (answerer === model.id) return ok(`${answerer} began to answer after ${seconds} s.`);
    return warn(
      `${answerer} began to answer after ${seconds} s. ${model.id} could not.`,
      `See whether your key may use ${model.id}.`,
    );
  }
  return fail(`${model.id} did not answer in time.`, 'Try a smaller model, or load it before it is needed.');
}

function judgeContext(kind: ProviderKind | undefined, model: Model | undefined): Finding {
  const tokens = model?.context_length ?? null;
  if (!model || tokens === null) return ok('The provider does not say how much context its model takes.');
  if (tokens >= SMALL_CONTEXT_TOKENS) return ok(`${model.id} takes ${tokens} tokens.`);
  const remedy =
    kind === 'ollama'
      ? 'Set OLLAMA_CONTEXT_LENGTH=16384 in the service of Ollama and restart it.'
      : kind === 'lmstudio'
        ? 'Load the model in LM Studio with a larger context length.'
        : 'Load the model with a larger context.';
  return warn(`${model.id} is loaded with ${tokens} tokens only: longer conversations lose their beginning.`, remedy);
}

function reachSteps({ kind, baseUrl, allowance }: NonNullable<ProviderEntry['address']>): Step[] {
  const url = new URL(baseUrl);
  return addressSteps(url, hintsOf(kind, url), allowance);
}

function hintsOf(kind: ProviderKind, url: URL): AddressHints {
  const silent = `Open port ${url.port || 'of the provider'} in the firewall of that machine, and check its address.`;
  const isHere = /^(localhost|127\.|\[::1\])/.test(url.hostname);
  const start = isHere
    ? 'Start it. In a container 127.0.0.1 is the container itself: there use host.docker.internal.'
    : 'Start it.';
  if (kind === 'ollama' && !isHere)
    return {
      refused: 'Ollama listens on 127.0.0.1 only: set OLLAMA_HOST=0.0.0.0 in its service and restart it.',
      silent,
    };
  if (kind === 'lmstudio' && !isHere)
    return {
      refused: 'LM Studio listens on 127.0.0.1 only: switch on “Serve on Local Network” in its Developer tab.',
      silent,
    };
  return { refused: start, silent };
}

function noModelRemedy(kind: ProviderKind | undefined): string {
  if (kind === 'ollama') return 'Download one there, for example: ollama pull llama3.2';
  return kind === 'lmstudio' ? 'Download one in LM Studio and load it.' : 'Load a model there.';
}

/** What the provider refused in its own words is the finding. */
function explain(error: unknown, kind: ProviderKind | undefined): Finding {
  if (!(error instanceof AppError)) throw error;
  const isKeyRefused = error instanceof RefusalError && (error.providerStatus === 401 || error.providerStatus === 403);
  if (!isKeyRefused) return fail(error.message, null);
  const page = kind && KEY_PAGES[kind];
  return fail(
    error.message,
    page ? `Give it a key that is valid: they are made at ${page}.` : 'Give it the key that it was started with.',
  );
}
