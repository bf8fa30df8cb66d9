/** As much of a text as fits, with a note at its end where it was cut: a model that does not know it speaks as if that were all. */
export function shortenText(text: string, maxUnits: number): string {
  if (text.length <= maxUnits) return text;
  return `${text.slice(0, maxUnits).trimEnd().toWellFormed()}\n[The rest of this file was left out: it is too long.]`;
}
