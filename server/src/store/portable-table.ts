import { z } from 'zod';
import { cleanText } from '../kit/text.ts';
import { attachedFilesSchema } from './attached-file.ts';

type Value = string | number | null;

/** A column as it leaves with its owner and comes back. */
export interface PortableColumn {
  /** In both databases. */
  readonly type: 'text' | 'integer' | 'bigint' | 'double precision';
  /** Checks what comes back, and makes of it what may be stored. */
  readonly schema: z.ZodType<Value>;
  /** The table of the same person whose id it holds; `own`: the row's id. `any`: the id of something of theirs, wherever it is. */
  readonly names: string | undefined;
}

export interface PortableTable {
  readonly name: string;
  readonly columns: Readonly<Record<string, PortableColumn>>;
  /** What identifies a row among those of its owner; a single `id` is read page by page. */
  readonly key: readonly string[];
  /** Whether an import writes it; what is not restored is there for the person to read. */
  readonly isRestored: boolean;
  /** What an import writes into columns that do not travel, as SQL literals. */
  readonly fixed?: Readonly<Record<string, Value>>;
  /** Which rows stay behind and go by themselves, as an SQL condition. */
  readonly unless?: string;
  /** Brings to rest what was under way when it left. */
  settle?(row: Record<string, Value>): Record<string, Value>;
}

const MAX_UNITS = 4_000_000;
const column = (type: PortableColumn['type'], schema: z.ZodType<Value>, names?: string): PortableColumn => ({
  type,
  schema,
  names,
});
const idSchema = z.string().regex(/^[\x21-\x7e]{1,100}$/);
const textSchema = z.string().max(MAX_UNITS).transform(cleanText);
const text = column('text', textSchema);
const json = column('text', textSchema.refine(isJsonObject, 'must be an object in JSON'));
const integer = column('integer', z.int32());
/** Times and counts: more milliseconds than this no clock shows. */
const bigint = column('bigint', z.int().min(0).max(8_640_000_000_000_000));
const slot = column('integer', z.int().min(1).max(5));
const flag = column('integer', z.int().min(0).max(1));
const real = column('double precision', z.number());
const id = column('text', idSchema, 'own');
const anyId = column('text', idSchema, 'any');
const ref = (table: string) => column('text', idSchema, table);
const oneOf = (...values: [string, ...string[]]) => column('text', z.enum(values));
const maybe = ({ type, schema, names }: PortableColumn) => column(type, schema.nullable(), names);
/** A choice of which some are only passing: an import makes them what `settled` says. */
const settling = (values: [string, ...string[]], passing: string, settled: string) =>
  column(
    'text',
    z.enum([passing, ...values]).transform((value) => (value === passing ? settled : value)),
  );

const IN_TEMPORARY = 'conversation_id in (select id from conversations where expires_at is not null)';

const fileIn = (what: string) =>
  `exists (select 1 from message_files a join messages m on m.id = a.message_id join conversations c on c.id = m.conversation_id where a.file_id = files.id and c.expires_at is ${what})`;
const ONLY_TEMPORARY_FILE = `${fileIn('not null')} and not ${fileIn('null')}`;

const fileKind = oneOf('image', 'text', 'pdf');
const fileType = oneOf('image/png', 'image/jpeg', 'image/webp', 'image/gif', 'application/pdf', 'text/plain');
/** Archives of older servers have none. */
const attachedFiles = column(
  'text',
  textSchema
    .refine((value) => attachedFilesSchema.safeParse(parseJson(value)).success)
    .nullable()
    .default(null),
);

const source = oneOf('web', 'api', 'voice', 'meeting', 'model', 'omi');
/** Archives of older servers do not tell. */
const titleOrigin = column('text', z.enum(['first_words', 'model', 'person']).default('person'));
const pinnedAt = column('bigint', bigint.schema.nullable().default(null));
const created_at = bigint;
const updated_at = bigint;

