import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { compileCatalogue, SQL_FILES } from '../test/sql-catalogue.ts';

const compiled = await compileCatalogue();
for (const dialect of ['sqlite', 'postgres'] as const) {
  mkdirSync(dirname(SQL_FILES[dialect]), { recursive: true });
  writeFileSync(SQL_FILES[dialect], compiled[dialect]);
}
