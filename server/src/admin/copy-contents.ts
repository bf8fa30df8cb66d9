import { constants, copyFile, link, mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { flush } from '../kit/flush.ts';
import type { TableAccess } from '../store/open-tables.ts';

/** How much of what the files of a database hold lies in a folder. */
export interface ContentCount {
  count: number;
  bytes: number;
  /** What is not there, or not whole: it was removed in the meantime, or was just arriving. */
  missing: number;
}

/**
 * Copies the contents that a database names from one folder to another. On one file system nothing is copied but their names: a content never changes.
 * @param tables within a transaction that reads
 * @returns what is there then
 */
export async function copyContents(tables: TableAccess, from: string, to: string): Promise<ContentCount> {
  const folders = new Set<string>();
  for await (const { key } of listContents(tables)) {
    const [source, target] = [join(from, key), join(to, key)];
    if ((await sizeOf(source)) === undefined || (await sizeOf(target)) !== undefined) continue;
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await link(source, target).catch(() => copyFile(source, target, constants.COPYFILE_FICLONE));
    await flush(target);
    for (let folder = dirname(target); folder.length >= to.length; folder = dirname(folder)) folders.add(folder);
  }
  for (const folder of folders) await flush(folder);
  return countContents(tables, to);
}

/** @param tables within a transaction that reads */
export async function countContents(tables: TableAccess, folder: string): Promise<ContentCount> {
  const found: ContentCount = { count: 0, bytes: 0, missing: 0 };
  for await (const { key, bytes } of listContents(tables)) {
    if ((await sizeOf(join(folder, key))) === bytes) {
      found.count += 1;
      found.bytes += bytes;
    } else found.missing += 1;
  }
  return found;
}

async function* listContents(tables: TableAccess): AsyncGenerator<{ key: string; bytes: number }> {
  if (!(await tables.listTables()).includes('blobs')) return;
  for await (const rows of tables.pages('blobs', undefined)) {
    for (const { key, bytes } of rows) yield { key: String(key), bytes: Number(bytes) };
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ size }) => size,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    },
  );
}
