import { z } from 'zod';
import type { OmiConversation } from './omi-conversation.ts';
import type { OmiUser } from './omi-user.ts';
import { isWithin, pageSchema, readDate, readPage } from './read-page.ts';

/** 100 cuts long transcripts; −1 gives all of them. */
const maxTranscriptSegments = z.coerce.number().int().min(-1).max(1000).default(100);

/** `statuses` is a parameter that is repeated; a list with commas is one status that nothing has. */
export const conversationQuerySchema = pageSchema.extend({
  include_discarded: z.stringbool().default(false),
  statuses: z.array(z.string()).default([]),
  start_date: z.string().optional(),
  end_date: z.string().optional(),
  max_transcript_segments: maxTranscriptSegments,
});

export const searchQuerySchema = z.object({ max_transcript_segments: maxTranscriptSegments });
export const searchBodySchema = z.object({
  query: z.string(),
  page: z.number().int().nullish(),
  per_page: z.number().int().nullish(),
  include_discarded: z.boolean().nullish(),
  start_date: z.string().nullish(),
  end_date: z.string().nullish(),
});

/** @throws RangeError for a date that is none */
export function readConversations(user: OmiUser, query: z.infer<typeof conversationQuerySchema>): object {
  const fromMs = readDate('start_date', query.start_date, 'start');
  const toMs = readDate('end_date', query.end_date, 'end');
  const fits = ({ created_at, discarded, status }: OmiConversation) =>
    (query.include_discarded || !discarded) &&
    (query.statuses.length === 0 || query.statuses.includes(status)) &&
    isWithin(created_at, fromMs, toMs);
  const conversations = readPage(user.conversations, fits, query);
  return { conversations: conversations.map((each) => toItem(each, query.max_transcript_segments)) };
}

/** Finds conversations that hold every word of the query. @throws RangeError for a date that is none */
export function searchConversations(
  user: OmiUser,
  body: z.infer<typeof searchBodySchema>,
  query: z.infer<typeof searchQuerySchema>,
): object {
  const fromMs = readDate('start_date', body.start_date ?? undefined, 'start');
  const toMs = readDate('end_date', body.end_date ?? undefined, 'end');
  const words = body.query.toLowerCase().split(/\s+/);
  const fits = (each: OmiConversation) =>
    ((body.include_discarded ?? true) || !each.discarded) &&
    isWithin(each.created_at, fromMs, toMs) &&
    words.every((word) => wordsOf(each).includes(word));
  const page = body.page ?? 1;
  const perPage = body.per_page ?? 10;
  const found = readPage(user.conversations, fits, { limit: Number.MAX_SAFE_INTEGER, offset: 0 });
  const shown = found.slice((page - 1) * perPage, page * perPage);
  return {
    conversations: shown.map((each) => toItem(each, query.max_transcript_segments)),
    total_pages: Math.ceil(found.length / perPage),
    current_page: page,
    per_page: perPage,
  };
}

function wordsOf({ structured, transcript_segments }: OmiConversation): string {
  return [structured.title, structured.overview, ...transcript_segments.map(({ text }) => text)]
    .join(' ')
    .toLowerCase();
}

/** What reading shows of a conversation: nothing of a locked one's content, no ids of segments. */
function toItem(conversation: OmiConversation, maxSegments: number): object {
  const { id, created_at, started_at, finished_at, source, structured, transcript_segments } = conversation;
  const { discarded, app_id, language, external_data, status, is_locked } = conversation;
  const segments = maxSegments === -1 ? transcript_segments : transcript_segments.slice(0, maxSegments);
  const blank = { title: '', overview: '', action_items: [], events: [] };
  return {
    id,
    created_at,
    started_at,
    finished_at,
    source,
    structured: is_locked ? { ...structured, ...blank } : structured,
    transcript_segments: is_locked ? [] : segments.map(toItemSegment),
    discarded,
    app_id,
    language,
    external_data,
    status,
  };
}

function toItemSegment({ text, speaker, is_user, person_id, start, end }: OmiConversation['transcript_segments'][0]) {
  return { text, speaker, is_user, person_id, start, end };
}
