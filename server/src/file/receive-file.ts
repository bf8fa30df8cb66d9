import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { FILE_LIMITS } from '../kit/limits.ts';

/** A content that arrived, in a file of its own that whoever takes it removes. */
export interface ReceivedFile {
  path: string;
  sha256: string;
  bytes: number;
}

/**
 * Writes a content to the disk as it arrives, and hashes it on the way.
 * @throws AppError E1000 when it breaks off, E1001 when it is empty, E1004 when it is too large, E1007 when the disk does not take it
 */
export async function receiveFile(dir: string, pieces: AsyncIterable<Uint8Array>): Promise<ReceivedFile> {
  const path = join(dir, randomUUID());
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const { sha256, bytes } = await write(path, pieces);
    if (bytes === 0) throw new AppError('E1001', 'This file is empty.');
    return { path, sha256, bytes };
  } catch (cause) {
    await rm(path, { force: true });
    if (cause instanceof AppError) throw cause;
    throw new AppError('E1007', 'The file could not be stored. Try again shortly.', { retryAfterS: 10, cause });
  }
}

async function write(path: string, pieces: AsyncIterable<Uint8Array>): Promise<{ sha256: string; bytes: number }> {
  const file = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const piece of untilBroken(pieces)) {
      bytes += piece.length;
      if (bytes > FILE_LIMITS.bytes) throw tooLarge();
      hash.update(piece);
      await file.write(piece);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}

export function tooLarge(): AppError {
  return new AppError('E1004', `A file may have ${FILE_LIMITS.bytes / 1_048_576} MB.`);
}

/** Tells trouble of the sender from trouble of our disk. */
async function* untilBroken(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await iterator.next().catch((cause: unknown) => {
        if (cause instanceof AppError) throw cause;
        throw new AppError('E1000', 'The file did not arrive whole. Send it again.', { cause });
      });
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}
