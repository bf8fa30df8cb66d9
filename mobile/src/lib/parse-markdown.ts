import MarkdownIt, { type Token } from 'markdown-it';

/** A piece of markdown with what stands in it. */
export interface MarkdownNode {
  token: Token;
  children: MarkdownNode[];
}

/** A part of a text that is drawn by itself. `source` is all that decides how it looks. */
export interface MarkdownBlock {
  source: string;
  node: MarkdownNode;
}

// What a model writes is hostile: HTML stays text, and only what is written as a link becomes one.
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

/** The blocks of a markdown text, in their order. The same block of a growing text has the same source, so that it is drawn once. */
export function parseMarkdown(text: string): MarkdownBlock[] {
  const lines = text.split('\n');
  return toTree(markdown.parse(text, {})).map((node) => {
    const [from, to] = node.token.map ?? [0, lines.length];
    return { source: lines.slice(from, to).join('\n'), node };
  });
}

/** The flat list of opening and closing tokens as what stands in what. */
function toTree(tokens: readonly Token[]): MarkdownNode[] {
  const root: MarkdownNode[] = [];
  const open: MarkdownNode[] = [];
  for (const token of tokens) {
    if (token.nesting === -1) {
      open.pop();
      continue;
    }
    const node: MarkdownNode = { token, children: token.type === 'inline' ? toTree(token.children ?? []) : [] };
    (open.at(-1)?.children ?? root).push(node);
    if (token.nesting === 1) open.push(node);
  }
  return root;
}
