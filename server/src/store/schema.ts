import type {
  ApiKeyTable,
  IdentityTable,
  InviteTable,
  PasskeyChallengeTable,
  PasskeyTable,
  PasswordResetTable,
  RecoveryCodeTable,
  SessionTable,
  TotpFactorTable,
  UserTable,
} from './table/account-table.ts';
import type { ConversationTable, MessagePieceTable, MessageTable, RunTable } from './table/chat-table.ts';
import type {
  AgentEventTable,
  FollowUpTable,
  MemoryTable,
  NotificationTable,
  PreferenceTable,
  WindowTable,
} from './table/context-table.ts';
import type { BlobTable, FileTable, MessageFileTable } from './table/file-table.ts';
import type { ConversationImportTable, ImportedConversationTable } from './table/import-table.ts';
import type {
  OmiExportTable,
  OmiImportTable,
  OmiItemTable,
  OmiLinkTable,
  TranscriptSegmentTable,
  UtteranceTable,
  VoiceSessionTable,
} from './table/omi-table.ts';
import type {
  AuditHeadTable,
  AuditLogTable,
  IdempotencyKeyTable,
  InstanceStateTable,
  OutboxTable,
  ThrottleTable,
} from './table/operation-table.ts';
import type { SummaryTable, VendorConversationTable } from './table/prompt-table.ts';
import type { ModelFallbackTable, ProviderTable } from './table/provider-table.ts';
import type { ExpoPushTokenTable, PushSubscriptionTable } from './table/push-table.ts';
import type {
  ModelPriceTable,
  ModelUsageTable,
  QuotaDefaultTable,
  TokenFreeProviderTable,
  UsageCounterTable,
  UserLimitView,
  UserQuotaTable,
} from './table/quota-table.ts';
import type { SearchEntryTable, SearchEraTable, SearchProgressTable, StaleTitleTable } from './table/search-table.ts';
import type { ToolCallTable, ToolServerTable } from './table/tool-table.ts';

/*
 * The tables, as both databases hold them. Times are milliseconds since 1970, JSON is text, ids are UUIDv7 text, secrets are SHA-256 in hex:
 * one representation for SQLite and Postgres, so that nothing above `dialect/` has to know which of them it talks to.
 */
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
  summaries: SummaryTable;
  vendor_conversations: VendorConversationTable;
  runs: RunTable;
  idempotency_keys: IdempotencyKeyTable;
  user_quotas: UserQuotaTable;
  quota_defaults: QuotaDefaultTable;
  user_limits: UserLimitView;
  model_usage: ModelUsageTable;
  model_prices: ModelPriceTable;
  token_free_providers: TokenFreeProviderTable;
  providers: ProviderTable;
  model_fallbacks: ModelFallbackTable;
  usage_counters: UsageCounterTable;
  tool_servers: ToolServerTable;
  tool_calls: ToolCallTable;
  blobs: BlobTable;
  files: FileTable;
  message_files: MessageFileTable;
  conversation_imports: ConversationImportTable;
  imported_conversations: ImportedConversationTable;
  search_entries: SearchEntryTable;
  search_eras: SearchEraTable;
  stale_titles: StaleTitleTable;
  search_progress: SearchProgressTable;
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
  push_subscriptions: PushSubscriptionTable;
  expo_push_tokens: ExpoPushTokenTable;
  outbox: OutboxTable;
  audit_log: AuditLogTable;
  audit_head: AuditHeadTable;
  throttles: ThrottleTable;
  instance_state: InstanceStateTable;
}
