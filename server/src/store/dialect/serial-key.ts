import { type CreateTableBuilder, type Kysely, PostgresAdapter } from 'kysely';

/** Adds a primary key that the database counts up by itself: small numbers, so that what refers to them stays small. */
export function addSerialKey<Table extends string, Column extends string, Name extends string>(
  db: Kysely<unknown>,
  table: CreateTableBuilder<Table, Column>,
  name: Name,
): CreateTableBuilder<Table, Column | Name> {
  if (db.getExecutor().adapter instanceof PostgresAdapter)
    return table.addColumn(name, 'bigserial', (c) => c.primaryKey());
  return table.addColumn(name, 'integer', (c) => c.primaryKey().autoIncrement());
}
