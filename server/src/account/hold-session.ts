import { AppError } from '../errors.ts';
import type { WriteHandle } from '../store/query.ts';
import { sessionWriter } from '../store/session-writer.ts';
import type { SessionViewer } from './viewer.ts';

/**
 * Holds the viewer's session until the transaction ends, before something is made that outlives it: whoever ends the session at that moment (a new
 * password) finds either no session here or all that was made.
 * @throws AppError E2000 when it has ended
 */
export async function holdSession(tx: WriteHandle, { sessionId }: SessionViewer): Promise<void> {
  if (!(await sessionWriter.hold(tx, sessionId))) throw new AppError('E2000');
}
