import { z } from 'zod';
import type { Model } from '../spec.ts';
import { isChatModel } from './is-chat-model.ts';

const count = z.number().int().positive().nullish().catch(null);

const modelList = z.object({
  data: z.array(
    z.object({
      id: z.string().min(1),
      max_model_len: count,
      context_length: count,
      context_window: count,
      meta: z.object({ n_ctx: count }).nullish().catch(null),
    }),
  ),
});

/**
 * The chat models of a `/v1/models` list, or undefined when it is not one. The context length is vLLM's `max_model_len`,
 * OpenRouter's `context_length`, Groq's `context_window` or llama.cpp's `meta.n_ctx`; OpenAI states none.
 */
export function readModels(value: unknown): Model[] | undefined {
  const list = modelList.safeParse(value);
  return list.data?.data
    .filter(({ id }) => isChatModel(id))
    .map((model) => ({
      id: model.id,
      name: model.id,
      context_length: model.max_model_len ?? model.context_length ?? model.context_window ?? model.meta?.n_ctx ?? null,
    }));
}

const lmStudioList = z.object({
  data: z.array(
    z.object({
      id: z.string().min(1),
      type: z.string(),
      state: z.string().catch('not-loaded'),
      loaded_context_length: count,
    }),
  ),
});

/**
 * The chat models of LM Studio's `/api/v0/models`, loaded ones first, or undefined when it is not that list. The context
 * length is the loaded one (`max_context_length` is what the file could take, not what it was given).
 */
export function readLmStudioModels(value: unknown): Model[] | undefined {
  const list = lmStudioList.safeParse(value);
  return list.data?.data
    .filter(({ type }) => type === 'llm' || type === 'vlm')
    .sort((a, b) => Number(b.state === 'loaded') - Number(a.state === 'loaded'))
    .map((model) => ({ id: model.id, name: model.id, context_length: model.loaded_context_length ?? null }));
}
