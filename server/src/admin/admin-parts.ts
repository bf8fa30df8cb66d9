import type { SessionEnds } from '../account/session-ends.ts';
import type { Clock } from '../kit/clock.ts';
import type { Runs } from '../run/runs.ts';
import type { Store } from '../store/open.ts';

/** What it takes to put a person out: their rows, their live connections, their running answers. */
export interface AdminParts {
  store: Store;
  clock: Clock;
  sessionEnds: SessionEnds;
  runs: Pick<Runs, 'requestCancel' | 'drop'>;
}
