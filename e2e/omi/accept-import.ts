import { z } from 'zod';
import { createOmiConversation, type OmiConversation } from './omi-conversation.ts';
import { createOmiMemory } from './omi-memory.ts';
import type { OmiUser } from './omi-user.ts';

const FIVE_MINUTES_MS = 300_000;

const geolocationSchema = z.object({
  latitude: z.number(),
  longitude: z.number(),
  google_place_id: z.string().nullish(),
  address: z.string().nullish(),
  location_type: z.string().nullish(),
});

export const conversationImportSchema = z.object({
  text: z.string(),
  text_source: z.enum(['audio_transcript', 'message', 'other_text']).default('audio_transcript'),
  text_source_spec: z.string().nullish(),
  started_at: z.iso.datetime({ offset: true, local: true }).nullish(),
  finished_at: z.iso.datetime({ offset: true, local: true }).nullish(),
  language: z.string().nullish(),
  geolocation: geolocationSchema.nullish(),
});

/** `text` may be null but not absent: the model gives it a type that is optional and no default. */
export const memoryImportSchema = z.object({
  text: z.string().nullable(),
  text_source: z.enum(['email', 'social_post', 'other']).default('other'),
  text_source_spec: z.string().nullish(),
  memories: z.array(z.object({ content: z.string(), tags: z.array(z.string()).nullish() })).nullish(),
});

/** Keeps an imported conversation, as if Omi's model had found the first line to be its title. Each call makes another one. */
export function acceptConversation(
  user: OmiUser,
  appId: string,
  body: z.infer<typeof conversationImportSchema>,
  nowMs: number,
): OmiConversation {
  const startedAtMs = body.started_at ? Date.parse(body.started_at) : nowMs;
  const conversation = createOmiConversation({
    created_at: new Date(nowMs).toISOString(),
    started_at: new Date(startedAtMs).toISOString(),
    finished_at: body.finished_at ?? new Date(startedAtMs + FIVE_MINUTES_MS).toISOString(),
    source: 'external_integration',
    language: body.language || 'en',
    app_id: appId,
    structured: { title: body.text.split('\n')[0]?.slice(0, 60) ?? '', overview: body.text },
    external_data: { text: body.text, text_source: body.text_source, text_source_spec: body.text_source_spec ?? null },
  });
  user.conversations.push(conversation);
  return conversation;
}

/**
 * Keeps imported memories; a text becomes one, as if Omi's model had found one fact in it.
 * @returns false when there is neither a text nor a memory
 */
export function acceptMemories(
  user: OmiUser,
  uid: string,
  appId: string,
  body: z.infer<typeof memoryImportSchema>,
  nowMs: number,
): boolean {
  const memories = [...(body.text?.trim() ? [{ content: body.text.trim() }] : []), ...(body.memories ?? [])];
  for (const { content, ...rest } of memories) {
    const tags = 'tags' in rest ? (rest.tags ?? []) : [];
    const createdAt = new Date(nowMs).toISOString();
    user.memories.push(createOmiMemory({ uid, content, tags, created_at: createdAt, app_id: appId }));
  }
  return memories.length > 0;
}
