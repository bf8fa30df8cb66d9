import { FILE_LIMITS } from '../kit/limits.ts';
import { blobWriter } from '../store/blob-writer.ts';
import { createBlobKey } from './create-blob-key.ts';
import type { FileParts } from './file-parts.ts';
import type { ReceivedFile } from './receive-file.ts';

/** A content that lies in the blob store, durable, for as long as a claim lasts. */
export interface StoredBlob {
  sha256: string;
  key: string;
  bytes: number;
}

/**
 * Puts a content into the blob store, where it lies once however many have it. It is claimed first, so whoever cleans up at the same moment
 * leaves it, or has removed it under another key.
 * @throws AppError E1007
 */
export async function storeBlob(
  { store, clock, blobs }: Pick<FileParts, 'store' | 'clock' | 'blobs'>,
  { path, sha256, bytes }: ReceivedFile,
): Promise<StoredBlob> {
  const keptUntil = clock.now() + FILE_LIMITS.claimMs;
  const wanted = { sha256, key: createBlobKey(sha256), bytes, keptUntil };
  const key = await store.transact((tx) => blobWriter.claim(tx, wanted));
  await blobs.put({ key, path, sha256, bytes });
  return { sha256, key, bytes };
}
