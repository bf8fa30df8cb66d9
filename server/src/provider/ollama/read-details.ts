import { z } from 'zod';

const count = z.number().int().positive();

const details = z.object({
  model_info: z.record(z.string(), z.unknown()).nullish().catch(null),
  parameters: z.string().nullish().catch(null),
  capabilities: z.array(z.string()).nullish().catch(null),
});

export interface OllamaDetails {
  /** Tokens the model is loaded with next time, or null when unknown. */
  contextLength: number | null;
  canChat: boolean;
}

/** What Ollama gives a model that asks for nothing else, whatever it was trained for. */
const DEFAULT_NUM_CTX = 4_096;

/**
 * Reads Ollama's `/api/show`. The context length is the `num_ctx` of the model's own parameters, else Ollama's default
 * (at most the trained `<architecture>.context_length`): Ollama cuts longer conversations silently, so the trained length must not be promised.
 */
export function readDetails(value: unknown): OllamaDetails {
  const { data } = details.safeParse(value);
  const capabilities = data?.capabilities;
  const canChat = !capabilities || capabilities.length === 0 || capabilities.includes('completion');
  const numCtx = count.safeParse(Number(/^num_ctx\s+(\d+)/m.exec(data?.parameters ?? '')?.[1]));
  if (numCtx.success) return { contextLength: numCtx.data, canChat };
  const trained = Object.entries(data?.model_info ?? {}).find(([key]) => key.endsWith('.context_length'))?.[1];
  const length = count.safeParse(trained);
  return { contextLength: length.success ? Math.min(length.data, DEFAULT_NUM_CTX) : null, canChat };
}
