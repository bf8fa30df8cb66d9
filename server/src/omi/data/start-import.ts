import { AppError } from '../../errors.ts';
import { createId, type OmiImportId, type OutboxId, type UserId } from '../../kit/id.ts';
import { must } from '../../kit/must.ts';
import { omiImportReader } from '../../store/omi-import-reader.ts';
import { omiImportWriter } from '../../store/omi-import-writer.ts';
import { omiLinkWriter } from '../../store/omi-link-writer.ts';
import { outboxWriter } from '../../store/outbox-writer.ts';
import type { WriteHandle } from '../../store/query.ts';
import type { OmiImportKind } from '../../store/table/omi-table.ts';
import { getActiveLink } from './get-active-link.ts';
import { type OmiImport, toImport } from './omi-import.ts';

/**
 * Begins to take over all memories or conversations of an Omi user; the outbox does it page by page.
 * @throws AppError E1002 without a confirmed link of the viewer, E1003 while the same import is running
 */
export async function startImport(
  tx: WriteHandle,
  viewer: UserId,
  { omiUserId, kind }: { omiUserId: string; kind: OmiImportKind },
  now: number,
): Promise<OmiImport> {
  const link = await getActiveLink(tx, viewer, omiUserId);
  // The lock lets nobody else begin the same import between the look and the insert.
  await omiLinkWriter.lock(tx, link.id);
  if (await omiImportReader.hasRunning(tx, link.id, kind)) {
    throw new AppError('E1003', `An import of these ${kind} is running already.`);
  }
  const id = createId<OmiImportId>();
  await omiImportWriter.insert(tx, { id, user_id: viewer, link_id: link.id, kind, created_at: now });
  await outboxWriter.insert(tx, {
    id: createId<OutboxId>(),
    kind: 'omi_import',
    user_id: viewer,
    subject_id: id,
    payload: '{}',
    dedupe_key: `omi_import:${id}`,
    due_at: now,
    created_at: now,
  });
  return toImport(must(await omiImportReader.find(tx, viewer, id), 'the import just begun'));
}
