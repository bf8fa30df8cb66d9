import type { FileHandle } from 'node:fs/promises';
import { AppError } from '../errors.ts';
import { ARCHIVE_LIMITS } from '../kit/limits.ts';

/** A file in a ZIP archive. */
export interface ArchiveEntry {
  name: string;
  /** Where its packed bytes begin in the archive. */
  start: number;
  packedBytes: number;
  /** Else it is stored as it is. */
  isDeflated: boolean;
}

/* Records of a ZIP archive, as PKWARE's APPNOTE 6.3.10 says (4.3.7, 4.3.12 and 4.3.16). */
const END_MARK = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
const ENTRY_MARK = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL_MARK = 0x04034b50;
const LOCAL_BYTES = 30;
const ENCRYPTED = 1;
const [STORED, DEFLATED] = [0, 8];

/**
 * Reads the list at the end of a ZIP archive.
 * @throws AppError E1000 when it is no whole archive, or one of more than four gigabytes; E1004 when it holds too many files
 */
export async function listArchiveEntries(archive: FileHandle): Promise<ArchiveEntry[]> {
  const { size } = await archive.stat();
  const end = await read(archive, Math.max(0, size - END_BYTES - LONGEST_COMMENT), size);
  const at = findEnd(end);
  const [count, listBytes, listStart] = [
    end.readUInt16LE(at + 10),
    end.readUInt32LE(at + 12),
    end.readUInt32LE(at + 16),
  ];
  if (count > ARCHIVE_LIMITS.files) throw new AppError('E1004', 'This archive is too large.');
  const list = await read(archive, listStart, Math.min(size, listStart + listBytes));
  const entries: ArchiveEntry[] = [];
  for (let position = 0; entries.length < count; ) {
    const entry = readEntry(list, position);
    position = entry.next;
    entries.push(await locate(archive, entry));
  }
  return entries;
}

/** The comment at the end may hold anything, so the last mark is the one. */
function findEnd(end: Buffer): number {
  for (let at = end.length - END_BYTES; at >= 0; at -= 1) if (end.readUInt32LE(at) === END_MARK) return at;
  throw notWhole();
}

function readEntry(list: Buffer, at: number) {
  if (at + ENTRY_BYTES > list.length || list.readUInt32LE(at) !== ENTRY_MARK) throw notWhole();
  const method = list.readUInt16LE(at + 10);
  const isEncrypted = (list.readUInt16LE(at + 8) & ENCRYPTED) !== 0;
  if (isEncrypted || (method !== STORED && method !== DEFLATED)) throw notWhole();
  const nameEnd = at + ENTRY_BYTES + list.readUInt16LE(at + 28);
  return {
    name: list.toString('utf8', at + ENTRY_BYTES, nameEnd),
    isDeflated: method === DEFLATED,
    packedBytes: list.readUInt32LE(at + 20),
    localStart: list.readUInt32LE(at + 42),
    next: nameEnd + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32),
  };
}

/** The record before a file has lengths of its own for what stands between it and the packed bytes. */
async function locate(archive: FileHandle, entry: ReturnType<typeof readEntry>): Promise<ArchiveEntry> {
  const { name, isDeflated, packedBytes, localStart } = entry;
  const local = await read(archive, localStart, localStart + LOCAL_BYTES);
  if (local.length < LOCAL_BYTES || local.readUInt32LE(0) !== LOCAL_MARK) throw notWhole();
  const start = localStart + LOCAL_BYTES + local.readUInt16LE(26) + local.readUInt16LE(28);
  return { name, isDeflated, packedBytes, start };
}

async function read(archive: FileHandle, start: number, end: number): Promise<Buffer> {
  if (end <= start) return Buffer.alloc(0);
  const buffer = Buffer.alloc(end - start);
  const { bytesRead } = await archive.read(buffer, 0, buffer.length, start);
  return buffer.subarray(0, bytesRead);
}

export function notWhole(cause?: unknown): AppError {
  return new AppError('E1000', 'This is not a whole export of OmniAI. Send the ZIP file as it was downloaded.', {
    cause,
  });
}
