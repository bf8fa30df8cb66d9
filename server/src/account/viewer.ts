import type { SessionId, UserId } from '../kit/id.ts';
import type { Role } from '../store/schema.ts';

/** Who asks: an active person with a session that has not ended, as the database knew them when the request came in. */
export interface Viewer {
  readonly userId: UserId;
  readonly email: string;
  readonly displayName: string;
  readonly role: Role;
  readonly sessionId: SessionId;
  /** When the account was made, in milliseconds since 1970. */
  readonly createdAt: number;
}

/** Gives who a session token belongs to, or undefined when it is unknown, has ended, or the account may not act. */
export type Authenticate = (token: string) => Promise<Viewer | undefined>;
