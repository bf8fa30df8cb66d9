import type { LinkId, MessageId, OmiImportId, UserId, UtteranceId, VoiceSessionId } from '../../kit/id.ts';

type LinkStatus = 'pending' | 'active';

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
