import { AppError } from '../../errors.ts';
import type { Clock } from '../../kit/clock.ts';
import { type OmiExportKey, omiExportReader } from '../../store/omi-export-reader.ts';
import { omiExportWriter } from '../../store/omi-export-writer.ts';
import type { Store } from '../../store/open.ts';
import { mayHaveArrived } from '../client/omi-transport.ts';
import { OutcomeUnknownError } from '../client/outcome-unknown-error.ts';

/** How one thing is created at Omi. */
interface Sending {
  /** As `reserveStart` gave it. */
  key: OmiExportKey;
  call(): Promise<void>;
  /** Looks whether Omi has it; undefined where Omi cannot be asked that, so that a call of unknown outcome is never repeated. */
  isThere?: () => Promise<boolean>;
}

/** Longer than our call lasts and than Omi goes on working after it: what is not there then will not come. */
const SETTLED_AFTER_MS = 180_000;

const UNKNOWN = {
  checked:
    'Omi did not confirm that it has this. Send the same request again in three minutes: nothing is created twice.',
  unchecked:
    'Omi did not confirm that it has this, and cannot be asked. Look whether it is there before you send it anew.',
};

/**
 * Creates something at Omi once, however often it is called for the same key: Omi itself would make another one at each call. Where an earlier call
 * may have had its effect Omi is asked first, and called again only when that call can no longer come through.
 * @throws AppError E4004 to E4006 or E1001 when Omi refused it, E4007 when it was not reached; OutcomeUnknownError when nobody can say yet
 */
export async function sendOnce(parts: { store: Store; clock: Clock }, { key, call, isThere }: Sending): Promise<void> {
  const { store, clock } = parts;
  const confirm = () => store.transact((tx) => omiExportWriter.confirm(tx, key, clock.now()));
  const earlier = await omiExportReader.find(store.read, key);
  if (earlier?.confirmed_at) return;
  if (earlier?.sent_at && (await isThere?.())) return confirm();

  const now = clock.now();
  const staleBefore = isThere ? now - SETTLED_AFTER_MS : Number.MIN_SAFE_INTEGER;
  if (!(await store.transact((tx) => omiExportWriter.beginSending(tx, key, now, staleBefore)))) {
    throw isThere
      ? new OutcomeUnknownError('E1003', 'This is still being sent to Omi.', { retryAfterS: 30 })
      : new OutcomeUnknownError('E1003', UNKNOWN.unchecked);
  }
  try {
    await call();
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'E4007' && mayHaveArrived(error))) {
      await store.transact((tx) => omiExportWriter.takeBack(tx, key));
      throw error;
    }
    if (!isThere) throw new OutcomeUnknownError('E4007', UNKNOWN.unchecked, { cause: error });
    if (!(await isThere().catch(() => false))) {
      throw new OutcomeUnknownError('E4007', UNKNOWN.checked, { retryAfterS: SETTLED_AFTER_MS / 1_000, cause: error });
    }
  }
  await confirm();
}
