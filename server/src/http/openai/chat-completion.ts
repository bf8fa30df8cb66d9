import { z } from 'zod';
import type { Answer, AnswerEnd } from '../../chat/answer.ts';
import type { ToolUse } from '../../run/answer-details.ts';

const finishReason = z.enum(['stop', 'length', 'content_filter', 'tool_calls']);
const toolCall = z.object({
  id: z.string(),
  type: z.literal('function'),
  function: z.object({ name: z.string(), arguments: z.string() }),
});
const usage = z.object({
  prompt_tokens: z.number().int(),
  completion_tokens: z.number().int(),
  total_tokens: z.number().int(),
});

/** A whole answer, in OpenAI's form. Source: https://platform.openai.com/docs/api-reference/chat/object */
export const chatCompletionSchema = z
  .object({
    id: z.string(),
    object: z.literal('chat.completion'),
    created: z.number().int(),
    model: z.string(),
    choices: z.array(
      z.object({
        index: z.literal(0),
        message: z.object({
          role: z.literal('assistant'),
          content: z.string().nullable(),
          reasoning_content: z.string().optional(),
          tool_calls: z.array(toolCall).optional(),
        }),
        finish_reason: finishReason,
      }),
    ),
    usage,
  })
  .meta({ id: 'ChatCompletion' });

type FinalAnswer = Extract<AnswerEnd, { event: 'final' }>['data'];

export function toChatCompletion(answer: Answer, final: FinalAnswer): z.infer<typeof chatCompletionSchema> {
  const { message } = final;
  const calls = toToolCalls(message.provider_meta?.tool_calls ?? []);
  const reasoning = message.provider_meta?.reasoning;
  return {
    ...headOf(answer),
    object: 'chat.completion',
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: message.text === '' && calls.length > 0 ? null : message.text,
          ...(reasoning !== undefined && { reasoning_content: reasoning }),
          ...(calls.length > 0 && { tool_calls: calls }),
        },
        finish_reason: toFinishReason(final),
      },
    ],
    usage: toUsage(final),
  };
}

/** One piece of a streamed answer, as the JSON of an event. */
export function toChunk(answer: Answer, delta: object, reason: string | null = null): string {
  const choices = [{ index: 0, delta, finish_reason: reason }];
  return JSON.stringify({ ...headOf(answer), object: 'chat.completion.chunk', choices });
}

/** The last piece for whoever asked for token counts. */
export function toUsageChunk(answer: Answer, final: FinalAnswer): string {
  const counts = { choices: [], usage: toUsage(final) };
  return JSON.stringify({ ...headOf(answer), object: 'chat.completion.chunk', ...counts });
}

/** Why an answer ended; a program whose tools were asked for is told so. */
export function toFinishReason({ finish_reason: reason, message }: FinalAnswer): z.infer<typeof finishReason> {
  if ((message.provider_meta?.tool_calls ?? []).length > 0) return 'tool_calls';
  return reason === 'cancelled' ? 'stop' : reason;
}

export function toToolCalls(calls: readonly ToolUse[]): z.infer<typeof toolCall>[] {
  return calls.map(({ id, tool, arguments: text }) => ({
    id,
    type: 'function',
    function: { name: tool, arguments: text },
  }));
}

function toUsage({ usage: { prompt_tokens: prompt, completion_tokens: completion } }: FinalAnswer) {
  const [promptTokens, completionTokens] = [prompt ?? 0, completion ?? 0];
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  };
}

function headOf({ meta }: Answer) {
  return {
    id: `chatcmpl-${meta.stream_id}`,
    created: createdAt(meta.stream_id),
    model: `${meta.provider}/${meta.model}`,
  };
}

/** A UUIDv7 begins with its time in milliseconds. */
function createdAt(id: string): number {
  return Math.floor(Number.parseInt(id.replace('-', '').slice(0, 12), 16) / 1_000);
}
