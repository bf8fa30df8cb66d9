import { z } from 'zod';
import { lenient } from './lenient.ts';

const time = z.iso.datetime().nullable();

/** A conversation of Omi's as we tell of it. */
export const omiConversationSchema = z
  .object({
    id: z.string(),
    created_at: time,
    started_at: time,
    finished_at: time,
    source: z.string().describe('omi, phone, desktop, external_integration and others'),
    language: z.string().nullable(),
    status: z.string().describe('in_progress, processing, completed and others'),
    discarded: z.boolean(),
    is_locked: z.boolean().describe('Omi shows nothing of its content'),
    app_id: z.string().nullable().describe('The app that created it'),
    structured: z.object({
      title: z.string(),
      overview: z.string(),
      emoji: z.string(),
      category: z.string(),
      action_items: z.array(z.object({ description: z.string(), completed: z.boolean() })),
    }),
    transcript_segments: z.array(
      z.object({
        text: z.string(),
        speaker: z.string().nullable(),
        is_user: z.boolean(),
        start: z.number().nullable().describe('Seconds since started_at'),
        end: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'OmiConversation' });

export type OmiConversation = z.infer<typeof omiConversationSchema>;

const { text, name, flag, seconds, rows } = lenient;

const structured = z.object({
  title: text,
  overview: text,
  emoji: text,
  category: text,
  action_items: rows(z.object({ description: lenient.words, completed: flag })),
});

const sent = z.object({
  id: lenient.id,
  created_at: lenient.time,
  started_at: lenient.time,
  finished_at: lenient.time,
  source: text,
  language: name,
  status: text,
  discarded: flag,
  is_locked: flag,
  app_id: name,
  structured: structured.catch(() => structured.parse({})),
  transcript_segments: rows(z.object({ text, speaker: name, is_user: flag, start: seconds, end: seconds })),
});

/**
 * Reads a conversation as Omi's webhooks and lists send it (`backend/models/conversation.py`). Keys that we do not know are left out.
 * @returns undefined for what has no id
 */
export function readOmiConversation(value: unknown): OmiConversation | undefined {
  const { data } = sent.safeParse(value);
  return data && { ...data, is_locked: data.is_locked || isBlank(data) };
}

/** Omi's lists do not say that a conversation is locked; they blank it. */
function isBlank({ structured: { title, overview }, transcript_segments }: OmiConversation): boolean {
  return title === '' && overview === '' && transcript_segments.length === 0;
}
