import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createInflateRaw } from 'node:zlib';
import { AppError } from '../errors.ts';
import { ARCHIVE_LIMITS } from '../kit/limits.ts';
import { type ArchiveEntry, listArchiveEntries, notWhole } from './list-archive-entries.ts';

/** Lines of one file of an archive, or some bytes of a content in it. */
export type ArchivePiece = { file: string; lines: string[] } | { file: string; bytes: Uint8Array; isEnd: boolean };

/** Under which the contents of files lie in an archive. */
export const CONTENT_FOLDER = 'files/';

const NO_BYTES = new Uint8Array();
const PIECE_BYTES = 65_536;

/**
 * Reads a ZIP archive and gives the lines of its files in their order, and the bytes of contents, some at a time. It goes by the list at the archive's
 * end: whoever looks for where a file ends in what is packed takes chance bytes for its end, in an archive of a gigabyte every other time.
 * @param onFile told the name of each file that came to its end
 * @throws AppError E1000 when it is no such archive, E1004 when it holds more than an account can
 */
export async function* readArchive(path: string, onFile: (name: string) => void): AsyncGenerator<ArchivePiece> {
  const archive = await open(path);
  try {
    let openedBytes = 0;
    const count = (bytes: number) => {
      openedBytes += bytes;
      if (openedBytes > ARCHIVE_LIMITS.openedBytes) throw new AppError('E1004', 'This archive is too large.');
    };
    for (const entry of await listArchiveEntries(archive)) {
      yield* entry.name.startsWith(CONTENT_FOLDER)
        ? readContent(archive, entry, count)
        : readLines(archive, entry, count);
      onFile(entry.name);
    }
  } finally {
    await archive.close();
  }
}

async function* readContent(archive: FileHandle, entry: ArchiveEntry, count: (bytes: number) => void) {
  for await (const bytes of unpack(archive, entry, count)) yield { file: entry.name, bytes, isEnd: false };
  yield { file: entry.name, bytes: NO_BYTES, isEnd: true };
}

async function* readLines(archive: FileHandle, entry: ArchiveEntry, count: (bytes: number) => void) {
  const decoder = new StringDecoder('utf8');
  const isLines = entry.name.endsWith('.ndjson');
  let rest = '';
  for await (const bytes of unpack(archive, entry, count)) {
    const text = rest + decoder.write(bytes);
    const lines = isLines ? text.split('\n') : [text];
    rest = isLines ? (lines.pop() ?? '') : '';
    if (rest.length > ARCHIVE_LIMITS.lineUnits) throw new AppError('E1004');
    const full = lines.filter((line) => line !== '');
    if (full.length > 0) yield { file: entry.name, lines: full };
  }
  if (rest !== '') yield { file: entry.name, lines: [rest] };
}

async function* unpack(
  archive: FileHandle,
  { start, packedBytes, isDeflated }: ArchiveEntry,
  count: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const packed = readPacked(archive, start, packedBytes);
  // What fails in it, whoever reads from its end hears.
  const pieces = isDeflated ? pipeline(packed, createInflateRaw(), () => undefined) : packed;
  try {
    for await (const piece of pieces) {
      count(piece.length);
      yield piece;
    }
  } catch (cause) {
    throw cause instanceof AppError ? cause : notWhole(cause);
  }
}

async function* readPacked(archive: FileHandle, start: number, length: number): AsyncGenerator<Buffer> {
  for (let done = 0; done < length; ) {
    const buffer = Buffer.alloc(Math.min(PIECE_BYTES, length - done));
    const { bytesRead } = await archive.read(buffer, 0, buffer.length, start + done);
    if (bytesRead === 0) throw notWhole();
    done += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
