import { AppError } from '../errors.ts';
import type { ToolCallId, UserId } from '../kit/id.ts';
import { toolCallReader } from '../store/tool-call-reader.ts';
import { toolCallWriter } from '../store/tool-call-writer.ts';
import type { ChatParts } from './send-message.ts';

/**
 * Says whether a tool may be called that waits for its person, on whatever instance its answer is written. Saying the same again changes nothing.
 * @throws AppError E1002, E1003 when it was decided otherwise, or waits no more
 */
export async function decideToolCall(
  { store, runs, clock }: Pick<ChatParts, 'store' | 'runs' | 'clock'>,
  viewer: UserId,
  id: ToolCallId,
  isAllowed: boolean,
): Promise<void> {
  const status = isAllowed ? 'allowed' : 'refused';
  const isDecided = await store.transact((tx) =>
    toolCallWriter.decide(tx, { owner: viewer, id, status, now: clock.now() }),
  );
  if (isDecided) return runs.hearDecision(id);
  const call = await toolCallReader.find(store.read, viewer, id);
  if (!call) throw new AppError('E1002');
  if ((call.status !== 'refused') !== isAllowed)
    throw new AppError('E1003', 'This call does not wait for you any more.');
}
