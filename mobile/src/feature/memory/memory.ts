import type { ApiSchemas } from '@omniai/client';

export type Memory = ApiSchemas['Memory'];

const QUOTED_CHARS = 60;

/** The beginning of a memory, to name it by. */
export function quoteMemory({ text }: Memory): string {
  return text.length <= QUOTED_CHARS ? text : `${text.slice(0, QUOTED_CHARS).trimEnd()}…`;
}