/** Everything of a person's that leaves with them, each table after those it refers to. */
export const PORTABLE_TABLES: readonly PortableTable[] = [
  {
    ...restored('conversations', {
      id,
      title: text,
      space: text,
      provider: maybe(text),
      model: maybe(text),
      system_prompt: maybe(text),
      pinned_at: maybe(bigint),
      archived_at: maybe(bigint),
      title_origin: titleOrigin,
      created_at,
      updated_at,
    }),
    unless: 'expires_at is not null',
  },
  {
    ...restored('messages', {
      id,
      conversation_id: ref('conversations'),
      parent_id: maybe(ref('messages')),
      role: oneOf('user', 'assistant'),
      text,
      status: settling(['complete', 'cancelled', 'failed', 'interrupted'], 'streaming', 'interrupted'),
      source: oneOf('web', 'api', 'omi_transcript', 'omi_import', 'import'),
      provider_meta: maybe(json),
      error: maybe(json),
      files: attachedFiles,
      pinned_at: pinnedAt,
      created_at,
      updated_at,
    }),
    unless: IN_TEMPORARY,
  },
  {
    ...restored('files', {
      id,
      sha256: column('text', z.string().regex(/^[0-9a-f]{64}$/)),
      name: text,
      media_type: fileType,
      kind: fileKind,
      bytes: bigint,
      text: maybe(text),
      created_at,
    }),
    fixed: { kept_until: 0 },
    unless: ONLY_TEMPORARY_FILE,
  },
  {
    ...restored('message_files', { message_id: ref('messages'), position: integer, file_id: ref('files') }, [
      'message_id',
      'position',
    ]),
    unless: `message_id in (select id from messages where ${IN_TEMPORARY})`,
  },
  {
    ...restored('summaries', {
      id,
      conversation_id: ref('conversations'),
      message_id: ref('messages'),
      text,
      messages: integer,
      origin: oneOf('model', 'person'),
      provider: text,
      model: text,
      created_at,
      updated_at,
    }),
    unless: IN_TEMPORARY,
  },
  restored(
    'imported_conversations',
    {
      source: oneOf('omniai', 'chatgpt', 'open_webui'),
      source_id: text,
      // Its conversation may be gone.
      conversation_id: anyId,
      created_at,
    },
    ['source', 'source_id'],
  ),
  restored('preferences', { active_space: text, active_slot: slot, settings: json, updated_at }, ['user_id']),
  restored('windows', { slot, conversation_id: ref('conversations'), updated_at }, ['slot']),
  restored('memories', {
    id,
    text,
    status: oneOf('kept', 'suggested'),
    source,
    source_message_id: maybe(ref('messages')),
    created_at,
    updated_at,
  }),
  restored('agent_events', {
    id,
    type: text,
    payload: json,
    status: oneOf('open', 'done'),
    source,
    source_message_id: maybe(ref('messages')),
    due_at: maybe(bigint),
    completed_at: maybe(bigint),
    created_at,
    updated_at,
  }),
  {
    ...restored('follow_ups', {
      id,
      conversation_id: maybe(ref('conversations')),
      message: text,
      deliver_at: bigint,
      delivered_at: maybe(bigint),
      created_at,
    }),
    unless: IN_TEMPORARY,
  },
  {
    ...restored('notifications', {
      id,
      kind: text,
      channel: oneOf('app', 'omi_reply', 'omi_push'),
      status: settling(['sent', 'failed', 'dropped'], 'waiting', 'dropped'),
      text,
      conversation_id: maybe(ref('conversations')),
      cause_key: text,
      reason: maybe(text),
      created_at,
      sent_at: maybe(bigint),
    }),
    unless: IN_TEMPORARY,
  },
  {
    // That an Omi user is somebody's has to be proved to each server anew: a link comes back as one that waits for its code.
    ...restored('omi_links', { id, omi_user_id: text, created_at }),
    fixed: { status: 'pending', code_attempts: 0 },
  },
  {
    ...restored('voice_sessions', {
      id,
      link_id: ref('omi_links'),
      omi_user_id: text,
      started_at: bigint,
      last_heard_at: bigint,
      last_segment_start_s: real,
      ended_at: maybe(bigint),
      began_at: maybe(bigint),
      answered_at: maybe(bigint),
    }),
    settle: (row) => ({ ...row, ended_at: row.ended_at ?? row.last_heard_at ?? null }),
  },
  {
    ...restored('transcript_segments', {
      id,
      link_id: ref('omi_links'),
      voice_session_id: ref('voice_sessions'),
      segment_key: text,
      text,
      speaker: maybe(text),
      is_user: flag,
      start_s: real,
      end_s: real,
      received_at: bigint,
      updated_at,
      settled_at: maybe(bigint),
    }),
    settle: (row) => ({ ...row, settled_at: row.settled_at ?? row.updated_at ?? null }),
  },
  restored('utterances', {
    id,
    link_id: ref('omi_links'),
    voice_session_id: ref('voice_sessions'),
    utterance_key: text,
    trigger: oneOf('wake_word', 'follow_up', 'always'),
    intent: text,
    text,
    start_s: real,
    end_s: real,
    reply: maybe(text),
    message_id: maybe(ref('messages')),
    heard_at: bigint,
  }),
  restored('omi_items', { kind: text, omi_id: text, item_id: maybe(anyId), created_at }, ['kind', 'omi_id']),
  restored(
    'omi_exports',
    { kind: text, started_at: bigint, sent_at: maybe(bigint), confirmed_at: maybe(bigint), created_at },
    ['kind', 'started_at'],
  ),
  shown('conversation_imports', {
    id,
    status: text,
    source: maybe(text),
    imported: integer,
    updated: integer,
    skipped: integer,
    failed: integer,
    messages: integer,
    created_at,
    updated_at,
  }),
  shown('omi_imports', { id, kind: text, status: text, imported: integer, skipped: integer, created_at, updated_at }),
  shown('sessions', { id, ip: text, user_agent: text, created_at, last_seen_at: bigint, expires_at: bigint }),
  shown('api_keys', {
    id,
    name: text,
    scope: text,
    created_at,
    last_used_at: maybe(bigint),
    expires_at: maybe(bigint),
  }),
  shown('passkeys', { id, name: text, created_at, last_used_at: maybe(bigint) }),
  shown('identities', { issuer: text, subject: text, provider: text, created_at, last_used_at: maybe(bigint) }, [
    'issuer',
    'subject',
  ]),
  shown('usage_counters', { day: text, messages: integer, prompt_tokens: integer, completion_tokens: integer }, [
    'day',
  ]),
  shown(
    'model_usage',
    {
      day: text,
      provider: text,
      model: text,
      messages: integer,
      prompt_tokens: bigint,
      completion_tokens: bigint,
      cost_micros: bigint,
    },
    ['day', 'provider', 'model'],
  ),
];

/** Tables with an owner that do not leave with them, and why. */
export const LEFT_BEHIND: Readonly<Record<string, string>> = {
  expo_push_tokens: 'names phones that are signed in here',
  idempotency_keys: 'answers kept for a day in case a request is repeated',
  outbox: 'work of the server that is under way',
  passkey_challenges: 'questions that wait for minutes',
  password_resets: 'opens the account',
  push_subscriptions: 'names browsers that are signed in here',
  recovery_codes: 'opens the account',
  runs: 'how an answer was made; what came of it stands in its message',
  search_eras: 'part of the index of what leaves',
  tool_calls: 'how an answer was made; what came of it stands in its message',
  totp_factors: 'opens the account',
  user_quotas: 'set by the administrator',
  vendor_conversations: 'names copies that a vendor keeps for this server',
};

function restored(name: string, columns: PortableTable['columns'], key: readonly string[] = ['id']): PortableTable {
  return { name, columns, key, isRestored: true };
}

function shown(name: string, columns: PortableTable['columns'], key: readonly string[] = ['id']): PortableTable {
  return { name, columns, key, isRestored: false };
}

function isJsonObject(value: string): boolean {
  const parsed = parseJson(value);
  return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
}

/** Undefined where it is no JSON. */
function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
