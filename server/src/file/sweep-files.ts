import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createId, type OutboxId } from '../kit/id.ts';
import { FILE_LIMITS } from '../kit/limits.ts';
import { blobReader } from '../store/blob-reader.ts';
import { blobWriter } from '../store/blob-writer.ts';
import { fileWriter } from '../store/file-writer.ts';
import { outboxWriter } from '../store/outbox-writer.ts';
import type { FileParts } from './file-parts.ts';

const BATCH = 100;

/** The work that {@link sweepFiles} queues. */
export const BLOB_REMOVAL = 'blob_removal';

/**
 * Deletes files that no message has, and forgets contents that no file has; the contents themselves are removed by the outbox, as often as it takes.
 * Call it hourly.
 * @param onQueued told when there is something to remove
 */
export async function sweepFiles(
  { store, clock, incomingDir }: Pick<FileParts, 'store' | 'clock' | 'incomingDir'>,
  onQueued: () => void,
): Promise<void> {
  const now = clock.now();
  for (let gone = BATCH; gone === BATCH; ) {
    gone = await store.transact((tx) => fileWriter.removeUnused(tx, now, BATCH));
  }
  await forgetBlobs();
  await removeAbandoned(incomingDir, now);

  async function forgetBlobs(): Promise<void> {
    for (let found = BATCH; found === BATCH; ) {
      const ended = await blobReader.listEnded(store.read, now, BATCH);
      found = ended.length;
      if (found === 0) return;
      await store.transact(async (tx) => {
        for (const { sha256, key } of ended) {
          if (!(await blobWriter.removeEnded(tx, sha256, now))) continue;
          await outboxWriter.insert(tx, {
            id: createId<OutboxId>(),
            kind: BLOB_REMOVAL,
            user_id: null,
            subject_id: null,
            payload: JSON.stringify({ key }),
            dedupe_key: `${BLOB_REMOVAL}:${key}`,
            due_at: now,
            created_at: now,
          });
        }
      });
      onQueued();
    }
  }
}

/** What a server that died was receiving. */
async function removeAbandoned(incomingDir: string, now: number): Promise<void> {
  const names = await readdir(incomingDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names) {
    const path = join(incomingDir, name);
    const age = await stat(path).then(
      ({ mtimeMs }) => now - mtimeMs,
      () => 0,
    );
    if (age > FILE_LIMITS.claimMs) await rm(path, { force: true });
  }
}
