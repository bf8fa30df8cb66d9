import { z } from 'zod';
import { lenient } from './lenient.ts';

/** What Omi says of a person's day. */
export interface DaySummary {
  /** `2026-05-02`, in the person's own days. */
  date: string;
  headline: string;
  overview: string;
  emoji: string;
  action_items: { description: string; completed: boolean; source_conversation_id: string | null }[];
}

const actionItem = z.object({
  description: lenient.words,
  completed: lenient.flag,
  source_conversation_id: lenient.id.nullable().catch(null),
});

/** Beside `summary_json` Omi sends `summary`, which is written in Python's own notation. */
const sent = z.object({
  uid: z.unknown(),
  summary_json: z.object({
    date: z.iso.date(),
    headline: lenient.text,
    overview: lenient.text,
    day_emoji: lenient.text,
    action_items: lenient.rows(actionItem),
  }),
});

/** Reads the body of Omi's day-summary webhook. @returns undefined for what tells of no day: older versions sent no JSON */
export function readDaySummary(value: unknown): { uid: unknown; summary: DaySummary } | undefined {
  const { data } = sent.safeParse(value);
  if (!data) return undefined;
  const { day_emoji: emoji, ...summary } = data.summary_json;
  return { uid: data.uid, summary: { ...summary, emoji } };
}
