/**
 * What is read aloud of an answer: its words without the marks of markdown, and without code and formulas, which nobody can follow by ear. Where
 * something was left out stands a line of its own.
 */
export function toSpokenText(markdown: string): string {
  return markdown
    .replace(/^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1[`~]*[ \t]*$|(?![\s\S]))/gm, '\n')
    .replace(/\$\$[\s\S]*?\$\$/g, '\n')
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^[ \t]*\|?[ \t:|-]*-{3,}[ \t:|-]*$/gm, '')
    .replace(
      /^[ \t]*\|(.*)\|[ \t]*$/gm,
      (_, cells: string) =>
        `${cells
          .split('|')
          .map((cell) => cell.trim())
          .join(', ')}.`,
    )
    .replace(/^[ \t]*(?:#{1,6}|>|[-*+]|\d+[.)])\s+/gm, '')
    .replace(/(\*\*|__|~~|\*|`)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/\n{2,}/g, '\n')
    .trim();
}
