import type { GeneratedAlways } from 'kysely';
import type {
  AgentEventId,
  ApiKeyId,
  ConversationId,
  FollowUpId,
  LinkId,
  MemoryId,
  MessageId,
  NotificationId,
  OmiImportId,
  OutboxId,
  PasskeyId,
  RunId,
  SessionId,
  UserId,
  UtteranceId,
  VoiceSessionId,
} from '../kit/id.ts';

/*
 * The tables, as both databases hold them. Times are milliseconds since 1970, JSON is text, ids are UUIDv7 text, secrets are SHA-256 in hex:
 * one representation for SQLite and Postgres, so that nothing above `dialect/` has to know which of them it talks to.
 */

export type Role = 'user' | 'admin';
export type UserStatus = 'active' | 'disabled';
type MessageRole = 'user' | 'assistant';
export type MessageStatus = 'streaming' | 'complete' | 'cancelled' | 'failed' | 'interrupted';
export type MessageSource = 'web' | 'api' | 'omi_transcript' | 'omi_import';
export type RunStatus = MessageStatus;
export type FinishReason = 'stop' | 'length' | 'cancelled' | 'content_filter';
type LinkStatus = 'pending' | 'active';
export type OutboxStatus = 'pending' | 'leased' | 'done' | 'parked';

export interface UserTable {
  id: UserId;
  /** Lower case. */
  email: string;
  display_name: string;
  password_hash: string | null;
  role: Role;
  status: UserStatus;
  created_at: number;
  updated_at: number;
}

export interface SessionTable {
  id: SessionId;
  user_id: UserId;
  token_hash: string;
  ip: string;
  user_agent: string;
  created_at: number;
  last_seen_at: number;
  expires_at: number;
  /** When its holder last proved who they are: a recent proof opens dangerous acts. */
  proved_at: number | null;
}

/** What the programs that hold an API key may do: read, chat, or everything but what needs a session. */
export type KeyScope = 'read' | 'chat' | 'all';

export interface ApiKeyTable {
  id: ApiKeyId;
  user_id: UserId;
  name: string;
  scope: KeyScope;
  key_hash: string;
  created_at: number;
  last_used_at: number | null;
  expires_at: number | null;
}

export interface TotpFactorTable {
  user_id: UserId;
  /** Sealed with the session secret, since a code can't be compared with a hash. */
  sealed_secret: string;
  /** The newest time step whose code was used; it and those before are refused. */
  last_step: number;
  created_at: number;
  /** Null until its first code proved that the person has it; only then does sign-in ask for it. */
  confirmed_at: number | null;
}

/** Codes that stand in for a lost second factor, each until it is used. */
interface RecoveryCodeTable {
  user_id: UserId;
  code_hash: string;
}

export interface PasskeyTable {
  id: PasskeyId;
  user_id: UserId;
  name: string;
  /** As the authenticator calls it, in base64url. */
  credential_id: string;
  /** COSE, in base64url. */
  public_key: string;
  /** The authenticator's count of signatures; 0 where it keeps none. */
  counter: number;
  /** How browsers reach it, as a JSON list. */
  transports: string;
  created_at: number;
  last_used_at: number | null;
}

/** A question to an authenticator that waits for its one answer. */
interface PasskeyChallengeTable {
  challenge_hash: string;
  /** Whose passkey is being added; null where somebody signs in. */
  user_id: UserId | null;
  expires_at: number;
}

export interface PasswordResetTable {
  token_hash: string;
  user_id: UserId;
  created_at: number;
  expires_at: number;
}

/** A person as another server knows them. */
export interface IdentityTable {
  issuer: string;
  subject: string;
  user_id: UserId;
  /** The name of the provider in the settings. */
  provider: string;
  created_at: number;
  last_used_at: number | null;
}

export interface InviteTable {
  id: string;
  code_hash: string;
  role: Role;
  email: string | null;
  max_uses: number;
  uses: number;
  quota: string | null;
  expires_at: number | null;
  created_by: UserId | null;
  created_at: number;
}

export interface ConversationTable {
  id: ConversationId;
  user_id: UserId;
  title: string;
  space: string;
  provider: string | null;
  model: string | null;
  system_prompt: string | null;
  pinned_at: number | null;
  archived_at: number | null;
  created_at: number;
  updated_at: number;
}

