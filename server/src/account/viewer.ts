import type { ApiKeyId, SessionId, UserId } from '../kit/id.ts';
import type { KeyScope, Role } from '../store/table/account-table.ts';

/** Who asks: an active person, as the database knew them when the request came in. */
interface Person {
  readonly userId: UserId;
  readonly email: string;
  readonly displayName: string;
  readonly role: Role;
  /** When the account was made, in milliseconds since 1970. */
  readonly createdAt: number;
}

/** A person with a session that has not ended. */
export interface SessionViewer extends Person {
  readonly sessionId: SessionId;
  readonly keyScope: null;
  /** When they last proved who they are, in milliseconds since 1970. */
  readonly provedAt: number | null;
}

/** A program that holds an API key of a person. */
interface KeyViewer extends Person {
  /** What live connections stand on: the key. */
  readonly sessionId: ApiKeyId;
  readonly keyScope: KeyScope;
}

export type Viewer = SessionViewer | KeyViewer;

/** Gives who a session token or an API key belongs to, or undefined when it is unknown, has ended, or the account may not act. */
export type Authenticate = (token: string) => Promise<Viewer | undefined>;
