import type { Caller } from '../account/caller.ts';
import type { UserId } from '../kit/id.ts';

/** Which admin does something, and from where, for the audit log. */
export interface Act {
  /** Null for whoever runs commands on the server's own machine. */
  actor: UserId | null;
  caller: Caller;
}
