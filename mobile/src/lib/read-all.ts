import type { PageOf } from './page-of.ts';

/** More than anybody looks through, and few enough to be read at once. */
const MAX_PAGES = 10;

/**
 * Reads a list to its end, for what must be put in another order than the server's.
 * @returns `isWhole` is false where it goes on beyond 10 pages
 */
export async function readAll<Item>(
  read: (cursor: string | undefined) => Promise<PageOf<Item>>,
): Promise<{ items: Item[]; isWhole: boolean }> {
  const items: Item[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === undefined) return { items, isWhole: true };
  }
  return { items, isWhole: false };
}