export interface MessageTable {
  id: MessageId;
  conversation_id: ConversationId;
  user_id: UserId;
  parent_id: MessageId | null;
  role: MessageRole;
  text: string;
  status: MessageStatus;
  source: MessageSource;
  provider_meta: string | null;
  error: string | null;
  /** Unique per user; with `body_hash` it makes a send idempotent. */
  client_message_id: string | null;
  body_hash: string | null;
  created_at: number;
  updated_at: number;
}

/** Text of a streaming answer, piece by piece, each `start` UTF-16 units from the beginning. Joined into `messages.text` at the end. */
interface MessagePieceTable {
  run_key: number;
  start: number;
  text: string;
}

export interface RunTable {
  id: RunId;
  /** Counted by the database; stands for the id in `message_pieces`, whose index would be five times as large with ids. */
  short_key: GeneratedAlways<number>;
  message_id: MessageId;
  conversation_id: ConversationId;
  user_id: UserId;
  status: RunStatus;
  /** Fences writers: only who claimed this epoch may change the row. */
  epoch: number;
  /** The instance that generates, and until when it may be believed alive. */
  owner: string;
  lease_expires_at: number;
  provider: string;
  model: string;
  cancel_requested_at: number | null;
  finish_reason: FinishReason | null;
  error_code: string | null;
  /** An estimate until the end; then what was booked. */
  prompt_tokens: number | null;
  completion_tokens: number | null;
  usage_day: string;
  /** Tokens held back from the owner's day until the end; null where they are not counted against a limit. */
  reserved_tokens: number | null;
  started_at: number;
  first_token_at: number | null;
  finished_at: number | null;
}

export interface IdempotencyKeyTable {
  user_id: UserId;
  route: string;
  key: string;
  body_hash: string;
  status_code: number | null;
  response: string | null;
  created_at: number;
}

/** Null: as the role's default says. */
interface UserQuotaTable {
  user_id: UserId;
  messages_per_day: number | null;
  tokens_per_day: number | null;
  concurrent_streams: number | null;
  updated_at: number;
}

/** Null: no limit. */
interface QuotaDefaultTable {
  role: Role;
  messages_per_day: number | null;
  tokens_per_day: number | null;
  concurrent_streams: number | null;
  updated_at: number;
}

/** A view: a person's own limits where they have some, else their role's. */
interface UserLimitView {
  user_id: UserId;
  messages_per_day: number | null;
  tokens_per_day: number | null;
  concurrent_streams: number | null;
}

/** What a person's answers used, by day and model. */
interface ModelUsageTable {
  user_id: UserId;
  /** The day in the person's time zone, `2026-05-02`. */
  day: string;
  provider: string;
  model: string;
  messages: number;
  prompt_tokens: number;
  completion_tokens: number;
  /** Millionths of the currency, at the prices of that day. */
  cost_micros: number;
}

/** Millionths of the currency for a million tokens. */
interface ModelPriceTable {
  provider: string;
  model: string;
  prompt_micros: number;
  completion_micros: number;
}

/** Providers whose tokens no limit counts. */
interface TokenFreeProviderTable {
  provider: string;
}

interface UsageCounterTable {
  user_id: UserId;
  /** The day in the person's time zone, `2026-05-02`. */
  day: string;
  messages: number;
  prompt_tokens: number;
  completion_tokens: number;
  reserved_tokens: number;
}

export interface OmiLinkTable {
  id: LinkId;
  user_id: UserId;
  omi_user_id: string;
  status: LinkStatus;
  push_code_hash: string | null;
  spoken_code_hash: string | null;
  code_attempts: number;
  code_expires_at: number | null;
  webhook_token_hash: string | null;
  created_at: number;
  verified_at: number | null;
  last_delivery_at: number | null;
  /** The webhook token before the last change, which works until its time is up. */
  previous_token_hash: string | null;
  previous_token_expires_at: number | null;
  /** When its owner was told that deliveries stopped; null while they come. */
  silence_noticed_at: number | null;
  /** A spoken command that waits for its answer, as JSON. */
  pending_command: string | null;
  pending_command_expires_at: number | null;
  /** The outcome of the last self-test, as JSON. */
  self_test: string | null;
}

