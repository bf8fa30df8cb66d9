import { type JsonObject, toCount, toObject, toText } from '../http/json-object.ts';
import type { Citation } from '../spec.ts';
import { toCitation } from '../to-citation.ts';

interface Support {
  /** UTF-8 bytes. */
  start: number;
  end: number;
  text: string;
  /** Their places in the list of pages. */
  pages: readonly unknown[];
}

/** What an answer may name; the rest of a longer list is left out. */
const MAX_CITATIONS = 200;

/**
 * The sources of an answer: `groundingChunks` are the pages, `groundingSupports` the parts of the text that stand on them, counted in bytes of
 * UTF-8. A page that supports no part is named for the answer as a whole.
 * @param text the answer so far
 */
export function toCitations(grounding: JsonObject, text: string): Citation[] {
  const pages = toList(grounding.groundingChunks).map((chunk) => toObject(toObject(chunk).web));
  const supports = toList(grounding.groundingSupports).map(toSupport);
  const bytes = supports.flatMap(({ start, end }) => [start, end]);
  const units = toUnitOffsets(text, bytes);
  const isNamed = new Set<unknown>();
  const citations: (Citation | undefined)[] = [];
  for (const support of supports) {
    const range = findRange(text, support.text, units.get(support.start), units.get(support.end));
    for (const index of support.pages) {
      const page = typeof index === 'number' ? pages[index] : undefined;
      isNamed.add(page);
      citations.push(toCitation(page?.uri, page?.title, range.start, range.end));
      if (citations.length === MAX_CITATIONS) return citations.filter((citation) => citation !== undefined);
    }
  }
  const others = pages.filter((page) => !isNamed.has(page)).slice(0, MAX_CITATIONS - citations.length);
  citations.push(...others.map(({ uri, title }) => toCitation(uri, title, null, null)));
  return citations.filter((citation) => citation !== undefined);
}

function toSupport(value: unknown): Support {
  const { segment, groundingChunkIndices } = toObject(value);
  const { startIndex, endIndex, text } = toObject(segment);
  return {
    start: toCount(startIndex) ?? 0, // zero is left out on the wire
    end: toCount(endIndex) ?? 0,
    text: toText(text),
    pages: toList(groundingChunkIndices),
  };
}

/** The range, where the text there is the one that the vendor means. */
function findRange(text: string, part: string, start: number | undefined, end: number | undefined) {
  const isFound = start !== undefined && end !== undefined && start < end && text.slice(start, end) === part;
  return isFound ? { start, end } : { start: null, end: null };
}

/** For each of these offsets in bytes of UTF-8 the one in UTF-16 units, in one walk through the text. Those within a character have none. */
function toUnitOffsets(text: string, byteOffsets: readonly number[]): Map<number, number> {
  const units = new Map<number, number>();
  let bytes = 0;
  let position = 0;
  for (const wanted of [...byteOffsets].sort((a, b) => a - b)) {
    while (bytes < wanted && position < text.length) {
      const character = text.codePointAt(position) ?? 0;
      bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
      position += character < 0x10000 ? 1 : 2;
    }
    if (bytes === wanted) units.set(wanted, position);
  }
  return units;
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
