import type { AnswerDetails } from './answer-details.ts';

/** What an answer begins with: the text of an earlier one that broke off, and what is known beside it. */
export interface BegunAnswer {
  text: string;
  details: Pick<AnswerDetails, 'citations' | 'tool_calls'>;
}

/** As large as what a reader is served at once, so that no reader makes the database read much more than it wants. */
const PIECE_UNITS = 65_536;

/** Cuts text for storage; no piece ends between the halves of a character, which no database takes. */
export function cutPieces(text: string): { start: number; text: string }[] {
  const pieces: { start: number; text: string }[] = [];
  for (let start = 0; start < text.length; ) {
    const piece = text.slice(start, start + PIECE_UNITS);
    const whole = piece.isWellFormed() ? piece : piece.slice(0, -1);
    pieces.push({ start, text: whole });
    start += whole.length;
  }
  return pieces;
}
