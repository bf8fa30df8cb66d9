import { closeSync, openSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { notNow } from './sqlite-error.ts';

/** As `fdatasync` of `node:fs`: brings what a file holds to the disk, beside the thread that calls it. */
export type SyncLog = (fd: number, done: (error: Error | null) => void) => void;

export interface LogFlush {
  /**
   * Resolves when all that was committed before the call is on the disk, at once where it is already. One call at a time.
   * @throws AppError E1007 when it may not be; what was committed stays visible
   */
  flush(): Promise<void>;
  close(): void;
}

/**
 * Flushes SQLite's write-ahead log in place of SQLite, whose own flush inside the commit stops the event loop for as long as the disk takes.
 * @param file the log
 */
export function createLogFlush(db: DatabaseSync, file: string, sync: SyncLog): LogFlush {
  const totalChanges = db.prepare('SELECT total_changes() AS count');
  let fd: number | undefined;
  /** Of the connection, when all of it was last on the disk. */
  let flushedChanges: unknown;
  let isDoubtful = false;

  /** After a failed flush the kernel may report the next one as done without having written what is missing, and all behind it would be lost with it. */
  function copyLog(): void {
    const { busy, log, checkpointed } = Object(db.prepare('PRAGMA wal_checkpoint(PASSIVE)').get());
    if (busy !== 0 || log !== checkpointed) throw new Error('the log could not be copied whole into the database file');
    isDoubtful = false;
  }

  function syncLog(): Promise<void> {
    // The first commit has made it; it is emptied, but never replaced, while the database is open.
    fd ??= openSync(file, 'r+');
    const opened = fd;
    return new Promise((resolve, reject) => {
      sync(opened, (error) => (error ? reject(error) : resolve()));
    });
  }

  return {
    async flush() {
      const changes = totalChanges.get()?.count;
      if (changes === flushedChanges) return;
      try {
        if (isDoubtful) copyLog();
        else await syncLog();
        flushedChanges = changes;
      } catch (cause) {
        isDoubtful = true;
        throw notNow(cause);
      }
    },
    close() {
      if (fd !== undefined) closeSync(fd);
    },
  };
}
