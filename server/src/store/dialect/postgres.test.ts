import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createMigratedDatabase } from '../../../test/database.ts';
import { runSql } from '../../../test/raw-sql.ts';
import { openStore } from '../open.ts';
import { readQuery } from '../query.ts';

const anyState = readQuery('test.any_state', (db, _: object) => db.selectFrom('instance_state').select('key').limit(1));
const OTHERS = `from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;

it('a connection that breaks while its transaction does something else costs that transaction alone', async () => {
  await using database = await createMigratedDatabase('postgres');
  const store = await openStore(database.location);
  const work = store.transact(async (tx) => {
    await tx.first(anyState, {});
    await runSql(database, `select pg_terminate_backend(pid) ${OTHERS}`);
    // For the news of it.
    await sleep(200);
    await tx.first(anyState, {});
  });
  await expect(work).rejects.toMatchObject({ code: 'E1007' });
  expect(await store.transact((tx) => tx.all(anyState, {}))).toEqual(await store.read.all(anyState, {}));
  await store.close();
});
