import type { AnswerView } from './answer-view.ts';

type ToolUse = AnswerView['toolCalls'][number];

/** A piece of an answer as it is drawn. `start`: where it stands in the text, in UTF-16 units. */
export type AnswerPart = { kind: 'text'; start: number; text: string } | { kind: 'tool'; use: ToolUse };

/** Cuts an answer's text where tools were used, so that each stands in its place. Blank text between two of them is no part. */
export function toAnswerParts(text: string, uses: readonly ToolUse[]): AnswerPart[] {
  const parts: AnswerPart[] = [];
  let start = 0;
  const addText = (end: number) => {
    const piece = text.slice(start, end);
    if (piece.trim() !== '') parts.push({ kind: 'text', start, text: piece });
    start = Math.max(start, end);
  };
  for (const use of uses.toSorted((a, b) => a.at - b.at)) {
    addText(Math.min(use.at, text.length));
    parts.push({ kind: 'tool', use });
  }
  addText(text.length);
  return parts;
}
