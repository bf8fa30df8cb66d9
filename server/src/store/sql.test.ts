import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compileCatalogue, SQL_FILES } from '../../test/sql-catalogue.ts';

it.each(['sqlite', 'postgres'] as const)('the committed SQL of %s is what the queries compile to', async (dialect) => {
  const compiled = (await compileCatalogue())[dialect];
  expect(readFileSync(SQL_FILES[dialect], 'utf8'), 'run "npm run sql" and review the difference').toBe(compiled);
});
