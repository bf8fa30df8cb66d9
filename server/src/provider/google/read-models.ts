import { z } from 'zod';
import type { Model } from '../spec.ts';

const modelList = z.object({
  models: z.array(
    z.object({
      name: z.string().min(1),
      displayName: z.string().min(1).nullish().catch(null),
      inputTokenLimit: z.number().int().positive().nullish().catch(null),
      supportedGenerationMethods: z.array(z.string()).catch([]),
      thinking: z.boolean().nullish().catch(null),
    }),
  ),
});

/** A model with what only its requests need. */
export interface GoogleModel {
  model: Model;
  /** Whether it thinks, and can show its thoughts. */
  canThink: boolean;
}

/** Models that also generate content, but speech, pictures or mouse moves; only their names tell. */
const OTHER_KINDS = /tts|image|audio|live|embedding|computer-use|robotics|aqa|banana|lyria|veo/;

/** The chat models of `GET /v1beta/models`, or undefined when it is no such list. */
export function readModels(value: unknown): GoogleModel[] | undefined {
  return modelList
    .safeParse(value)
    .data?.models.map((found) => ({ ...found, id: found.name.replace(/^models\//, '') }))
    .filter(
      ({ id, supportedGenerationMethods: methods }) => methods.includes('generateContent') && !OTHER_KINDS.test(id),
    )
    .map(({ id, displayName, inputTokenLimit, thinking }) => {
      const isGemini = id.startsWith('gemini-');
      const model = { id, name: displayName ?? id, context_length: inputTokenLimit ?? null };
      return {
        model: isGemini ? { ...model, takes_images: true, takes_tools: true } : model,
        canThink: thinking ?? false,
      };
    });
}
