import { DatabaseSync } from 'node:sqlite';
import fastify from 'fastify';
import { must } from '../../server/src/kit/must.ts';
import { listenForParent } from './listen-for-parent.ts';

/*
 * Yardstick for reading a conversation: bare Fastify with one prepared statement and no session check. It serves the page it is given.
 * Usage: page-store.ts <database file>, which has the table `message` that `createPageFile` makes.
 */

const db = new DatabaseSync(must(process.argv[2], 'the database file'));
const select = db.prepare('SELECT * FROM message WHERE conversation_id = ? AND id < ? ORDER BY id DESC LIMIT ?');

const app = fastify({ forceCloseConnections: true });
app.get<{ Params: { id: string }; Querystring: { limit: string } }>('/conversations/:id/messages', async (request) => ({
  ok: true,
  items: select.all(request.params.id, '~', Number(request.query.limit)),
}));
await app.ready();
listenForParent(app.server);
