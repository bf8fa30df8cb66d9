import type { Compilable, Kysely } from 'kysely';
import type { Database } from './schema.ts';

type Build<Args, Row> = (db: Kysely<Database>, args: Args) => Compilable<Row>;

interface Query<Args, Row> {
  /** Unique; the name under which the compiled SQL stands in `sql/`. */
  readonly name: string;
  readonly build: Build<Args, Row>;
}

/** A query that changes nothing; all that a {@link ReadHandle} takes. */
export interface ReadQuery<Args, Row> extends Query<Args, Row> {
  readonly kind: 'read';
}

/** A query that may change rows; only a {@link WriteHandle} takes it. */
export interface WriteQuery<Args, Row> extends Query<Args, Row> {
  readonly kind: 'write';
}

/** Reads. It sees what is committed, or, inside a transaction, what that transaction has done. */
export interface ReadHandle {
  all<Args, Row>(query: ReadQuery<Args, Row>, args: Args): Promise<Row[]>;
  first<Args, Row>(query: ReadQuery<Args, Row>, args: Args): Promise<Row | undefined>;
}

/** Reads and writes of one transaction. */
export interface WriteHandle extends ReadHandle {
  /** Gives the rows of the query's `returning` (none without it) and how many rows it changed. */
  run<Args, Row>(query: WriteQuery<Args, Row>, args: Args): Promise<{ rows: Row[]; changes: number }>;
  /** Runs a query without `returning` once for each of the list, in order; gives how many rows each changed. */
  runEach<Args, Row>(query: WriteQuery<Args, Row>, list: readonly Args[]): Promise<number[]>;
}

const catalogue = new Map<string, Query<never, unknown>>();

/** Every query that has been defined so far, by name. */
export function listQueries(): Query<never, unknown>[] {
  return [...catalogue.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/**
 * Defines a query once. It is built and compiled at its first use and then runs as a prepared statement: Kysely's builder costs 20 to 50 µs
 * a query, which the hot paths cannot spend on every request. `args` are placeholders typed as their values: put them into the
 * builder, never look at them.
 */
export function readQuery<Args, Row>(name: string, build: Build<Args, Row>): ReadQuery<Args, Row> {
  return define({ kind: 'read', name, build });
}

/** Like {@link readQuery}, for what changes rows. */
export function writeQuery<Args, Row>(name: string, build: Build<Args, Row>): WriteQuery<Args, Row> {
  return define({ kind: 'write', name, build });
}

function define<Q extends { name: string; build: Build<never, unknown> }>(query: Q): Q {
  if (catalogue.has(query.name)) throw new Error(`two queries are named ${query.name}`);
  catalogue.set(query.name, query);
  return query;
}

class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export interface CompiledQuery {
  readonly name: string;
  readonly sql: string;
  readonly returnsRows: boolean;
  /** The values in the order the SQL wants them. */
  bind(args: object): unknown[];
}

/** Compiles a query for the dialect of `db`. */
export function compileQuery<Args, Row>(db: Kysely<Database>, query: Query<Args, Row>): CompiledQuery {
  const placeholders = new Proxy({}, { get: (_, name) => new Placeholder(String(name)) });
  const compiled = query.build(db, placeholders as Args).compile();
  const { parameters } = compiled;
  const node: object = compiled.query;
  return {
    name: query.name,
    sql: compiled.sql,
    returnsRows: compiled.query.kind === 'SelectQueryNode' || 'returning' in node,
    bind(args) {
      const values = new Array<unknown>(parameters.length);
      for (let i = 0; i < parameters.length; i += 1) {
        const value = parameters[i];
        values[i] = value instanceof Placeholder ? must(args, value.name, query.name) : value;
      }
      return values;
    },
  };
}

function must(args: object, name: string, query: string): unknown {
  const value = (args as Record<string, unknown>)[name];
  if (value === undefined) throw new Error(`query ${query} was not given ${name}`);
  return value;
}
