interface Piece {
  text: string;
  marked: boolean;
}

/** Marks of markdown that stand at the beginning of a line: headings, quotes, lists, fences, rules. */
const AT_LINE = /(^|\n)[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|```[^\n]*|-{3,}[ \t]*(?=\n|$))/g;
/** What a link or a picture says stays; where it leads goes. */
const LINK = /!?\[([^\]\n]*)\]\([^)\n]*\)/g;
/** Emphasis, code and struck text: marks that touch a word. One underscore may belong to a name. */
const MARKS = /\*{1,3}|_{2,3}|~~|`+/g;

/**
 * The pieces of a found message as they are read, without the marks of markdown. A snippet is cut anywhere, so that a mark may have lost its partner:
 * each goes by itself.
 */
export function toPlainPieces<Snippet extends Piece>(pieces: readonly Snippet[]): Snippet[] {
  return pieces.map((piece, index) => {
    const atStart = index === 0 ? piece.text : `\u0000${piece.text}`;
    const text = atStart
      .replaceAll(AT_LINE, '$1')
      .replaceAll(LINK, '$1')
      .replaceAll(MARKS, '')
      .replaceAll('\u0000', '');
    return { ...piece, text: text.replaceAll(/[ \t]*\n+[ \t]*/g, ' ') };
  });
}
