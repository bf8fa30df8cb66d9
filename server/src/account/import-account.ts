import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { appendAudit } from '../audit/append-audit.ts';
import { AppError } from '../errors.ts';
import { FileImport } from '../file/file-import.ts';
import type { FileParts } from '../file/file-parts.ts';
import { receiveFile } from '../file/receive-file.ts';
import type { Clock } from '../kit/clock.ts';
import { ARCHIVE_LIMITS } from '../kit/limits.ts';
import type { Store } from '../store/open.ts';
import type { PortableRow } from '../store/portable-reader.ts';
import { PORTABLE_TABLES, type PortableTable } from '../store/portable-table.ts';
import { portableWriter } from '../store/portable-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import { searchProgressWriter } from '../store/search-progress-writer.ts';
import type { Caller } from './caller.ts';
import { EXPORT_VERSION, fileOf, MANIFEST } from './export-account.ts';
import { createToOwnId, type ToOwnId, toImportRow } from './import-row.ts';
import { readArchive } from './read-archive.ts';
import { requireRecentProof } from './require-proof.ts';
import type { SessionViewer } from './viewer.ts';

const manifestSchema = z.object({
  format: z.literal('omniai-export'),
  version: z.int().min(1).max(EXPORT_VERSION),
  user: z.object({ id: z.string() }),
  files: z.array(z.object({ name: z.string() })).default([]),
});
const FILES = new Map(PORTABLE_TABLES.filter((t) => t.isRestored).map((table) => [fileOf(table.name), table]));
const ROWS_AT_ONCE = 200;

/** How many rows came back, by table, and how many did not: there already, not fitting, or naming what is not the person's. */
export interface ImportCounts {
  imported: Record<string, number>;
  skipped: Record<string, number>;
}

/**
 * Puts an export back into the viewer's account. It adds and never changes what is there, so it may be done again, and after it broke off it goes on.
 * @param pieces the bytes of the archive as they arrive
 * @throws AppError E2007 without a recent proof, E1000 when it is no export of ours, E1004 when it is too large, E2010 when its files are
 */
export async function importAccount(
  { store, clock, files }: { store: Store; clock: Clock; files: FileParts },
  viewer: SessionViewer,
  pieces: AsyncIterable<Uint8Array>,
  caller: Caller,
): Promise<ImportCounts> {
  requireRecentProof(viewer, clock.now());
  const counts: ImportCounts = { imported: {}, skipped: {} };
  let toOwnId: ToOwnId | undefined;
  let manifest = '';
  const seen = new Set<string>();

  const archive = await receiveFile(files.incomingDir, pieces, ARCHIVE_LIMITS.bytes);
  const contents = new FileImport(files, viewer.userId);
  try {
    for await (const piece of readArchive(archive.path, (name) => seen.add(name))) {
      if ('bytes' in piece) await contents.take(piece.bytes, piece.isEnd);
      else await addLines(piece);
    }
  } finally {
    await contents.close();
    await rm(archive.path, { force: true });
  }
  const missing = readManifest(manifest).files.filter(({ name }) => !seen.has(name));
  if (missing.length > 0) throw new AppError('E1000', 'This archive is not whole. Send it as it was downloaded.');
  await appendImport();
  return counts;

  async function addLines({ file, lines }: { file: string; lines: string[] }): Promise<void> {
    if (file === MANIFEST) manifest += lines.join('');
    const table = FILES.get(file);
    if (!table) return;
    toOwnId ??= createToOwnId(readManifest(manifest).user.id, viewer.userId);
    await addRows(table, lines, toOwnId);
  }

  async function addRows(table: PortableTable, lines: readonly string[], toId: ToOwnId): Promise<void> {
    const rows = lines.map((line) => toImportRow(table, line, toId)).filter((row) => row !== undefined);
    let added = 0;
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
      const some: PortableRow[] = rows.slice(start, start + ROWS_AT_ONCE);
      added += await store.transact(async (tx) => {
        // Their ids are as old as they are: the search index would pass over them.
        if (table.name === 'messages') await searchProgressWriter.rewind(tx);
        if (table.name === 'files') return addFiles(tx, table, some);
        return portableWriter.insert(tx, table, viewer.userId, some);
      });
    }
    counts.imported[table.name] = (counts.imported[table.name] ?? 0) + added;
    counts.skipped[table.name] = (counts.skipped[table.name] ?? 0) + lines.length - added;
  }

  async function addFiles(tx: WriteHandle, table: PortableTable, rows: readonly PortableRow[]): Promise<number> {
    const now = clock.now();
    const fitting = await contents.toRows(tx, rows, now);
    const added = await portableWriter.insert(tx, table, viewer.userId, fitting);
    await contents.keep(tx, fitting, now);
    return added;
  }

  async function appendImport(): Promise<void> {
    const sum = (numbers: Record<string, number>) => Object.values(numbers).reduce((a, b) => a + b, 0);
    await store.transact((tx) =>
      appendAudit(tx, {
        at: clock.now(),
        actor: viewer.userId,
        action: 'account.import',
        target: { type: 'user', id: viewer.userId },
        ip: caller.ip,
        requestId: caller.requestId,
        details: { imported: sum(counts.imported), skipped: sum(counts.skipped) },
      }),
    );
  }
}

/** Whose export it is and what is in it: the manifest stands first. */
function readManifest(text: string): z.infer<typeof manifestSchema> {
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('E1000', 'This is no export of OmniAI that this version can read.', { cause });
  }
}
