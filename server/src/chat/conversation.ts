import { z } from 'zod';
import { toIso } from '../kit/clock.ts';
import type { ConversationRow } from '../store/conversation-reader.ts';

/** A conversation as every client reads it. */
export const conversationSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    space: z.string(),
    pinned: z.boolean(),
    archived: z.boolean(),
    provider: z.string().nullable(),
    model: z.string().nullable(),
    system_prompt: z.string().nullable(),
    title_origin: z.enum(['first_words', 'model', 'person']).describe('Who named it.'),
    expires_at: z.iso
      .datetime()
      .nullable()
      .describe('When a temporary conversation goes with everything in it; null for one that is kept.'),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'Conversation' });

export type Conversation = z.infer<typeof conversationSchema>;

export function toConversation(row: ConversationRow): Conversation {
  return {
    id: row.id,
    title: row.title,
    space: row.space,
    pinned: row.pinned_at !== null,
    archived: row.archived_at !== null,
    provider: row.provider,
    model: row.model,
    system_prompt: row.system_prompt,
    title_origin: row.title_origin,
    expires_at: row.expires_at === null ? null : toIso(row.expires_at),
    created_at: toIso(row.created_at),
    updated_at: toIso(row.updated_at),
  };
}
