import { z } from 'zod';
import { toIso } from '../../kit/clock.ts';
import type { UserId } from '../../kit/id.ts';
import { type ListedLinkRow, type ListedSessionRow, omiStatusReader } from '../../store/omi-status-reader.ts';
import type { ReadHandle } from '../../store/query.ts';
import { transcriptReader } from '../../store/transcript-reader.ts';
import { readBudget } from '../answer/read-budget.ts';
import { IDLE_GAP_MS } from '../intake/open-voice-session.ts';
import { linkSchema, toLinkView } from './list-links.ts';
import { selfTestSchema } from './self-test.ts';

const RECENT_SESSIONS = 10;
/** The last minutes of talk: what somebody who looks can follow. */
const RECENT_SEGMENTS = 40;

const sessionSchema = z.object({
  began_at: z.iso.datetime(),
  last_heard_at: z.iso.datetime(),
  segments: z.number().describe('How much of its transcript is kept'),
});
const currentSessionSchema = sessionSchema.extend({
  transcript: z
    .array(
      z.object({
        id: z.string(),
        text: z.string(),
        speaker: z.string().nullable().describe('Omi’s label of who spoke'),
        is_wearer: z.boolean().describe('Whether Omi recognised who wears it'),
        said_at: z.iso.datetime(),
      }),
    )
    .describe('What was said last, in the order of speech'),
});
const budgetSchema = z
  .object({ limit: z.number(), used: z.number(), left: z.number(), resets_at: z.iso.datetime() })
  .describe('Notifications that may still be pushed to this Omi user in this clock hour');

export const omiStatusSchema = z.object({
  is_configured: z.boolean().describe('Whether an Omi app is configured, so that this server can push'),
  has_app_webhook: z
    .boolean()
    .describe('Whether there is an app-wide webhook address; without one no code can be spoken'),
  public_url: z.string().nullable().describe('Where Omi reaches this server; null when it was not told'),
  links: z.array(
    linkSchema.extend({
      is_silent: z.boolean().describe('Deliveries came on several days and then stopped for a day'),
      current_session: currentSessionSchema.nullable().describe('What is being heard now'),
      recent_sessions: z.array(sessionSchema),
      budget: budgetSchema.nullable(),
      last_self_test: selfTestSchema.nullable(),
    }),
  ),
});

export type OmiStatus = z.infer<typeof omiStatusSchema>;

export interface OmiStatusParts {
  db: ReadHandle;
  isConfigured: boolean;
  hasAppWebhook: boolean;
  publicUrl: string | null;
}

/** How a person's Omi is doing: what came in last, what may still be pushed, what the last self-test found. */
export async function readOmiStatus(parts: OmiStatusParts, viewer: UserId, now: number): Promise<OmiStatus> {
  const rows = await omiStatusReader.listLinks(parts.db, viewer);
  return {
    is_configured: parts.isConfigured,
    has_app_webhook: parts.hasAppWebhook,
    public_url: parts.publicUrl,
    links: await Promise.all(rows.map((row) => readLink(parts, row, now))),
  };
}

async function readLink({ db, publicUrl }: OmiStatusParts, row: ListedLinkRow, now: number) {
  const sessions = await omiStatusReader.listSessions(db, row.id, RECENT_SESSIONS);
  const [newest] = sessions;
  const isRunning = newest !== undefined && newest.ended_at === null && now - newest.last_heard_at < IDLE_GAP_MS;
  return {
    ...toLinkView(row, publicUrl, now),
    is_silent: row.silence_noticed_at !== null,
    current_session: isRunning ? await readCurrent(db, newest) : null,
    recent_sessions: sessions.map(toSession),
    budget: row.status === 'active' ? await readBudget(db, row, now) : null,
    last_self_test: row.self_test === null ? null : selfTestSchema.parse(JSON.parse(row.self_test)),
  };
}

async function readCurrent(db: ReadHandle, session: ListedSessionRow) {
  const segments = await transcriptReader.listNewest(db, session.id, RECENT_SEGMENTS);
  const beganAt = session.began_at ?? session.started_at;
  const transcript = segments.reverse().map(({ id, text, speaker, is_user, start_s }) => ({
    id,
    text,
    speaker,
    is_wearer: is_user === 1,
    said_at: toIso(Math.round(beganAt + start_s * 1_000)),
  }));
  return { ...toSession(session), transcript };
}

function toSession({ began_at, started_at, last_heard_at, segments }: ListedSessionRow) {
  return { began_at: toIso(began_at ?? started_at), last_heard_at: toIso(last_heard_at), segments };
}
