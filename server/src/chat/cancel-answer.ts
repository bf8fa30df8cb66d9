import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import type { RunId, UserId } from '../kit/id.ts';
import { type RunRow, runReader } from '../store/run-reader.ts';
import type { RunStatus } from '../store/table/chat-table.ts';
import type { ChatParts } from './send-message.ts';

/** How long the caller waits for another instance to notice; it looks once a second. */
const MAX_WAIT_MS = 3_000;
const LOOK_EVERY_MS = 50;

/**
 * Stops an answer: the provider's connection is closed, what was written is kept. Asking again, or after its end, changes nothing.
 * @returns the status it has then; `streaming` only when the instance that writes it has not answered in time
 * @throws AppError E1002
 */
export async function cancelAnswer(
  parts: Pick<ChatParts, 'store' | 'runs' | 'clock'>,
  viewer: UserId,
  id: RunId,
): Promise<RunStatus> {
  const { store, runs, clock } = parts;
  const find = async (): Promise<RunRow> => {
    const run = await runReader.find(store.read, viewer, id);
    if (!run) throw new AppError('E1002');
    return run;
  };
  await find();
  await runs.requestCancel(viewer, id);
  const deadline = clock.monotonic() + MAX_WAIT_MS;
  let run = await find();
  while (run.status === 'streaming' && clock.monotonic() < deadline) {
    await sleep(LOOK_EVERY_MS);
    run = await find();
  }
  return run.status;
}
