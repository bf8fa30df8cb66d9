import { AppError } from '../errors.ts';
import type { ProviderEntry } from '../provider/registry.ts';
import type { Model } from '../provider/spec.ts';
import { type AddressHints, addressSteps } from './doctor/check-address.ts';
import { type Finding, fail, ok, runSteps, type Step, type StepResult, warn } from './doctor/step.ts';

/** A question, some memories and a page of conversation; below it people lose the beginning of what they talk about. */
const SMALL_CONTEXT_TOKENS = 8_192;

/** Finds out whether a provider answers and, if not, at which step it fails and what helps. Its model is asked for one word. */
export function checkProvider({
  provider,
  baseUrl,
}: Pick<ProviderEntry, 'provider' | 'baseUrl'>): Promise<StepResult[]> {
  let models: Model[] = [];
  const steps: Step[] = [
    ...(baseUrl === undefined ? [] : addressSteps(new URL(baseUrl), hintsOf(provider.id, new URL(baseUrl)))),
    {
      name: 'models',
      look: async (signal) => {
        models = await provider.list_models(signal).catch(explain);
        const list = models.slice(0, 5).map(({ id }) => id);
        return list.length > 0
          ? ok(
              `${models.length === 1 ? 'One model' : `${models.length} models`}: ${list.join(', ')}${models.length > 5 ? ' …' : ''}.`,
            )
          : fail(`${provider.name} has no model.`, noModelRemedy(provider.id));
      },
    },
  ];
  if (provider.is_model) {
    steps.push({ name: 'answer', look: (signal) => askForAWord(provider, models[0], signal) });
    steps.push({ name: 'context', look: async () => judgeContext(provider.id, models[0]) });
  }
  return runSteps(steps, { stopsAtFailure: true });
}

async function askForAWord(
  provider: ProviderEntry['provider'],
  model: Model | undefined,
  signal: AbortSignal,
): Promise<Finding> {
  if (!model) return fail('There is no model to ask.', null);
  const startedMs = performance.now();
  const messages = [{ role: 'user' as const, content: 'Answer with the word ok.' }];
  const stream = provider.chat_stream({ model: model.id, messages, options: { max_tokens: 16 } }, signal);
  for await (const chunk of stream) {
    if (chunk.type === 'error') return fail(`${model.id}: ${chunk.error.message}`, 'See the log of the provider.');
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    return ok(`${model.id} began to answer after ${seconds} s.`);
  }
  return fail(`${model.id} did not answer in time.`, 'Try a smaller model, or load it before it is needed.');
}

function judgeContext(id: string, model: Model | undefined): Finding {
  const tokens = model?.context_length ?? null;
  if (!model || tokens === null) return ok('The provider does not say how much context its model takes.');
  if (tokens >= SMALL_CONTEXT_TOKENS) return ok(`${model.id} takes ${tokens} tokens.`);
  const remedy =
    id === 'ollama'
      ? 'Set OLLAMA_CONTEXT_LENGTH=16384 in the service of Ollama and restart it.'
      : id === 'lmstudio'
        ? 'Load the model in LM Studio with a larger context length.'
        : 'Load the model with a larger context.';
  return warn(`${model.id} is loaded with ${tokens} tokens only: longer conversations lose their beginning.`, remedy);
}

function hintsOf(id: string, url: URL): AddressHints {
  const silent = `Open port ${url.port || 'of the provider'} in the firewall of that machine, and check its address.`;
  const isHere = /^(localhost|127\.|\[::1\])/.test(url.hostname);
  const start = isHere
    ? 'Start it. In a container 127.0.0.1 is the container itself: there use host.docker.internal.'
    : 'Start it.';
  if (id === 'ollama' && !isHere)
    return {
      refused: 'Ollama listens on 127.0.0.1 only: set OLLAMA_HOST=0.0.0.0 in its service and restart it.',
      silent,
    };
  if (id === 'lmstudio' && !isHere)
    return {
      refused: 'LM Studio listens on 127.0.0.1 only: switch on “Serve on Local Network” in its Developer tab.',
      silent,
    };
  return { refused: start, silent };
}

function noModelRemedy(id: string): string {
  if (id === 'ollama') return 'Download one there, for example: ollama pull llama3.2';
  return id === 'lmstudio' ? 'Download one in LM Studio and load it.' : 'Load a model there.';
}

/** What the provider refused in its own words is the finding. */
function explain(error: unknown): never {
  throw error instanceof AppError ? new Error(error.message, { cause: error }) : error;
}
