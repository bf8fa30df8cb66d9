import { randomUUID } from 'node:crypto';
import type { OmiSegment } from './deliver.ts';

/** A conversation as Omi keeps it and sends it to webhooks (`backend/models/conversation.py`). Times are ISO 8601. */
export interface OmiConversation {
  id: string;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
  source: string;
  language: string | null;
  status: string;
  discarded: boolean;
  is_locked: boolean;
  visibility: string;
  starred: boolean;
  app_id: string | null;
  folder_id: string | null;
  structured: {
    title: string;
    overview: string;
    emoji: string;
    category: string;
    action_items: { description: string; completed: boolean; exported: boolean }[];
    events: { title: string; description: string; start: string; duration: number; created: boolean }[];
  };
  transcript_segments: OmiSegment[];
  apps_results: { app_id: string; content: string }[];
  plugins_results: unknown[];
  photos: unknown[];
  audio_files: unknown[];
  external_data: Record<string, unknown> | null;
}

type ConversationFields = Partial<Omit<OmiConversation, 'structured'>> & {
  structured?: Partial<OmiConversation['structured']>;
};

/** A finished conversation of five minutes with these fields and usual values for the others. */
export function createOmiConversation({ structured, ...fields }: ConversationFields = {}): OmiConversation {
  const createdAt = fields.created_at ?? new Date().toISOString();
  const fiveMinutesBefore = new Date(Date.parse(createdAt) - 300_000).toISOString();
  return {
    id: randomUUID(),
    created_at: createdAt,
    started_at: fiveMinutesBefore,
    finished_at: createdAt,
    source: 'omi',
    language: 'en',
    status: 'completed',
    discarded: false,
    is_locked: false,
    visibility: 'private',
    starred: false,
    app_id: null,
    folder_id: null,
    structured: {
      title: '',
      overview: '',
      emoji: '🧠',
      category: 'other',
      action_items: [],
      events: [],
      ...structured,
    },
    transcript_segments: [],
    apps_results: [],
    plugins_results: [],
    photos: [],
    audio_files: [],
    external_data: null,
    ...fields,
  };
}
