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

/** Takes a content piece by piece. Whoever opens it finishes or discards it. */
export interface FileReceiver {
  /** @throws AppError E1004 when it becomes too large, E1007 when the disk does not take it */
  write(piece: Uint8Array): Promise<void>;
  /** @throws AppError E1007 */
  finish(): Promise<ReceivedFile>;
  discard(): Promise<void>;
}

/**
 * Writes a content to the disk as it arrives, and hashes it on the way.
 * @throws AppError E1000 when it breaks off, E1004 when it is too large, E1007 when the disk does not take it
 */
export async function receiveFile(
  dir: string,
  pieces: AsyncIterable<Uint8Array>,
  maxBytes: number = FILE_LIMITS.bytes,
): Promise<ReceivedFile> {
  const receiver = await openReceiver(dir, maxBytes);
  try {
    for await (const piece of untilBroken(pieces)) await receiver.write(piece);
    return await receiver.finish();
  } catch (error) {
    await receiver.discard();
    throw error;
  }
}

/** @throws AppError E1007 */
export async function openReceiver(dir: string, maxBytes: number = FILE_LIMITS.bytes): Promise<FileReceiver> {
  const path = join(dir, randomUUID());
  const hash = createHash('sha256');
  let bytes = 0;
  await orTrouble(mkdir(dir, { recursive: true, mode: 0o700 }));
  const file = await orTrouble(open(path, 'wx', 0o600));
  return {
    async write(piece) {
      bytes += piece.length;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      hash.update(piece);
      await orTrouble(file.writeFile(piece));
    },
    async finish() {
      await orTrouble(file.sync());
      await file.close();
      return { path, sha256: hash.digest('hex'), bytes };
    },
    async discard() {
      await file.close();
      await rm(path, { force: true });
    },
  };
}

async function orTrouble<T>(work: Promise<T>): Promise<T> {
  return work.catch((cause: unknown) => {
    throw new AppError('E1007', 'The file could not be stored. Try again shortly.', { retryAfterS: 10, cause });
  });
}

export function tooLarge(maxBytes: number = FILE_LIMITS.bytes): AppError {
  return new AppError('E1004', `This is too large: it may have ${maxBytes / 1_048_576} MB.`);
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
