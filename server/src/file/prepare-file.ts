import { rm } from 'node:fs/promises';
import { AppError } from '../errors.ts';
import type { UserId } from '../kit/id.ts';
import type { FileParts } from './file-parts.ts';
import type { Inspection } from './inspect/inspection.ts';
import { receiveFile } from './receive-file.ts';
import { requireRoom } from './require-room.ts';
import { type StoredBlob, storeBlob } from './store-blob.ts';

/** A file that only needs its row. */
export type PreparedFile = StoredBlob & Inspection;

/**
 * Takes a content in: to the disk, looked into, into the blob store.
 * @throws AppError E1000, E1001, E1004, E1005, E1007, E2010 when its owner has no room
 */
export async function prepareFile(
  parts: FileParts,
  owner: UserId,
  pieces: AsyncIterable<Uint8Array>,
): Promise<PreparedFile> {
  // The last word is spoken when the file is added; here it spares the disk.
  await requireRoom(parts.store.read, owner, { files: 1, bytes: 1 });
  const received = await receiveFile(parts.incomingDir, pieces);
  try {
    if (received.bytes === 0) throw new AppError('E1001', 'This file is empty.');
    const inspection = await parts.inspect(received.path);
    return { ...(await storeBlob(parts, received)), ...inspection };
  } finally {
    await rm(received.path, { force: true });
  }
}
