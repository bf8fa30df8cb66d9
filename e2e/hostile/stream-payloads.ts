import type { Sheets } from './open-sheets.ts';

/** So many texts are drawn beside each other. */
const SIDE_BY_SIDE = 100;

interface Streamed {
  /** What stood on the page at any time that may not. */
  found: string[];
  /** How many beginnings of texts were drawn, and whole texts. */
  drawn: number;
}

/**
 * Draws every text as it comes in, from its first characters to its end, and then as a finished answer.
 * @param cutsOf after how many characters of a text it is drawn, in rising order
 */
export async function streamPayloads(
  sheets: Sheets,
  payloads: readonly string[],
  cutsOf: (text: string) => readonly number[],
): Promise<Streamed> {
  const found: string[] = [];
  let drawn = 0;
  // Those of like length beside each other, so that none waits for the others' ends.
  const sorted = [...payloads].sort((a, b) => a.length - b.length);
  for (let from = 0; from < payloads.length; from += SIDE_BY_SIDE) {
    const texts = sorted.slice(from, from + SIDE_BY_SIDE);
    const cuts = texts.map(cutsOf);
    drawn += cuts.flat().length + texts.length;
    const steps = Math.max(...cuts.map(({ length }) => length));
    for (let step = 0; step < steps; step += 1) {
      found.push(
        ...(await sheets.draw(
          texts.map((text, index) => text.slice(0, cuts[index]?.[step])),
          false,
        )),
      );
    }
    found.push(...(await sheets.draw(texts, true)));
    await sheets.clear();
  }
  // Whatever was asked for before has been told of by then.
  await sheets.page.evaluate('fetch(location.href).then(() => undefined)');
  return { found, drawn };
}
