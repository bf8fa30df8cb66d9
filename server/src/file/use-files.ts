import { AppError } from '../errors.ts';
import type { FileId, MessageId, UserId } from '../kit/id.ts';
import { FILE_LIMITS } from '../kit/limits.ts';
import type { AttachedFile } from '../store/attached-file.ts';
import type { FileRow } from '../store/file-reader.ts';
import { fileWriter } from '../store/file-writer.ts';
import type { WriteHandle } from '../store/query.ts';

/** Files that are to go into a message, in their order. */
export interface UsedFiles {
  rows: readonly FileRow[];
  /** For the message's row; null where there are none. */
  json: string | null;
}

/**
 * Keeps files for a message of this transaction.
 * @throws AppError E1002 when one of them is not the owner's
 */
export async function useFiles(
  tx: WriteHandle,
  owner: UserId,
  ids: readonly FileId[],
  now: number,
): Promise<UsedFiles> {
  const found = new Map<FileId, FileRow>();
  // In one order for everybody, or two messages with the same files could wait for each other.
  for (const id of [...new Set(ids)].sort()) {
    const row = await fileWriter.use(tx, { owner, id, keptUntil: now + FILE_LIMITS.orphanMs });
    if (!row) throw new AppError('E1002', 'One of these files is not there. Upload it again.');
    found.set(id, row);
  }
  const rows = [...new Set(ids)].flatMap((id) => found.get(id) ?? []);
  return { rows, json: rows.length === 0 ? null : JSON.stringify(rows.map(toAttachedFile)) };
}

/** Puts the files into the message, whose row is there by now. */
export async function attachFiles(
  tx: WriteHandle,
  owner: UserId,
  messageId: MessageId,
  { rows }: UsedFiles,
): Promise<void> {
  const list = rows.map(({ id }, position) => ({ messageId, position, fileId: id, owner }));
  if (list.length > 0) await fileWriter.attach(tx, list);
}

function toAttachedFile({ id, name, media_type, bytes, kind }: FileRow): AttachedFile {
  return { id, name, media_type, bytes, kind };
}
