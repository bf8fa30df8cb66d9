import type { ApiKeyId, PasskeyId, SessionId, UserId } from '../../kit/id.ts';

export type Role = 'user' | 'admin';

export type UserStatus = 'active' | 'disabled';

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
export interface RecoveryCodeTable {
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
export interface PasskeyChallengeTable {
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
