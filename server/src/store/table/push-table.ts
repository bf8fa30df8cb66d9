import type { SessionId, UserId } from '../../kit/id.ts';

/** A browser in which a person wants to be told, as its push service knows it (RFC 8030, RFC 8291). */
export interface PushSubscriptionTable {
  session_id: SessionId;
  user_id: UserId;
  /** Whoever knows it, and our key, can send there. */
  endpoint: string;
  /** The browser's public key, base64url. */
  p256dh: string;
  /** Its authentication secret, base64url. */
  auth: string;
  user_agent: string;
  created_at: number;
}
