import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../errors.ts';
import type { ConversationImportId, UserId } from '../../kit/id.ts';
import { IMPORT_LIMITS } from '../../kit/limits.ts';

/** Of silence in a file that is being sent. */
const ARRIVING_MS = 3_600_000;

/** Where files wait to be taken over, each named for its import. */
export interface ImportFolder {
  pathOf(id: ConversationImportId): string;
  exists(id: ConversationImportId): Promise<boolean>;
  /**
   * Stores a file as it arrives and gives its size.
   * @throws AppError E1004 when it is too large, E1003 while another one of this person's arrives
   */
  receive(owner: UserId, id: ConversationImportId, pieces: AsyncIterable<Uint8Array>): Promise<number>;
  remove(id: ConversationImportId): Promise<void>;
  list(): Promise<ConversationImportId[]>;
  /** Whether a file may still be arriving. */
  isNew(id: ConversationImportId, now: number): Promise<boolean>;
}

export function createImportFolder(dir: string): ImportFolder {
  const pathOf = (id: ConversationImportId) => join(dir, id);
  const senders = new Set<UserId>();
  const remove = (id: ConversationImportId) => rm(pathOf(id), { force: true });
  return {
    pathOf,
    remove,
    exists: (id) =>
      stat(pathOf(id)).then(
        () => true,
        () => false,
      ),
    async receive(owner, id, pieces) {
      if (senders.has(owner)) throw new AppError('E1003', 'Another file of yours is arriving. Wait for it.');
      senders.add(owner);
      let bytes = 0;
      async function* counted() {
        for await (const piece of pieces) {
          bytes += piece.length;
          if (bytes > IMPORT_LIMITS.bytes) throw new AppError('E1004', 'This file is too large.');
          yield piece;
        }
      }
      try {
        await mkdir(dir, { recursive: true });
        await pipeline(counted(), createWriteStream(pathOf(id), { mode: 0o600, flags: 'wx' }));
      } catch (error) {
        await remove(id);
        throw error;
      } finally {
        senders.delete(owner);
      }
      return bytes;
    },
    isNew: async (id, now) => {
      const found = await stat(pathOf(id)).catch(() => undefined);
      return found !== undefined && now - found.mtimeMs < ARRIVING_MS;
    },
    list: async () => (await readdir(dir).catch(() => [])) as ConversationImportId[],
  };
}
