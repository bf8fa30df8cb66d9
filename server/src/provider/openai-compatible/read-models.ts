import { z } from 'zod';
import type { Model } from '../spec.ts';
import { isChatModel } from './is-chat-model.ts';

const count = z.number().int().positive().nullish().catch(null);
const words = z.array(z.string()).nullish().catch(null);

const modelList = z.object({
  data: z.array(
    z.object({
      id: z.string().min(1),
      max_model_len: count,
      context_length: count,
      context_window: count,
      meta: z.object({ n_ctx: count }).nullish().catch(null),
      architecture: z.object({ input_modalities: words }).nullish().catch(null),
      supported_parameters: words,
    }),
  ),
});

/**
 * The chat models of a `/v1/models` list, or undefined when it is not one. The context length is vLLM's `max_model_len`,
 * OpenRouter's `context_length`, Groq's `context_window` or llama.cpp's `meta.n_ctx`; OpenAI states none. What else a model takes, only OpenRouter says.
 */
export function readModels(value: unknown): Model[] | undefined {
  const list = modelList.safeParse(value);
  return list.data?.data
    .filter(({ id }) => isChatModel(id))
    .map((model) => ({
      id: model.id,
      name: model.id,
      context_length: model.max_model_len ?? model.context_length ?? model.context_window ?? model.meta?.n_ctx ?? null,
      takes_images: model.architecture?.input_modalities?.includes('image'),
      takes_tools: model.supported_parameters?.includes('tools'),
    }));
}

const lmStudioList = z.object({
  data: z.array(
    z.object({
      id: z.string().min(1),
      type: z.string(),
      state: z.string().catch('not-loaded'),
      loaded_context_length: count,
      capabilities: words,
    }),
  ),
});

/**
 * The chat models of LM Studio's `/api/v0/models`, loaded ones first, or undefined when it is not that list. The context
 * length is the loaded one (`max_context_length` is what the file could take, not what it was given); `vlm` is a model that sees.
 */
export function readLmStudioModels(value: unknown): Model[] | undefined {
  const list = lmStudioList.safeParse(value);
  return list.data?.data
    .filter(({ type }) => type === 'llm' || type === 'vlm')
    .sort((a, b) => Number(b.state === 'loaded') - Number(a.state === 'loaded'))
    .map((model) => ({
      id: model.id,
      name: model.id,
      context_length: model.loaded_context_length ?? null,
      takes_images: model.type === 'vlm',
      takes_tools: model.capabilities?.includes('tool_use'),
    }));
}
