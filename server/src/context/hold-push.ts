import type { OutboxOutcome } from '../job/outbox-worker.ts';
import { PUSH_LIMITS } from '../kit/limits.ts';
import { must } from '../kit/must.ts';
import type { OutboxRow } from '../store/outbox-writer.ts';
import type { ReadHandle } from '../store/query.ts';
import { readPersonContext } from './preference.ts';
import { devicePushPayload } from './push-payload.ts';
import { quietUntil } from './quiet-hours.ts';

/**
 * What becomes of a queued push that may not go out now, to whatever device: what is no news any more is dropped, and in quiet hours an answer,
 * too, while anything else waits for their end. Undefined where it may go out.
 */
export async function holdPush(db: ReadHandle, row: OutboxRow, now: number): Promise<OutboxOutcome | undefined> {
  if (now - row.created_at >= PUSH_LIMITS.keptS * 1_000) return { kind: 'done' };
  const { preferences } = await readPersonContext(db, must(row.user_id, 'the owner of a push'));
  const quietEnd = quietUntil(now, preferences);
  if (quietEnd === undefined) return undefined;
  // An answer was asked for and is there when one looks; what one wanted to be told of is told later.
  const isAnswer = devicePushPayload.read(row.payload).kind === 'answer';
  return isAnswer ? { kind: 'done' } : { kind: 'wait', afterMs: quietEnd - now };
}
