import { createId } from '../../kit/id.ts';
import type { ToolCall } from '../spec.ts';

/** A piece of a call, as vendors stream it; empty texts where it has none. */
export interface CallPiece {
  /** Which call of the answer; null where the vendor does not count them. */
  index: number | null;
  id: string;
  name: string;
  arguments: string;
}

interface OpenCall {
  index: number | null;
  id: string;
  name: string;
  written: string[];
}

/** More calls than any model makes at once; each piece is looked for among them. */
const MAX_CALLS = 128;

/** The calls of one answer, put together from their pieces. */
export class GatheredCalls {
  readonly #maxUnits: number;
  #open: OpenCall[] = [];
  #units = 0;
  #hasGiven = false;

  /** @param maxUnits of all calls together, in UTF-16 units */
  constructor(maxUnits: number) {
    this.#maxUnits = maxUnits;
  }

  /** Whether any call was given out. */
  get hasGiven(): boolean {
    return this.#hasGiven;
  }

  /** Adds a piece; false when the calls have become longer than they may. */
  add(piece: CallPiece): boolean {
    const call = this.#open.findLast((open) => isPieceOf(piece, open)) ?? this.#begin(piece);
    call.id ||= piece.id;
    call.name ||= piece.name;
    if (piece.arguments) call.written.push(piece.arguments);
    this.#units += 1 + piece.id.length + piece.name.length + piece.arguments.length;
    return this.#units <= this.#maxUnits && this.#open.length <= MAX_CALLS;
  }

  /** Gives out the calls that have come, each once; those without a name are none. */
  take(): ToolCall[] {
    const calls = this.#open.flatMap(({ id, name, written }) =>
      name === '' ? [] : [{ id: id || `call_${createId()}`, name, arguments: written.join('') || '{}' }],
    );
    this.#open = [];
    this.#hasGiven ||= calls.length > 0;
    return calls;
  }

  #begin({ index }: CallPiece): OpenCall {
    const call: OpenCall = { index, id: '', name: '', written: [] };
    this.#open.push(call);
    return call;
  }
}

/** Some vendors count all calls as the first, or not at all: another id is another call, as is another name where there are no ids. */
function isPieceOf(piece: CallPiece, open: OpenCall): boolean {
  if (piece.index !== open.index) return false;
  if (piece.id !== '' && open.id !== '') return piece.id === open.id;
  return piece.index !== null || piece.name === '' || open.name === '';
}
