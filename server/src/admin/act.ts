import type { Caller } from '../account/caller.ts';
import type { UserId } from '../kit/id.ts';

/** Which admin does something, and from where, for the audit log. */
export interface Act {
  actor: UserId;
  caller: Caller;
}
