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
  /** Undefined where Ollama is too old to say. */
  takesImages: boolean | undefined;
  takesTools: boolean | undefined;
}

/** What Ollama gives a model that asks for nothing else, whatever it was trained for. */
const DEFAULT_NUM_CTX = 4_096;

/**
 * Reads Ollama's `/api/show`. The context length is the `num_ctx` of the model's own parameters, else Ollama's default
 * (at most the trained `<architecture>.context_length`): Ollama cuts longer conversations silently, so the trained length must not be promised.
 */
export function readDetails(value: unknown): OllamaDetails {
  const { data } = details.safeParse(value);
  return { contextLength: data ? findContextLength(data) : null, ...readCapabilities(data?.capabilities ?? []) };
}

function readCapabilities(capabilities: readonly string[]): Omit<OllamaDetails, 'contextLength'> {
  if (capabilities.length === 0) return { canChat: true, takesImages: undefined, takesTools: undefined };
  const can = (capability: string): boolean => capabilities.includes(capability);
  return { canChat: can('completion'), takesImages: can('vision'), takesTools: can('tools') };
}

function findContextLength({ parameters, model_info: info }: z.infer<typeof details>): number | null {
  const numCtx = count.safeParse(Number(/^num_ctx\s+(\d+)/m.exec(parameters ?? '')?.[1]));
  if (numCtx.success) return numCtx.data;
  const trained = Object.entries(info ?? {}).find(([key]) => key.endsWith('.context_length'))?.[1];
  const length = count.safeParse(trained);
  return length.success ? Math.min(length.data, DEFAULT_NUM_CTX) : null;
}
