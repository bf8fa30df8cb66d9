import { z } from 'zod';
import type { Model } from '../spec.ts';

const count = z.number().int().positive().nullish().catch(null);
const supported = z.object({ supported: z.boolean() }).nullish().catch(null);

const modelList = z.object({
  data: z.array(
    z.object({
      id: z.string().min(1),
      display_name: z.string().min(1).nullish().catch(null),
      max_input_tokens: count,
      max_tokens: count,
      capabilities: z
        .object({
          image_input: supported,
          thinking: z
            .object({ types: z.object({ adaptive: supported }).nullish().catch(null) })
            .nullish()
            .catch(null),
        })
        .nullish()
        .catch(null),
    }),
  ),
});

/** A model with what only its requests need. */
export interface AnthropicModel {
  model: Model;
  /** Tokens that it writes at most, or null where the list does not say. */
  maxTokens: number | null;
  /** Whether it decides by itself how long to think, when asked to. */
  canThink: boolean;
}

/** What the models since Claude 2.1 take, where the list does not say. */
const USUAL_CONTEXT = 200_000;

/** The models of `GET /v1/models`, newest first as they come, or undefined when it is no such list. */
export function readModels(value: unknown): AnthropicModel[] | undefined {
  return modelList.safeParse(value).data?.data.map((found) => ({
    model: {
      id: found.id,
      name: found.display_name ?? found.id,
      context_length: found.max_input_tokens ?? (found.id.startsWith('claude-') ? USUAL_CONTEXT : null),
      takes_images: found.capabilities?.image_input?.supported ?? !/^claude-(2|instant)/.test(found.id),
      takes_tools: true,
    },
    maxTokens: found.max_tokens ?? null,
    canThink: found.capabilities?.thinking?.types?.adaptive?.supported ?? false,
  }));
}
