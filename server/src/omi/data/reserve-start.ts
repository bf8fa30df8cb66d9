import type { OmiExportKey } from '../../store/omi-export-reader.ts';
import { omiExportWriter } from '../../store/omi-export-writer.ts';
import type { WriteHandle } from '../../store/query.ts';

/** Nobody creates more than this in one second. */
const MOST_TRIES = 1_000;

/**
 * Takes a start for what is to be created at Omi: the wanted one or the next free millisecond. Omi gives no id, so the start stands for one.
 * @param wanted its `startedAt` is in milliseconds since 1970
 */
export async function reserveStart(tx: WriteHandle, wanted: OmiExportKey, now: number): Promise<OmiExportKey> {
  for (let later = 0; later < MOST_TRIES; later += 1) {
    const key = { ...wanted, startedAt: wanted.startedAt + later };
    if (await omiExportWriter.insert(tx, key, now)) return key;
  }
  throw new Error('no start is free');
}
