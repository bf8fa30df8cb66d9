import { writeQuery } from '../../store/query.ts';
import type { Database } from '../../store/schema.ts';
import type { LinkedServer } from './start-voice-server.ts';

/** What people keep and what is under way; accounts, sessions and links stay. */
const TABLES = [
  'conversations',
  'memories',
  'agent_events',
  'notifications',
  'voice_sessions',
  'omi_items',
  'omi_imports',
  'omi_exports',
  'outbox',
  'windows',
  'preferences',
  'idempotency_keys',
] as const satisfies (keyof Database)[];

const removals = TABLES.map((table) => writeQuery(`test.forget_${table}`, (db) => db.deleteFrom(table)));

/**
 * Makes a linked server as if nothing had been done with it yet, but an hour later, because Omi's budgets are by the hour: a tenth of the
 * time that starting another one takes.
 */
export async function forgetEverything(server: LinkedServer): Promise<void> {
  server.omi.setFault(undefined);
  Object.assign(server.omi.user('u1'), { conversations: [], memories: [], tasks: [] });
  server.asked.length = 0;
  server.clock.advance(3_600_000);
  await server.store.transact(async (tx) => {
    for (const removal of removals) await tx.run(removal, {});
  });
}
