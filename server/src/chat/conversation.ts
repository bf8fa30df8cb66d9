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
    created_at: toIso(row.created_at),
    updated_at: toIso(row.updated_at),
  };
}
