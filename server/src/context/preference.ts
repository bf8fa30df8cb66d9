import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { UserId } from '../kit/id.ts';
import { CONTEXT_LIMITS } from '../kit/limits.ts';
import { type PreferenceRow, preferenceReader } from '../store/preference-reader.ts';
import type { ReadHandle } from '../store/query.ts';
import { retentionDaysSchema } from './retention-days.ts';
import { type Space, spaceSchema } from './space.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day like 22:30');
const prompt = z.string().max(CONTEXT_LIMITS.standingPromptUnits);
const place = z.array(z.enum(['time', 'space', 'window'])).max(3);

/** What a person may choose about the assistant. Each has a default, so a row holds only what differs. */
export const preferencesSchema = z.strictObject({
  listen_mode: z
    .enum(['TRIGGER', 'FOLLOWUP', 'ALWAYS'])
    .describe('TRIGGER: only after a wake word. FOLLOWUP: also right after an answer. ALWAYS: whatever you say')
    .default('TRIGGER'),
  followup_window_ms: z
    .int()
    .min(1_000)
    .max(120_000)
    .describe('How long after an answer no wake word is needed in FOLLOWUP')
    .default(15_000),
  meeting_transcribe: z
    .boolean()
    .describe('Collects what is said silently and saves a summary as a memory when the conversation ends')
    .default(false),
  wake_words: z.array(z.string().trim().min(2).max(40)).max(10).describe('Your own, beside “Hey Omi”').default([]),
  others_may_ask: z
    .boolean()
    .describe('Whether speech that Omi recognised as somebody else’s may ask and command too')
    .default(false),
  paused: z
    .boolean()
    .describe('While it is on, nothing that the wearable hears is stored or acted upon')
    .default(false),
  voice_consent: z
    .boolean()
    .describe('Whether what the wearable hears may be stored at all; taking it back deletes the transcripts')
    .default(true),
  transcript_days: z.int().min(1).max(365).describe('How long the raw transcript is kept').default(7),
  retention_days: retentionDaysSchema
    .describe(
      'How many days after their last change conversations of a space are kept; null or no entry for ever. An administrator’s shorter limit goes first',
    )
    .default({}),
  default_conversation_id: z
    .string()
    .max(100)
    .nullable()
    .describe('Where spoken questions go while the active window has no conversation yet')
    .default(null),
  system_prompt: prompt
    .nullable()
    .describe('How answers are to be, where neither the conversation nor its space says')
    .default(null),
  space_prompts: z
    .partialRecord(spaceSchema, prompt)
    .describe('How answers are to be in the conversations of a space, unless a conversation says')
    .default({}),
  summarise_conversations: z
    .boolean()
    .describe(
      'Whether the model may sum up the older part of a long conversation, to be sent where the messages no longer fit',
    )
    .default(true),
  vendor_conversations: z
    .boolean()
    .describe('Whether a vendor that can may keep your conversations on its side')
    .default(false),
  inject_memories: z.boolean().describe('Whether answers may use your memories').default(true),
  suggest_memories: z
    .boolean()
    .describe('Whether the model may suggest what to remember; nothing is kept without your yes')
    .default(false),
  title_by_model: z
    .boolean()
    .describe('Whether the model that gave its first answer may name a conversation; until then its first words do')
    .default(true),
  answer_header: place.describe('What a spoken answer begins with').default([]),
  answer_footer: place.describe('What a spoken answer ends with').default([]),
  quiet_hours: z
    .strictObject({ from: timeOfDay, to: timeOfDay })
    .nullable()
    .describe('No push in this time of your day; answers to what you ask are still replied')
    .default(null),
  pushes_per_hour: z.int().min(0).max(7).describe('The most that is pushed to your Omi in a clock hour').default(7),
  tool_servers: z
    .array(z.string().min(1).max(40))
    .max(20)
    .describe('Names of the servers whose tools your answers may use; what writes is asked of you each time')
    .default([]),
  web_search: z.boolean().describe('Whether your answers may search the web').default(false),
  time_zone: z
    .string()
    .refine(isTimeZone, 'must be a time zone like Europe/Berlin')
    .describe('An IANA name')
    .default('UTC'),
  language: z
    .string()
    .regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'must be a language like en or de')
    .default('en'),
});

export type Preferences = z.infer<typeof preferencesSchema>;

/** A person's choices, and where they are. */
export interface PersonContext {
  preferences: Preferences;
  activeSpace: Space;
  /** 1 to 5. */
  activeSlot: number;
}

/** Reads a person's choices; a person who never chose has the defaults. */
export async function readPersonContext(db: ReadHandle, owner: UserId): Promise<PersonContext> {
  return toPersonContext(await preferenceReader.find(db, owner));
}

/** Reads a stored row. Keys that this version does not know, or no longer takes, fall back to their defaults. */
export function toPersonContext(row: PreferenceRow | undefined): PersonContext {
  if (!row) return DEFAULT_CONTEXT;
  return {
    preferences: readSettings(row.settings),
    activeSpace: storedSpace.parse(row.active_space),
    activeSlot: row.active_slot,
  };
}

const storedSpace = spaceSchema.catch('default');

/** Settings that were read, by their text: checking a time zone takes most of a millisecond, and every message needs its sender's. */
const known = new LRUCache<string, Preferences>({
  max: 1_000,
  maxSize: 8_000_000,
  sizeCalculation: (_, settings) => settings.length,
});

/** Reads stored settings; null where there are none. */
export function readSettings(settings: string | null): Preferences {
  if (settings === null) return DEFAULT_CONTEXT.preferences;
  const hit = known.get(settings);
  if (hit) return hit;
  const preferences = parseSettings(settings);
  known.set(settings, preferences);
  return preferences;
}

function parseSettings(settings: string): Preferences {
  const stored: unknown = JSON.parse(settings);
  const parsed = preferencesSchema.safeParse(stored);
  if (parsed.success) return parsed.data;
  const wrong = new Set(parsed.error.issues.flatMap((issue) => ('keys' in issue ? issue.keys : [issue.path[0]])));
  const entries = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
  return preferencesSchema.parse(Object.fromEntries(entries.filter(([key]) => !wrong.has(key))));
}

const DEFAULT_CONTEXT: PersonContext = {
  preferences: preferencesSchema.parse({}),
  activeSpace: 'default',
  activeSlot: 1,
};

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
