import type { BlobStore } from '../file/blob-store.ts';
import { toIso } from '../kit/clock.ts';
import type { UserId } from '../kit/id.ts';
import { must } from '../kit/must.ts';
import { blobReader } from '../store/blob-reader.ts';
import type { Store } from '../store/open.ts';
import { listPortableRows } from '../store/portable-reader.ts';
import { PORTABLE_TABLES } from '../store/portable-table.ts';
import { listAccessEntries } from './access-entry.ts';
import { CONTENT_FOLDER } from './read-archive.ts';
import type { SessionViewer } from './viewer.ts';

/** Raised when an older server could not read what a newer one writes. */
export const EXPORT_VERSION = 1;
export const MANIFEST = 'manifest.json';

/** So that whoever unpacks an archive can look at what is in it. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/webp': '.webp',
  'image/gif': '.gif',
  'application/pdf': '.pdf',
  'text/plain': '.txt',
};

/** The name of a table's file in the archive. */
export function fileOf(table: string): string {
  return `${table}.ndjson`;
}

/**
 * Everything of a person's as a ZIP archive, piece by piece: a manifest, the contents of files, then one file of JSON lines for each table, then the log
 * of who had to do with the account. Nothing is held in memory but a page of rows, and the hashes of contents.
 */
export async function* exportAccount(
  store: Store,
  blobs: Pick<BlobStore, 'open'>,
  viewer: SessionViewer,
  now: number,
): AsyncGenerator<Uint8Array> {
  const { strToU8, Zip, ZipDeflate } = await import('fflate');
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  const take = () => {
    const chunks = ready;
    ready = [];
    return chunks;
  };
  const open = (name: string) => {
    const file = new ZipDeflate(name, { level: 6 });
    zip.add(file);
    return file;
  };
  const toLines = (rows: readonly object[]) => strToU8(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));

  open(MANIFEST).push(strToU8(JSON.stringify(createManifest(viewer, now), null, 2)), true);
  // Before the tables: whoever brings them back has to have a content before it makes a file of it.
  for (const [sha256, mediaType] of await listContents(store, viewer.userId)) {
    const key = await blobReader.findKey(store.read, sha256);
    if (key === undefined) continue;
    const file = open(`${CONTENT_FOLDER}${sha256}${EXTENSIONS[mediaType] ?? ''}`);
    for await (const bytes of await blobs.open(key)) {
      file.push(bytes);
      yield* take();
    }
    file.push(new Uint8Array(), true);
    yield* take();
  }
  for (const table of PORTABLE_TABLES) {
    const file = open(fileOf(table.name));
    for await (const rows of listPortableRows(store.read, table, viewer.userId)) {
      file.push(toLines(rows));
      yield* take();
    }
    file.push(new Uint8Array(), true);
    yield* take();
  }
  const log = open(fileOf('access_log'));
  for await (const entries of listAccessEntries(store.read, viewer.userId)) log.push(toLines(entries));
  log.push(new Uint8Array(), true);
  zip.end();
  yield* take();
}

/** The hashes of what a person's files hold, each once, with its type. */
async function listContents(store: Store, userId: UserId): Promise<Map<string, string>> {
  const contents = new Map<string, string>();
  const table = must(
    PORTABLE_TABLES.find(({ name }) => name === 'files'),
    'the table of files',
  );
  for await (const rows of listPortableRows(store.read, table, userId)) {
    for (const { sha256, media_type } of rows) contents.set(String(sha256), String(media_type));
  }
  return contents;
}

function createManifest({ userId, email, displayName, role, createdAt }: SessionViewer, now: number) {
  return {
    format: 'omniai-export',
    version: EXPORT_VERSION,
    exported_at: toIso(now),
    user: { id: userId, email, display_name: displayName, role, created_at: toIso(createdAt) },
    files: [
      ...PORTABLE_TABLES.map(({ name, isRestored }) => ({ name: fileOf(name), restored: isRestored })),
      { name: fileOf('access_log'), restored: false },
    ],
  };
}
