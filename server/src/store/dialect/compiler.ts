import type { Kysely } from 'kysely';
import { type CompiledQuery, compileQuery, type ReadQuery, type WriteQuery } from '../query.ts';
import type { Database } from '../schema.ts';

type AnyQuery = ReadQuery<never, unknown> | WriteQuery<never, unknown>;

/** Compiles each query at its first use and remembers it, together with what the dialect prepares for it. */
export function createCompiler<Prepared>(db: Kysely<Database>, prepare: (compiled: CompiledQuery) => Prepared) {
  const known = new Map<object, { compiled: CompiledQuery; prepared: Prepared }>();
  return (query: AnyQuery) => {
    const hit = known.get(query);
    if (hit) return hit;
    const compiled = compileQuery(db, query);
    const entry = { compiled, prepared: prepare(compiled) };
    known.set(query, entry);
    return entry;
  };
}