export interface VoiceSessionTable {
  id: VoiceSessionId;
  user_id: UserId;
  link_id: LinkId;
  omi_user_id: string;
  started_at: number;
  last_heard_at: number;
  last_segment_start_s: number;
  ended_at: number | null;
  /** Wall time at which the session's clock stood at zero, as near as its deliveries tell. */
  began_at: number | null;
  /** When its last answer reached the person. */
  answered_at: number | null;
  /** Where in the session a meeting that is being collected began, in seconds; null outside a meeting. */
  meeting_from_s: number | null;
}

export interface TranscriptSegmentTable {
  id: string;
  user_id: UserId;
  link_id: LinkId;
  voice_session_id: VoiceSessionId;
  /** Omi's segment id, or a hash where it sent none; unique per link. */
  segment_key: string;
  text: string;
  speaker: string | null;
  is_user: number;
  start_s: number;
  end_s: number;
  received_at: number;
  updated_at: number;
  /** When its words were acted upon; null while they wait for their utterance to be settled. */
  settled_at: number | null;
}

export interface OutboxTable {
  id: OutboxId;
  kind: string;
  user_id: UserId | null;
  /** What the row is about, for finding it again (a message, a link). */
  subject_id: string | null;
  payload: string;
  /** One effect per cause: a second insert with the same key does nothing. */
  dedupe_key: string;
  status: OutboxStatus;
  attempts: number;
  due_at: number;
  lease_owner: string | null;
  lease_expires_at: number | null;
  last_error: string | null;
  created_at: number;
  updated_at: number;
}

export interface PreferenceTable {
  user_id: UserId;
  active_space: string;
  active_slot: number;
  /** What differs from the defaults, as JSON. */
  settings: string;
  updated_at: number;
}

interface WindowTable {
  user_id: UserId;
  slot: number;
  conversation_id: ConversationId;
  updated_at: number;
}

export type MemoryStatus = 'kept' | 'suggested';
/** Where a memory or an event came from. */
export type ItemSource = 'web' | 'api' | 'voice' | 'meeting' | 'model' | 'omi';

export interface MemoryTable {
  id: MemoryId;
  /** Counted by the database; under it the full-text index knows the row. */
  short_key: GeneratedAlways<number>;
  user_id: UserId;
  text: string;
  status: MemoryStatus;
  source: ItemSource;
  source_message_id: MessageId | null;
  created_at: number;
  updated_at: number;
}

export type AgentEventStatus = 'open' | 'done';

export interface AgentEventTable {
  id: AgentEventId;
  user_id: UserId;
  type: string;
  payload: string;
  status: AgentEventStatus;
  source: ItemSource;
  source_message_id: MessageId | null;
  due_at: number | null;
  completed_at: number | null;
  created_at: number;
  updated_at: number;
}

export interface FollowUpTable {
  id: FollowUpId;
  user_id: UserId;
  conversation_id: ConversationId | null;
  message: string;
  deliver_at: number;
  delivered_at: number | null;
  created_at: number;
}

/** `app`: seen in our own clients. `omi_reply`: in the reply to a delivery. `omi_push`: through Omi's metered API. */
export type NotificationChannel = 'app' | 'omi_reply' | 'omi_push';
export type NotificationStatus = 'waiting' | 'sent' | 'failed' | 'dropped';

export interface NotificationTable {
  id: NotificationId;
  user_id: UserId;
  kind: string;
  channel: NotificationChannel;
  status: NotificationStatus;
  text: string;
  conversation_id: ConversationId | null;
  /** What it is about; one notification of a channel for each cause. */
  cause_key: string;
  /** Why it failed, was dropped or still waits. */
  reason: string | null;
  created_at: number;
  sent_at: number | null;
}

/** How an utterance came to be meant for the assistant. */
export type UtteranceTrigger = 'wake_word' | 'follow_up' | 'always';

