import { z } from 'zod';
import { CHAT_LIMITS } from '../../kit/limits.ts';

const text = z.string().max(CHAT_LIMITS.promptUnits);

const textPart = z.looseObject({ type: z.literal('text'), text });
const imagePart = z.looseObject({
  type: z.literal('image_url'),
  image_url: z.looseObject({ url: z.string().max(CHAT_LIMITS.imageUrlUnits) }),
});
const content = z.union([text, z.array(z.union([textPart, imagePart])).max(CHAT_LIMITS.promptParts)]);

const toolCall = z.looseObject({
  id: z.string().max(200),
  function: z.looseObject({ name: z.string().max(200), arguments: text }),
});

const message = z.discriminatedUnion('role', [
  z.looseObject({ role: z.enum(['system', 'developer', 'user']), content }),
  z.looseObject({
    role: z.literal('assistant'),
    content: content.nullish(),
    tool_calls: z.array(toolCall).max(CHAT_LIMITS.promptParts).nullish(),
  }),
  z.looseObject({ role: z.literal('tool'), tool_call_id: z.string().max(200), content }),
]);

const tool = z.looseObject({
  type: z.literal('function'),
  function: z.looseObject({
    name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, _ or -'),
    description: z.string().max(CHAT_LIMITS.textUnits).nullish(),
    parameters: z.record(z.string(), z.unknown()).nullish(),
  }),
});

/**
 * What programs that speak to OpenAI send. They send much that changes nothing here, so unknown keys pass; what would change the answer and cannot
 * be done is refused.
 * Source: https://platform.openai.com/docs/api-reference/chat/create
 */
export const chatCompletionBody = z
  .looseObject({
    model: z.string().max(500).describe('`provider/model` as GET /v1/models lists them, a model alone, or `default`.'),
    messages: z.array(message).min(1).max(CHAT_LIMITS.promptMessages),
    stream: z.boolean().nullish(),
    stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
    temperature: z.number().min(0).max(2).nullish(),
    top_p: z.number().min(0).max(1).nullish(),
    max_tokens: z.number().int().min(1).max(CHAT_LIMITS.answerTokens).nullish(),
    max_completion_tokens: z.number().int().min(1).max(CHAT_LIMITS.answerTokens).nullish(),
    tools: z.array(tool).max(CHAT_LIMITS.promptTools).nullish(),
    n: z.literal(1, 'must be 1').nullish(),
    stop: z
      .union([z.string(), z.array(z.string())])
      .nullish()
      .refine((stop) => !stop || stop.length === 0, 'is not supported'),
    logprobs: z.literal(false, 'is not supported').nullish(),
    response_format: z.looseObject({ type: z.literal('text', 'must be text') }).nullish(),
    tool_choice: z.enum(['auto', 'none'], 'must be auto or none').nullish(),
  })
  .meta({ id: 'ChatCompletionRequest' });

export type ChatCompletionBody = z.infer<typeof chatCompletionBody>;
