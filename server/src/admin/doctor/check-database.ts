import { existsSync } from 'node:fs';
import { isPostgres } from '../../store/is-postgres.ts';
import { compareMigrations, withTables } from '../../store/open-tables.ts';
import { fail, ok, type Step, warn } from './step.ts';

/** Whether the database can be opened, is whole, and belongs to this version. */
export function databaseSteps(location: string): Step[] {
  const remedy = isPostgres(location)
    ? 'Check that Postgres runs, and DATABASE_URL.'
    : 'Restore the last backup: omniai restore <name>.';
  if (!isPostgres(location) && !existsSync(location))
    return [{ name: 'database', look: async () => ok('There is no database yet; the first start makes it.') }];
  return [
    {
      name: 'database',
      look: async () => {
        try {
          await withTables(location, 'read', (tables) => tables.check());
          return ok(`The ${isPostgres(location) ? 'Postgres database answers' : 'SQLite file is whole'}.`);
        } catch (error) {
          return fail(`The database cannot be used: ${error instanceof Error ? error.message : error}`, remedy);
        }
      },
    },
    {
      name: 'schema',
      needs: 'database',
      look: async () => {
        const { missing, unknown } = await withTables(location, 'read', compareMigrations);
        if (unknown.length > 0)
          return fail('The database is of a newer version than this program.', 'Install the newer version again.');
        if (missing.length === 0) return ok('The database is of this version.');
        return warn(
          `The next start brings the database up to date (${missing.join(', ')}).`,
          'Try it before: omniai upgrade --dry-run',
        );
      },
    },
  ];
}
