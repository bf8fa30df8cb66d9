import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

/*
 * Copies what the write-ahead log has gathered into the database file, beside the server's own thread. SQLite would otherwise do it inside the
 * commit that fills the log: 100 ms and more in which nobody is answered.
 *
 * Plain JavaScript: to strip types a thread loads 16 MB, for as long as it lives, and a start waits 0.2 s for it.
 */

const INTERVAL_MS = 500;

const db = new DatabaseSync(String(workerData));
db.exec('PRAGMA busy_timeout = 0');
const checkpoint = db.prepare('PRAGMA wal_checkpoint(PASSIVE)');
// Passive: it waits for nobody and nobody waits for it. What it cannot copy now, be it for a full disk, it copies next time.
const timer = setInterval(() => {
  try {
    checkpoint.all();
  } catch {
    // Whoever writes says what is wrong with the disk.
  }
}, INTERVAL_MS);
parentPort?.once('message', () => {
  clearInterval(timer);
  db.close();
  parentPort?.close();
});
