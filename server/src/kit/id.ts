import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { v7 } from 'uuid';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type UserId = Branded<'user'>;
export type SessionId = Branded<'session'>;
export type ApiKeyId = Branded<'api_key'>;
export type PasskeyId = Branded<'passkey'>;
export type ConversationId = Branded<'conversation'>;
export type MessageId = Branded<'message'>;
/** A run's id; on the wire it is called `stream_id`. */
export type RunId = Branded<'run'>;
export type LinkId = Branded<'link'>;
export type VoiceSessionId = Branded<'voice_session'>;
export type OutboxId = Branded<'outbox'>;
export type MemoryId = Branded<'memory'>;
export type AgentEventId = Branded<'agent_event'>;
export type FollowUpId = Branded<'follow_up'>;
export type NotificationId = Branded<'notification'>;
export type SummaryId = Branded<'summary'>;
export type UtteranceId = Branded<'utterance'>;
export type FileId = Branded<'file'>;
export type OmiImportId = Branded<'omi_import'>;
export type ConversationImportId = Branded<'conversation_import'>;
export type ToolServerId = Branded<'tool_server'>;
export type ToolCallId = Branded<'tool_call'>;

/** A new UUIDv7: opaque to clients, sorts by creation within one process. */
export function createId<Id extends string>(): Id {
  return v7() as Id;
}

/** A new secret of 256 bits as 43 characters of base64url, safe in a URL path. */
export function createSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 of a secret, in hex: the only form in which one is stored. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Whether two strings are equal, in a time that tells nothing about where they differ. */
export function isSameSecret(a: string, b: string): boolean {
  const left = createHash('sha256').update(a).digest();
  const right = createHash('sha256').update(b).digest();
  return timingSafeEqual(left, right);
}
