import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { createMigratedDatabase } from '../../test/database.ts';
import { compileCatalogue, SQL_FILES } from '../../test/sql-catalogue.ts';
import { registerNowFunction } from './dialect/now-function.ts';

it.each(['sqlite', 'postgres'] as const)('the committed SQL of %s is what the queries compile to', async (dialect) => {
  const compiled = (await compileCatalogue())[dialect];
  expect(readFileSync(SQL_FILES[dialect], 'utf8'), 'run "npm run sql" and review the difference').toBe(compiled);
});

/** Tables that grow with use for as long as the server is there. */
const GROWING =
  'agent_events audit_log blobs conversations files follow_ups idempotency_keys memories message_files message_pieces messages notifications omi_items outbox runs search_entries sessions summaries tool_calls transcript_segments users utterances voice_sessions';

/** What reads such a table whole on SQLite, and why it may. */
const WHOLE: Record<string, string> = {
  'admin_count.activation': 'counts, for the console and the metrics',
  'admin_count.outbox': 'counts in an index, for the console and the metrics',
  'audit.find_first': 'ends at the first row',
  'audit.find_last_before': 'ends at the first row from the end that is old enough',
  'instance_state.take_before_first_user': 'ends at the first row',
  'search_progress.any_entry': 'ends at the first row',
  'search_progress.stale_titles': 'holds what waits to be indexed, and ends at the limit',
  'session.remove_everybodys': 'after a restore',
  'session.remove_expired': 'once an hour',
  'user.change_standing': 'looks for another admin',
  'user.find_any': 'ends at the first row',
  'user.remove_unless_last_admin': 'the foreign keys to an account are followed when it is deleted',
};

it('no query of SQLite reads a table whole that grows, but for those known to', async () => {
  await using database = await createMigratedDatabase('sqlite');
  using db = new DatabaseSync(database.location);
  registerNowFunction(db);
  const { sqlite } = await compileCatalogue();
  const growing = new RegExp(
    `^SCAN (${GROWING.replaceAll(' ', '|')}|other|[a-z])( |$)(?!USING.* INDEX runs_streaming)`,
  );
  const whole = [...sqlite.matchAll(/^-- (\S+)\n([^;]+);/gm)].filter(([, , text = '']) => {
    const values = Array.from(text.matchAll(/\?/g), () => 1);
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values);
    return plan.some(({ detail }) => growing.test(String(detail)));
  });
  expect(whole.map(([, name]) => name)).toEqual(Object.keys(WHOLE));
});
