import { AppError } from '../../errors.ts';
import { type OmiConversation, readOmiConversation } from '../data/omi-conversation.ts';
import { type OmiMemory, readOmiMemory } from '../data/omi-memory.ts';
import { type OmiTask, readOmiTask } from '../data/omi-task.ts';
import { parseBody } from '../intake/parse-body.ts';
import type { OmiCall, OmiTransport } from './omi-transport.ts';

/** What Omi makes a conversation of. Times are ISO 8601. */
export interface NewOmiConversation {
  text: string;
  text_source: 'audio_transcript' | 'message' | 'other_text';
  text_source_spec: string | null;
  started_at: string;
  finished_at: string;
  language: string;
  geolocation: OmiGeolocation | null;
}

interface OmiGeolocation {
  latitude: number;
  longitude: number;
  google_place_id?: string | null | undefined;
  address?: string | null | undefined;
  location_type?: string | null | undefined;
}

/** What Omi makes memories of: a text to find them in, or the memories themselves. */
export interface NewOmiMemories {
  text: string | null;
  text_source: 'email' | 'social_post' | 'other';
  text_source_spec: string | null;
  memories: { content: string; tags?: string[] | undefined }[] | null;
}

/** Part of a list, newest first. The rest of a page may be missing: only an empty page is the last. */
interface Page {
  limit?: number | undefined;
  offset?: number | undefined;
}

interface OmiConversationsQuery extends Page {
  includeDiscarded?: boolean | undefined;
  statuses?: readonly string[] | undefined;
  startDate?: string | undefined;
  endDate?: string | undefined;
  /** −1 for all of them. */
  maxTranscriptSegments: number;
}

interface OmiSearch {
  query: string;
  page?: number | undefined;
  perPage?: number | undefined;
  includeDiscarded?: boolean | undefined;
  startDate?: string | undefined;
  endDate?: string | undefined;
  maxTranscriptSegments: number;
}

interface OmiTasksQuery extends Page {
  completed?: boolean | undefined;
  conversationId?: string | undefined;
  startDate?: string | undefined;
  endDate?: string | undefined;
  dueStartDate?: string | undefined;
  dueEndDate?: string | undefined;
}

/** Omi's APIs for the data of those who enabled the app. All throw AppError E4004 to E4007, and E1001 for what Omi does not take. */
export interface OmiDataCalls {
  /** Never to be repeated blindly: each call that arrives makes another one. Omi gives no id. */
  createConversation(omiUserId: string, conversation: NewOmiConversation): Promise<void>;
  /** Never to be repeated blindly either. */
  createMemories(omiUserId: string, memories: NewOmiMemories): Promise<void>;
  listConversations(omiUserId: string, query: OmiConversationsQuery): Promise<OmiConversation[]>;
  searchConversations(
    omiUserId: string,
    search: OmiSearch,
  ): Promise<{ conversations: OmiConversation[]; page: number; totalPages: number }>;
  listMemories(omiUserId: string, page: Page): Promise<OmiMemory[]>;
  listTasks(omiUserId: string, query: OmiTasksQuery): Promise<OmiTask[]>;
}

/** Omi answers only after its model has read the text. */
const CREATE_TIMEOUT_MS = 90_000;
const READ_TIMEOUT_MS = 20_000;
/** A page of whole transcripts; a day of talk is about 3 MB. */
const MAX_LIST_BYTES = 33_554_432;

/** Source of paths and forms: `backend/routers/integration.py` and `backend/models/integrations.py` of BasedHardware/omi. */
export function createOmiDataCalls(transport: OmiTransport, appId: string): OmiDataCalls {
  const app = `/v2/integrations/${encodeURIComponent(appId)}`;

  async function create(path: string, uid: string, body: object): Promise<void> {
    const query = toQuery({ uid });
    await transport.call({ method: 'POST', path: `${app}/user/${path}?${query}`, body, timeoutMs: CREATE_TIMEOUT_MS });
  }

  async function read(call: Pick<OmiCall, 'method' | 'path' | 'body'>): Promise<Record<string, unknown>> {
    const text = await transport.call({ ...call, timeoutMs: READ_TIMEOUT_MS, maxReplyBytes: MAX_LIST_BYTES });
    const value = parseBody(text);
    if (typeof value !== 'object' || value === null) throw new AppError('E4007', 'Omi answered something unreadable.');
    return { ...value };
  }

  return {
    createConversation: (uid, conversation) => create('conversations', uid, conversation),
    createMemories: (uid, memories) => create('memories', uid, memories),
    async listConversations(uid, { includeDiscarded, startDate, endDate, maxTranscriptSegments, statuses, ...page }) {
      const query = toQuery({
        uid,
        ...page,
        include_discarded: includeDiscarded,
        start_date: startDate,
        end_date: endDate,
        max_transcript_segments: maxTranscriptSegments,
      });
      for (const status of statuses ?? []) query.append('statuses', status);
      const { conversations } = await read({ method: 'GET', path: `${app}/conversations?${query}` });
      return readRows(conversations, readOmiConversation);
    },
    async searchConversations(uid, search) {
      const query = toQuery({ uid, max_transcript_segments: search.maxTranscriptSegments });
      const body = {
        query: search.query,
        page: search.page ?? 1,
        per_page: search.perPage ?? 10,
        include_discarded: search.includeDiscarded ?? false,
        start_date: search.startDate,
        end_date: search.endDate,
      };
      const found = await read({ method: 'POST', path: `${app}/search/conversations?${query}`, body });
      return {
        conversations: readRows(found.conversations, readOmiConversation),
        page: body.page,
        totalPages: typeof found.total_pages === 'number' ? found.total_pages : body.page,
      };
    },
    async listMemories(uid, page) {
      const { memories } = await read({ method: 'GET', path: `${app}/memories?${toQuery({ uid, ...page })}` });
      return readRows(memories, readOmiMemory);
    },
    async listTasks(uid, { completed, conversationId, startDate, endDate, dueStartDate, dueEndDate, ...page }) {
      const query = toQuery({
        uid,
        ...page,
        completed,
        conversation_id: conversationId,
        start_date: startDate,
        end_date: endDate,
        due_start_date: dueStartDate,
        due_end_date: dueEndDate,
      });
      const { tasks } = await read({ method: 'GET', path: `${app}/tasks?${query}` });
      return readRows(tasks, readOmiTask);
    },
  };
}

function toQuery(values: Readonly<Record<string, string | number | boolean | undefined>>): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined) query.set(name, String(value));
  return query;
}

function readRows<Row>(values: unknown, readRow: (value: unknown) => Row | undefined): Row[] {
  return Array.isArray(values) ? values.flatMap((value: unknown) => readRow(value) ?? []) : [];
}
