import type { Database } from './schema.ts';

/** Made anew wherever the messages are: the index of texts, and a view. */
type DerivedTable = 'user_limits' | 'search_entries' | 'search_eras' | 'stale_titles' | 'search_progress';
/** What the tables hold that rows are copied between. */
type CopiedTables = Omit<Database, DerivedTable>;
export type TableName = keyof CopiedTables;

/** The primary key of every table, in an order in which each table stands behind those its rows refer to. A new table needs its line here. */
export const TABLE_KEYS: { readonly [Table in TableName]: readonly (keyof CopiedTables[Table] & string)[] } = {
  users: ['id'],
  sessions: ['id'],
  api_keys: ['id'],
  totp_factors: ['user_id'],
  recovery_codes: ['user_id', 'code_hash'],
  passkeys: ['id'],
  passkey_challenges: ['challenge_hash'],
  password_resets: ['token_hash'],
  identities: ['issuer', 'subject'],
  invites: ['id'],
  conversations: ['id'],
  messages: ['id'],
  runs: ['short_key'],
  message_pieces: ['run_key', 'start'],
  summaries: ['id'],
  vendor_conversations: ['conversation_id', 'provider'],
  tool_servers: ['id'],
  tool_calls: ['id'],
  idempotency_keys: ['user_id', 'route', 'key'],
  user_quotas: ['user_id'],
  quota_defaults: ['role'],
  model_usage: ['user_id', 'day', 'provider', 'model'],
  model_prices: ['provider', 'model'],
  token_free_providers: ['provider'],
  providers: ['id'],
  model_fallbacks: ['provider', 'model', 'position'],
  usage_counters: ['user_id', 'day'],
  blobs: ['sha256'],
  push_subscriptions: ['session_id'],
  expo_push_tokens: ['session_id'],
  files: ['id'],
  message_files: ['message_id', 'position'],
  conversation_imports: ['id'],
  imported_conversations: ['user_id', 'source', 'source_id'],
  omi_links: ['id'],
  voice_sessions: ['id'],
  transcript_segments: ['id'],
  preferences: ['user_id'],
  windows: ['user_id', 'slot'],
  memories: ['short_key'],
  agent_events: ['id'],
  follow_ups: ['id'],
  notifications: ['id'],
  utterances: ['id'],
  omi_items: ['user_id', 'kind', 'omi_id'],
  omi_imports: ['id'],
  omi_exports: ['user_id', 'kind', 'started_at'],
  outbox: ['id'],
  audit_log: ['seq'],
  audit_head: ['id'],
  throttles: ['key'],
  instance_state: ['key'],
};

export const TABLE_NAMES = Object.keys(TABLE_KEYS) as readonly TableName[];
