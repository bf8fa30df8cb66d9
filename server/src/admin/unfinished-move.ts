import { instanceStateReader } from '../store/instance-state-reader.ts';
import type { Store } from '../store/open.ts';

/** Under this name a database remembers, while rows are still moved into it, from where. */
export const UNFINISHED_MOVE = 'unfinished_move';

/** Closes a database that holds only the first part of another one. @throws Error that says so */
export async function refuseUnfinishedMove(store: Store): Promise<void> {
  if ((await instanceStateReader.find(store.read, UNFINISHED_MOVE)) === undefined) return;
  await store.close();
  throw new Error(
    'Rows are still being moved into this database. Run "omniai move" once more to its end, then start again.',
  );
}
