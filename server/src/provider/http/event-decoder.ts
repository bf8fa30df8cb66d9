import { createParser, type EventSourceParser } from 'eventsource-parser';
import { AppError, type ErrorCode } from '../../errors.ts';
import type { StreamChunk } from '../spec.ts';
import type { AnswerDecoder } from './answer-decoder.ts';
import { cleanMessage } from './clean-message.ts';
import { isObject, type JsonObject } from './json-object.ts';
import type { Vendor } from './vendor.ts';

/** What goes wrong in the midst of an answer; `whatHappened` goes on from the vendor's name. */
export interface StreamFault {
  code: ErrorCode;
  whatHappened: string;
}

/** What the events of one vendor mean. */
export interface EventReader {
  /** Takes the JSON of one event. What it brings goes to `push`, in order. */
  read(event: JsonObject, push: (chunk: StreamChunk) => void): StreamFault | undefined;
  /** The last part, once the vendor has said why it ended; undefined before. */
  finish(): StreamChunk | undefined;
  /** Whether nothing that counts can follow any more. */
  isOver(): boolean;
}

/** Decodes an event stream whose events are JSON objects. What they mean is the {@link EventReader}'s to know. */
export class EventDecoder implements AnswerDecoder {
  readonly #vendor: Vendor;
  readonly #reader: EventReader;
  readonly #parser: EventSourceParser;
  #parts: StreamChunk[] = [];
  #taken = 0;
  #hasReadEvent = false;
  readonly #push = (chunk: StreamChunk): void => void this.#parts.push(chunk);

  constructor(vendor: Vendor, reader: EventReader, maxLineUnits: number) {
    this.#vendor = vendor;
    this.#reader = reader;
    this.#parser = createParser({
      maxBufferSize: maxLineUnits,
      onEvent: ({ data }) => this.#onEvent(data),
      onError: ({ type }) => {
        if (type === 'max-buffer-size-exceeded')
          this.#fail({ code: 'E3005', whatHappened: 'sent a line without end.' });
      },
    });
  }

  feed(text: string): void {
    this.#parts = [];
    this.#taken = 0;
    this.#parser.feed(text);
  }

  next(): StreamChunk | undefined {
    return this.#parts[this.#taken++];
  }

  isComplete(): boolean {
    return this.#reader.finish() !== undefined;
  }

  end(failure?: AppError): StreamChunk {
    const finish = this.#reader.finish();
    if (finish) return finish;
    if (failure) return { type: 'error', error: failure };
    const { name, address } = this.#vendor;
    const message = this.#hasReadEvent
      ? `${name} ended the answer without saying that it is whole. Try again.`
      : `What answers at ${address} is not the interface of ${name}. Check the address.`;
    return { type: 'error', error: new AppError('E3005', message) };
  }

  #onEvent(data: string): void {
    let event: unknown;
    try {
      event = JSON.parse(data);
    } catch {
      if (!this.isComplete()) this.#fail({ code: 'E3005', whatHappened: 'sent an event that is not JSON.' });
      return;
    }
    if (!isObject(event)) return;
    this.#hasReadEvent = true;
    const fault = this.#reader.read(event, this.#push);
    if (fault) this.#fail(fault);
    else if (this.#reader.isOver()) this.#push(this.end());
  }

  #fail({ code, whatHappened }: StreamFault): void {
    const message = cleanMessage(`${this.#vendor.name} ${whatHappened}`, this.#vendor.apiKey);
    this.#push({ type: 'error', error: new AppError(code, message) });
  }
}
