import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../errors.ts';
import { flush } from '../kit/flush.ts';
import type { BlobStore } from './blob-store.ts';
import { missingContent } from './missing-content.ts';

/** @param dir on the file system where contents arrive, so that they can be moved */
export function createFolderBlobStore(dir: string): BlobStore {
  return {
    async put({ key, path, bytes }) {
      const target = join(dir, key);
      try {
        await makeFolder(dir, dirname(target));
        // Another upload of the same content may have been faster, and somebody may be reading it already.
        const isThere = await stat(target).then(
          ({ size }) => size === bytes,
          () => false,
        );
        if (!isThere) await rename(path, target);
        await flush(target);
        await flush(dirname(target));
      } catch (cause) {
        throw new AppError('E1007', 'The file could not be stored. Try again shortly.', { retryAfterS: 10, cause });
      }
    },
    async open(key) {
      try {
        return (await open(join(dir, key))).createReadStream();
      } catch (cause) {
        throw missingContent(cause);
      }
    },
    remove: (key) => rm(join(dir, key), { force: true }),
    close: async () => undefined,
  };
}

/** Its name has to be durable in the folders above before anything in it is, whoever made it. */
async function makeFolder(dir: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (let parent = dirname(folder); parent.length >= dir.length; parent = dirname(parent)) await flush(parent);
}
