import { AppError } from '../../errors.ts';

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Cuts a JSON text into the elements of its outermost list, as it arrives; anything else is one element. It only looks for where elements end: what
 * stands in them `JSON.parse` reads, at ten times the speed of a parser of streams, and however deep it is nested, no more is held than one element.
 * @returns the bytes of each element
 * @throws AppError E1004 when one is larger than `maxBytes`, E1000 when the text ends within one
 */
export function createJsonSplitter(maxBytes: number) {
  let pieces: Uint8Array[] = [];
  let size = 0;
  let depth = 0;
  /** Whether the outermost value is a list, once it has begun. */
  let isList: boolean | undefined;
  let isInString = false;
  let isEscaped = false;

  function keep(piece: Uint8Array): void {
    if (piece.length === 0) return;
    size += piece.length;
    if (size > maxBytes) throw new AppError('E1004', 'A conversation in this file is too large.');
    pieces.push(piece);
  }

  function take(): Buffer | undefined {
    const element = Buffer.concat(pieces);
    [pieces, size] = [[], 0];
    return isBlank(element) ? undefined : element;
  }

  return {
    push(bytes: Uint8Array): Buffer[] {
      const elements: Buffer[] = [];
      let start = 0;
      const end = (at: number) => {
        keep(bytes.subarray(start, at));
        const element = take();
        if (element) elements.push(element);
        start = at + 1;
      };
      for (let i = 0; i < bytes.length; i += 1) {
        const byte = bytes[i];
        if (isInString) {
          if (isEscaped) isEscaped = false;
          else if (byte === BACKSLASH) isEscaped = true;
          else if (byte === QUOTE) isInString = false;
        } else if (byte === QUOTE) {
          isInString = true;
        } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
          isList ??= byte === OPEN_LIST;
          depth += 1;
          if (isList && depth === 1) start = i + 1;
        } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
          depth -= 1;
          if (isList && depth === 0) end(i);
        } else if (byte === COMMA && isList && depth === 1) {
          end(i);
        }
      }
      keep(bytes.slice(start));
      return elements;
    },
    /** What is left when everything has arrived. */
    finish(): Buffer[] {
      if (isInString || depth !== 0)
        throw new AppError('E1000', 'This file is not whole. Send it as it was downloaded.');
      const rest = take();
      return rest ? [rest] : [];
    },
  };
}

/** A byte order mark counts as nothing. */
function isBlank(bytes: Buffer): boolean {
  return bytes.toString('utf8').replace('\ufeff', '').trim() === '';
}
