import { z } from 'zod';
import { toIso } from '../kit/clock.ts';
import type { MessageId, RunId } from '../kit/id.ts';
import { CHAT_LIMITS } from '../kit/limits.ts';
import { attachedFilesSchema } from '../store/attached-file.ts';
import type { MessageRow } from '../store/message-reader.ts';

const tokenCount = z.number().int().nullable();

export const usageSchema = z.object({ prompt_tokens: tokenCount, completion_tokens: tokenCount });

export const runContextSchema = z.object({
  messages: z.number().int().describe('Messages of the branch that were sent.'),
  memories: z.number().int().describe('Memories of yours that were sent.'),
  memories_dropped: z.number().int().describe('Memories of yours that did not fit.'),
  dropped: z
    .number()
    .int()
    .describe(
      'Older messages of the branch that did not fit and that no summary stands for: the model hears nothing of them.',
    ),
  summarised: z.number().int().optional().describe('Older messages that a summary stood for; absent on older answers.'),
  tokens: z.number().int().optional().describe('What was sent, in tokens: counted or estimated before it was sent.'),
  context_length: z
    .number()
    .int()
    .nullable()
    .optional()
    .describe('Tokens the model takes at most; null where its provider does not say.'),
});

const citationSchema = z.object({
  url: z.string(),
  title: z.string(),
  start: z.number().int().nullable().describe('The part of the text that it stands behind, in UTF-16 units.'),
  end: z.number().int().nullable(),
});

const toolUseSchema = z.object({
  id: z.string(),
  server: z.string(),
  tool: z.string(),
  arguments: z.string().describe('A JSON object as text.'),
  status: z.enum(['waiting', 'running', 'done', 'failed', 'refused']).describe('`waiting`: for you to allow it.'),
  result: z.string().nullable().describe('What it gave, shortened.'),
  at: z.number().int().describe('Where in the text it stands, in UTF-16 units.'),
});

/** What is known of an answer beside its text. */
export const answerDetailsSchema = z
  .object({
    provider: z.string().describe('Who answers: not always who was asked.'),
    model: z.string(),
    citations: z.array(citationSchema),
    tool_calls: z.array(toolUseSchema),
  })
  .meta({ id: 'AnswerDetails' });

/** How an answer is to be made. */
export const answerOptionsSchema = z.strictObject({
  temperature: z.number().min(0).max(2).optional(),
  top_p: z.number().min(0).max(1).optional(),
  max_tokens: z.number().int().min(1).max(CHAT_LIMITS.answerTokens).optional(),
  system_prompt: z.string().max(CHAT_LIMITS.systemPromptUnits).optional(),
});

/** A message as every client reads it. */
export const messageSchema = z
  .object({
    id: z.string(),
    conversation_id: z.string(),
    parent_id: z.string().nullable(),
    role: z.enum(['user', 'assistant']),
    text: z.string(),
    status: z.enum(['streaming', 'complete', 'cancelled', 'failed', 'interrupted']),
    source: z.enum(['web', 'api', 'omi_transcript', 'omi_import', 'import']),
    provider_meta: z
      .object({
        provider: z.string(),
        model: z.string(),
        context: runContextSchema,
        finish_reason: z.string().optional(),
        usage: usageSchema.optional(),
        elapsed_ms: z.number().optional(),
        reasoning: z.string().optional(),
        citations: z.array(citationSchema).optional(),
        tool_calls: z.array(toolUseSchema).optional(),
        options: answerOptionsSchema
          .extend({ tools: z.array(z.string()).optional(), web_search: z.boolean().optional() })
          .optional()
          .describe('What was chosen for it; another try keeps to it.'),
        continued_at: z
          .number()
          .int()
          .optional()
          .describe('Where its text goes on from that of an earlier answer, in UTF-16 units.'),
      })
      .nullable()
      .describe('How an answer came to be; null on what a person wrote.'),
    pinned: z.boolean().describe('It is sent along even where older messages no longer fit.'),
    error: z
      .object({ code: z.string(), message: z.string(), retryable: z.boolean() })
      .nullable()
      .describe('Why an answer did not come to its end.'),
    files: attachedFilesSchema.describe('What was sent along; one that was deleted since cannot be fetched any more.'),
    siblings: z.array(z.string()).describe('The messages with the same parent, oldest first, itself included.'),
    stream_id: z.string().nullable().describe('While it is being written: the stream to resume.'),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'Message' });

export type Message = z.infer<typeof messageSchema>;

/**
 * @param siblings ids of the messages with the same parent, oldest first
 * @param runId the run that writes it, if any
 */
export function toMessage(row: MessageRow, siblings: readonly MessageId[], runId: RunId | null): Message {
  const createdAt = toIso(row.created_at);
  return {
    id: row.id,
    conversation_id: row.conversation_id,
    parent_id: row.parent_id,
    role: row.role,
    text: row.text,
    status: row.status,
    source: row.source,
    provider_meta: row.provider_meta === null ? null : JSON.parse(row.provider_meta),
    pinned: row.pinned_at !== null,
    error: row.error === null ? null : JSON.parse(row.error),
    files: row.files === null ? [] : JSON.parse(row.files),
    siblings: [...siblings],
    stream_id: row.status === 'streaming' ? runId : null,
    created_at: createdAt,
    updated_at: row.updated_at === row.created_at ? createdAt : toIso(row.updated_at),
  };
}
