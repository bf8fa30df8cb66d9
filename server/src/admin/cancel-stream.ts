import { cancelAnswer } from '../chat/cancel-answer.ts';
import type { ChatParts } from '../chat/send-message.ts';
import { AppError } from '../errors.ts';
import type { RunId } from '../kit/id.ts';
import { adminStreamReader } from '../store/admin-stream-reader.ts';
import type { RunStatus } from '../store/table/chat-table.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';

/**
 * Stops somebody's answer, wherever it is written; what was written is theirs. Audited.
 * @returns the status it has then
 * @throws AppError E1002
 */
export async function cancelStream(
  parts: Pick<ChatParts, 'store' | 'runs' | 'clock'>,
  act: Act,
  id: RunId,
): Promise<RunStatus> {
  const owner = await parts.store.transact(async (tx) => {
    const run = await adminStreamReader.find(tx, id);
    if (!run) throw new AppError('E1002');
    const target = { type: 'user', id: run.user_id };
    await auditAct(tx, act, { action: 'stream.cancel', target, details: { stream_id: id } }, parts.clock.now());
    return run.user_id;
  });
  return cancelAnswer(parts, owner, id);
}
