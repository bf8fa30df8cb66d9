import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Clock } from '../kit/clock.ts';
import type { Store } from '../store/open.ts';
import type { FileParts } from './file-parts.ts';
import { createFolderBlobStore } from './folder-blob-store.ts';
import { createInspectFile } from './inspect-file.ts';
import { createS3BlobStore } from './s3-blob-store.ts';

/** Builds what keeps files, as the settings say where: in the data folder, or in a bucket. */
export function createFileShelf(
  { dataDir, s3 }: Pick<Config, 'dataDir' | 's3'>,
  { store, clock }: { store: Store; clock: Clock },
): FileParts {
  const dir = filesDirOf(dataDir);
  const blobs = s3 ? createS3BlobStore(s3) : createFolderBlobStore(dir);
  return { store, clock, blobs, inspect: createInspectFile(), incomingDir: join(dir, 'incoming') };
}

/** Where contents lie that are in no bucket. */
export function filesDirOf(dataDir: string): string {
  return join(dataDir, 'files');
}
