/** What holds dollars and backslashes that mean no formula: fenced code, code in a line, formulas in `$$`, and whatever is escaped. */
const KEPT = String.raw`^[ \t]*(?<fence>\`{3,}|~{3,})[^\n]*(?:\n[\s\S]*?(?:\n[ \t]*\k<fence>[\`~]*[ \t]*$|(?![\s\S]))|$)|(?<ticks>\`+)(?:(?!\n\n)[^\`]|(?!\k<ticks>(?!\`))\`)*\k<ticks>|\$\$[\s\S]*?(?:\$\$|(?![\s\S]))`;
const BLOCK = String.raw`^(?<indent>[ \t]*)\\\[(?<block>[\s\S]*?)(?:\\\][ \t]*$|(?![\s\S]))`;
const LINE = String.raw`\\\[(?<wide>[\s\S]*?)\\\]|\\\((?<line>[^\n]*?)\\\)`;
const ESCAPED = String.raw`\\[\s\S]`;
/** As pandoc has it: no space inside the dollars, and no digit after them, so that prices stay prices. */
const DOLLARS = String.raw`\$(?![\s$])(?<dollars>(?:\\.|[^\\$\n\`])+?)(?<!\s)\$(?![\d$])`;
const ANY = new RegExp([KEPT, BLOCK, LINE, ESCAPED, DOLLARS].join('|'), 'gm');

/** Markdown in which every formula, whichever way models write them (`\(…\)`, `\[…\]`, `$…$`), stands between double dollars. */
export function markFormulas(text: string): string {
  if (!/\$|\\[([]/.test(text)) return text;
  return text.replace(ANY, (whole, ...rest) => {
    const { indent = '', block, wide, line, dollars }: Record<string, string | undefined> = rest.at(-1);
    if (block !== undefined) return `${indent}$$\n${indent}${block.trim()}\n${indent}$$`;
    const formula = wide?.replaceAll(/\s+/g, ' ') ?? line ?? dollars;
    return formula === undefined ? whole : `$$${formula.trim()}$$`;
  });
}
