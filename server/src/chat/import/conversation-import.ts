import { z } from 'zod';
import { toIso } from '../../kit/clock.ts';
import type { ConversationImportRow } from '../../store/conversation-import-reader.ts';

const failuresSchema = z.array(
  z.object({ title: z.string(), reason: z.string().describe('Why it could not be taken over.') }),
);

/** The taking over of a file of conversations as its owner sees it. */
export const conversationImportSchema = z
  .object({
    id: z.string(),
    status: z.enum(['running', 'done', 'failed', 'cancelled']),
    source: z
      .enum(['omniai', 'chatgpt', 'open_webui'])
      .nullable()
      .describe('Null until the first conversation was read.'),
    progress: z.number().min(0).max(1).describe('The part of the file that was read.'),
    imported: z.number().int().describe('Conversations that are new here.'),
    updated: z.number().int().describe('Known ones that had new messages.'),
    skipped: z.number().int().describe('Known ones with nothing new, and those that were deleted here.'),
    failed: z.number().int().describe('Those that could not be read.'),
    messages: z.number().int().describe('Messages that are new here.'),
    failures: failuresSchema.describe('The first of those that could not be read.'),
    error: z.string().nullable().describe('Why the import as a whole failed.'),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'ConversationImport' });

export type ConversationImport = z.infer<typeof conversationImportSchema>;

export function toConversationImport(row: ConversationImportRow): ConversationImport {
  const { id, status, source, imported, updated, skipped, failed, messages, error } = row;
  return {
    id,
    status,
    source,
    progress: status === 'done' ? 1 : row.bytes_read / row.bytes,
    ...{ imported, updated, skipped, failed, messages, error },
    failures: failuresSchema.parse(JSON.parse(row.failures)),
    created_at: toIso(row.created_at),
    updated_at: toIso(row.updated_at),
  };
}
