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

/** A phone on which a person wants to be told, as Expo's push service knows it. */
export interface ExpoPushTokenTable {
  session_id: SessionId;
  user_id: UserId;
  /** Of the app on that phone. Whoever knows it can push there, unless Expo asks the app's owner for an access token. */
  token: string;
  /** In which it is told: a tag like de or pt-BR. */
  language: string;
  created_at: number;
}