/** Something that was said to the assistant, and what became of it. */
export interface UtteranceTable {
  id: UtteranceId;
  user_id: UserId;
  link_id: LinkId;
  voice_session_id: VoiceSessionId;
  /** The same however often and in whatever order its segments arrive; unique per link. */
  utterance_key: string;
  trigger: UtteranceTrigger;
  /** What was understood: a command's name, or `question`. */
  intent: string;
  text: string;
  start_s: number;
  end_s: number;
  /** What a command was answered with; a question's answer stands in its message. */
  reply: string | null;
  message_id: MessageId | null;
  heard_at: number;
}

export type OmiItemKind = 'memory' | 'conversation' | 'task' | 'day_summary';

/** What of Omi's data was taken over, so that it is taken over once; the row outlives what was made of it. */
export interface OmiItemTable {
  user_id: UserId;
  kind: OmiItemKind;
  omi_id: string;
  /** What was made of it here. */
  item_id: string | null;
  created_at: number;
}

export type OmiImportKind = 'memories' | 'conversations';
export type OmiImportStatus = 'running' | 'done' | 'failed' | 'cancelled';

/** A long import of Omi's data. */
export interface OmiImportTable {
  id: OmiImportId;
  user_id: UserId;
  link_id: LinkId;
  kind: OmiImportKind;
  status: OmiImportStatus;
  /** The offset of the next page to read. */
  position: number;
  imported: number;
  skipped: number;
  error: string | null;
  created_at: number;
  updated_at: number;
}

export type OmiExportKind = 'conversation' | 'memories';

/** Something that we create at Omi, which gives no id for it. */
export interface OmiExportTable {
  user_id: UserId;
  kind: OmiExportKind;
  /** Unlike that of any other of this kind of the person's: a conversation's start, by which both sides know it; else when it was asked for. */
  started_at: number;
  /** When the last call that may have had its effect was begun. */
  sent_at: number | null;
  /** When Omi was known to have it. */
  confirmed_at: number | null;
  created_at: number;
}

export interface AuditLogTable {
  seq: number;
  id: string;
  at: number;
  actor_user_id: string | null;
  action: string;
  target_type: string | null;
  target_id: string | null;
  ip: string | null;
  request_id: string | null;
  details: string;
  prev_hash: string;
  hash: string;
}

/** One row: the last link of the audit chain. Updating it first puts concurrent writers into a queue. */
export interface AuditHeadTable {
  id: number;
  seq: number;
  hash: string;
}

/** Counters of attempts in a fixed window, raised before anything is compared. */
export interface ThrottleTable {
  key: string;
  window_started_at: number;
  count: number;
}

/** What the instance remembers about itself (set-up token, ids), by name. */
interface InstanceStateTable {
  key: string;
  value: string;
  updated_at: number;
}

export interface Database {
  users: UserTable;
  sessions: SessionTable;
  api_keys: ApiKeyTable;
  totp_factors: TotpFactorTable;
  recovery_codes: RecoveryCodeTable;
  passkeys: PasskeyTable;
  passkey_challenges: PasskeyChallengeTable;
  password_resets: PasswordResetTable;
  identities: IdentityTable;
  invites: InviteTable;
  conversations: ConversationTable;
  messages: MessageTable;
  message_pieces: MessagePieceTable;
  runs: RunTable;
  idempotency_keys: IdempotencyKeyTable;
  user_quotas: UserQuotaTable;
  quota_defaults: QuotaDefaultTable;
  user_limits: UserLimitView;
  model_usage: ModelUsageTable;
  model_prices: ModelPriceTable;
  token_free_providers: TokenFreeProviderTable;
  usage_counters: UsageCounterTable;
  omi_links: OmiLinkTable;
  voice_sessions: VoiceSessionTable;
  transcript_segments: TranscriptSegmentTable;
  preferences: PreferenceTable;
  windows: WindowTable;
  memories: MemoryTable;
  agent_events: AgentEventTable;
  follow_ups: FollowUpTable;
  notifications: NotificationTable;
  utterances: UtteranceTable;
  omi_items: OmiItemTable;
  omi_imports: OmiImportTable;
  omi_exports: OmiExportTable;
  outbox: OutboxTable;
  audit_log: AuditLogTable;
  audit_head: AuditHeadTable;
  throttles: ThrottleTable;
  instance_state: InstanceStateTable;
}
