import { createReadStream } from 'node:fs';
import type { UnzipFile } from 'fflate';
import { AppError } from '../../errors.ts';
import { IMPORT_LIMITS } from '../../kit/limits.ts';
import { createJsonSplitter } from './split-json.ts';

/** One conversation's JSON, and how many bytes of the file were read when it had been found. */
export interface Element {
  json: Buffer;
  bytesRead: number;
}

/** Opened at a time: deflate packs at most a thousandfold. */
const PIECE_BYTES = 16_384;
const ZIP = Buffer.from('PK');
/** Where conversations stand in an archive; large exports have several. */
const CONVERSATIONS = /(^|\/)(conversations|chat-export)[^/]*\.json$/i;

/**
 * The conversations in a file, one by one: of the lists in a JSON text or in those files of a ZIP archive that hold them. A text that is no list is one.
 * @throws AppError E1000 when it is neither, or not whole, E1004 when it holds more than it may
 */
export async function* readElements(path: string): AsyncGenerator<Element> {
  let bytesRead = 0;
  let read: ((piece: Uint8Array) => Buffer[]) | undefined;
  let finish: () => Buffer[] = () => [];
  for await (const piece of createReadStream(path)) {
    if (!Buffer.isBuffer(piece)) continue;
    if (!read)
      ({ push: read, finish } = isZip(piece)
        ? await createUnzipper()
        : createJsonSplitter(IMPORT_LIMITS.conversationBytes));
    for (let start = 0; start < piece.length; start += PIECE_BYTES) {
      const part = piece.subarray(start, start + PIECE_BYTES);
      bytesRead += part.length;
      for (const json of read(part)) yield { json, bytesRead };
    }
  }
  for (const json of finish()) yield { json, bytesRead };
}

function isZip(piece: Buffer): boolean {
  return piece.subarray(0, ZIP.length).equals(ZIP);
}

async function createUnzipper() {
  const { Unzip, UnzipInflate } = await import('fflate');
  let ready: Buffer[] = [];
  let [files, opened, openedBytes] = [0, 0, 0];
  let unfinished = 0;
  const unzip = new Unzip((file: UnzipFile) => {
    files += 1;
    if (files > IMPORT_LIMITS.files) throw tooLarge();
    if (!CONVERSATIONS.test(file.name)) return;
    opened += 1;
    unfinished += 1;
    const splitter = createJsonSplitter(IMPORT_LIMITS.conversationBytes);
    file.ondata = (error, chunk, isFinal) => {
      if (error) throw error;
      openedBytes += chunk.length;
      if (openedBytes > IMPORT_LIMITS.openedBytes) throw tooLarge();
      ready.push(...splitter.push(chunk));
      if (!isFinal) return;
      unfinished -= 1;
      ready.push(...splitter.finish());
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  const push = (piece: Uint8Array, isFinal: boolean): Buffer[] => {
    try {
      unzip.push(piece, isFinal);
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw new AppError('E1000', 'This archive cannot be opened. Send it as it was downloaded.', { cause });
    }
    const elements = ready;
    ready = [];
    return elements;
  };
  return {
    push: (piece: Uint8Array) => push(piece, false),
    finish(): Buffer[] {
      const rest = push(new Uint8Array(), true);
      if (opened === 0) throw new AppError('E1000', 'There are no conversations in this archive.');
      if (unfinished > 0) throw new AppError('E1000', 'This archive is not whole. Send it as it was downloaded.');
      return rest;
    },
  };
}

function tooLarge(): AppError {
  return new AppError('E1004', 'There is too much in this archive.');
}
