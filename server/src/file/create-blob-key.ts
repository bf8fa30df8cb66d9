import { randomBytes } from 'node:crypto';

/** Where a content is to lie: two levels of folders, its hash, and something that tells it from one that is being removed. */
export function createBlobKey(sha256: string): string {
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}-${randomBytes(6).toString('hex')}`;
}
