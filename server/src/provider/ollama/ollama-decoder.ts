import { AppError } from '../../errors.ts';
import { createId } from '../../kit/id.ts';
import type { AnswerDecoder } from '../http/answer-decoder.ts';
import { cleanMessage } from '../http/clean-message.ts';
import { isObject, type JsonObject, toCount, toObject, toText } from '../http/json-object.ts';
import { findErrorMessage } from '../http/map-refusal.ts';
import { toJson } from '../http/to-json.ts';
import type { Vendor } from '../http/vendor.ts';
import type { StreamChunk } from '../spec.ts';
import { mapDoneReason } from './map-done-reason.ts';

/** Decodes the NDJSON of Ollama's `/api/chat`: one JSON object a line, the last one with `done: true` and the counts. */
export class OllamaDecoder implements AnswerDecoder {
  readonly #vendor: Vendor;
  readonly #maxLineUnits: number;
  #text = '';
  #position = 0;
  #lineParts: string[] = [];
  #lineUnits = 0;
  #parts: StreamChunk[] = [];
  #hasReadLine = false;
  #hasCalled = false;

  constructor(vendor: Vendor, maxLineUnits: number) {
    this.#vendor = vendor;
    this.#maxLineUnits = maxLineUnits;
  }

  feed(text: string): void {
    this.#text = text;
    this.#position = 0;
  }

  next(): StreamChunk | undefined {
    for (;;) {
      const part = this.#parts.shift();
      if (part) return part;
      const line = this.#takeLine();
      if (line === undefined) return undefined;
      if (line.trim() !== '') this.#readLine(line);
    }
  }

  /** Always false: the line that says why the answer ended is the last, so it is over with it. */
  isComplete(): boolean {
    return false;
  }

  end(failure?: AppError): StreamChunk {
    if (failure) return { type: 'error', error: failure };
    const { name, address } = this.#vendor;
    return this.#toError(
      'E3005',
      this.#hasReadLine
        ? `${name} ended the answer without saying that it is whole. Try again.`
        : `What answers at ${address} is not ${name}. Check the address.`,
    );
  }

  /** The next whole line; what is left of the text is kept until its line end comes. */
  #takeLine(): string | undefined {
    const lineFeed = this.#text.indexOf('\n', this.#position);
    const piece = this.#text.slice(this.#position, lineFeed === -1 ? undefined : lineFeed);
    this.#lineUnits += piece.length;
    if (this.#lineUnits > this.#maxLineUnits) {
      this.#parts.push(this.#toError('E3005', `${this.#vendor.name} sent a line without end.`));
      return '';
    }
    if (lineFeed === -1) {
      if (piece) this.#lineParts.push(piece);
      this.#text = '';
      this.#position = 0;
      return undefined;
    }
    this.#position = lineFeed + 1;
    const line = this.#lineParts.length === 0 ? piece : this.#lineParts.join('') + piece;
    this.#lineParts = [];
    this.#lineUnits = 0;
    return line;
  }

  #readLine(line: string): void {
    const value = parseObject(line);
    if (!value) {
      this.#parts.push(this.#toError('E3005', `${this.#vendor.name} sent a line that is not JSON.`));
      return;
    }
    this.#hasReadLine = true;
    if (value.error) {
      const words = findErrorMessage(value) ?? 'an error without a text';
      this.#parts.push(this.#toError('E3003', `${this.#vendor.name} could not answer: ${words}`));
      return;
    }
    const { thinking, content, tool_calls: calls } = toObject(value.message);
    this.#pushText('reasoning', toText(thinking));
    this.#pushText('text', toText(content));
    if (Array.isArray(calls)) for (const call of calls) this.#pushCall(toObject(call));
    if (value.done === true) {
      const usage = { prompt_tokens: toCount(value.prompt_eval_count), completion_tokens: toCount(value.eval_count) };
      this.#parts.push({ type: 'finish', finish_reason: mapDoneReason(value.done_reason, this.#hasCalled), usage });
    }
  }

  #pushText(type: 'text' | 'reasoning', text: string): void {
    if (text !== '') this.#parts.push({ type, text });
  }

  /** Calls come whole; older versions give them no id. */
  #pushCall({ id, function: called }: JsonObject): void {
    const { name, arguments: written } = toObject(called);
    const json = toJson(toObject(written));
    if (toText(name) === '') return;
    if (json === undefined) {
      this.#parts.push(this.#toError('E3005', `${this.#vendor.name} asked for a tool with what nobody can read.`));
      return;
    }
    this.#hasCalled = true;
    const call = { id: toText(id) || `call_${createId()}`, name: toText(name), arguments: json };
    this.#parts.push({ type: 'tool_call', call });
  }

  #toError(code: 'E3003' | 'E3005', message: string): StreamChunk {
    return { type: 'error', error: new AppError(code, cleanMessage(message, this.#vendor.apiKey)) };
  }
}

function parseObject(line: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(line.trim());
    return isObject(value) && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
