import type { GeneratedAlways } from 'kysely';
import type {
  AgentEventId,
  ConversationId,
  FollowUpId,
  MemoryId,
  MessageId,
  NotificationId,
  UserId,
} from '../../kit/id.ts';

export interface PreferenceTable {
  user_id: UserId;
  active_space: string;
  active_slot: number;
  /** What differs from the defaults, as JSON. */
  settings: string;
  updated_at: number;
}

export interface WindowTable {
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
