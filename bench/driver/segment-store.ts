import { createServer, type ServerResponse } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { must } from '../../server/src/kit/must.ts';
import { listenForParent } from './listen-for-parent.ts';

/*
 * Yardsticks for the webhook: plain node:http servers that store the segments of a delivery in SQLite, as durably as ours, and only then answer.
 * Usage: segment-store.ts <single|grouped> <database file>
 * `single` commits each delivery by itself; `grouped` commits together what arrived in one turn of the event loop.
 */

interface Delivery {
  uid: string;
  segments: { id: string; text: string; speaker: string; is_user: boolean; start: number; end: number }[];
  response: ServerResponse;
}

const isGrouped = must(process.argv[2], 'the way to commit') === 'grouped';
const db = new DatabaseSync(must(process.argv[3], 'the database file'));
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
db.exec(`CREATE TABLE segment (uid TEXT, segment_key TEXT, text TEXT, speaker TEXT, is_user INTEGER, start_s REAL, end_s REAL,
  received_at INTEGER, PRIMARY KEY (uid, segment_key)) WITHOUT ROWID`);
const upsert = db.prepare(`INSERT INTO segment VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET text = excluded.text, end_s = excluded.end_s`);
let waiting: Delivery[] = [];

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (piece: string) => {
    body += piece;
  });
  request.on('end', () => {
    const uid = new URL(request.url ?? '', 'http://localhost').searchParams.get('uid') ?? '';
    accept({ uid, segments: JSON.parse(body).segments, response });
  });
});
listenForParent(server);

function accept(delivery: Delivery): void {
  if (isGrouped && waiting.length === 0) setImmediate(commitWaiting);
  waiting.push(delivery);
  if (!isGrouped) commitWaiting();
}

function commitWaiting(): void {
  const batch = waiting;
  waiting = [];
  commit(batch);
}

function commit(batch: readonly Delivery[]): void {
  db.exec('BEGIN IMMEDIATE');
  for (const { uid, segments } of batch) {
    for (const { id, text, speaker, is_user, start, end } of segments) {
      upsert.run(uid, id, text, speaker, Number(is_user), start, end, Date.now());
    }
  }
  db.exec('COMMIT');
  for (const { response } of batch) response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
}
