import { createHash } from 'node:crypto';
import type { UserId } from '../kit/id.ts';
import type { PortableRow } from '../store/portable-reader.ts';
import type { PortableTable } from '../store/portable-table.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const IDS_IN_TEXT = /"([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})"/g;
/** What makes ids different; the rest tells when they were made, and so how rows are sorted. */
const TAIL_LETTERS = 10;

/** Gives the id that something of an archive has here: the same each time. */
export type ToOwnId = (id: string) => string;

/** In the account it came from everything keeps its id. In another one it gets its own, because the old ones may be somebody's here. */
export function createToOwnId(from: string, userId: UserId): ToOwnId {
  if (from === userId) return (id) => id;
  return (id) => {
    const hash = createHash('sha256').update(`${userId}:${id}`).digest('hex');
    return UUID.test(id) ? id.slice(0, -TAIL_LETTERS) + hash.slice(0, TAIL_LETTERS) : hash.slice(0, 32);
  };
}

/** Makes a row of a line of an archive; undefined when it does not fit. */
export function toImportRow(table: PortableTable, line: string, toOwnId: ToOwnId): PortableRow | undefined {
  const given = parseObject(line);
  if (!given) return undefined;
  const row: PortableRow = {};
  for (const [name, { schema, names }] of Object.entries(table.columns)) {
    const parsed = schema.safeParse(given[name]);
    if (!parsed.success) return undefined;
    const isId = names !== undefined && typeof parsed.data === 'string';
    row[name] = isId ? toOwnId(String(parsed.data)) : parsed.data;
  }
  // The places where an id stands within other text: the conversation a person chose for what is said, and the files of a message.
  for (const name of ['settings', 'files']) {
    const text = row[name];
    if (typeof text === 'string') row[name] = text.replace(IDS_IN_TEXT, (_found, id: string) => `"${toOwnId(id)}"`);
  }
  return table.settle ? table.settle(row) : row;
}

function parseObject(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
