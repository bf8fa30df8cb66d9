import type { EventReader, StreamFault } from '../http/event-decoder.ts';
import { type JsonObject, toCount, toObject, toText } from '../http/json-object.ts';
import type { StreamChunk } from '../spec.ts';
import { toCitation } from '../to-citation.ts';
import { mapError } from './map-error.ts';
import { mapStopReason } from './map-stop-reason.ts';
import { type MessageBlock, toVendorState } from './message-block.ts';

type Push = (chunk: StreamChunk) => void;

/** What stands before and after a search or a thought are different paragraphs, and nothing else says so. */
const PARAGRAPH = '\n\n';

/** What an answer may name; the rest is left out. */
const MAX_CITATIONS = 200;

/** What a block weighs beside its content, so that many empty ones weigh too. */
const BLOCK_UNITS = 100;

/** A content block that is being sent. The vendor sends one after the other. */
type OpenBlock =
  | { type: 'text'; text: string; start: number; sources: { url: string; title: string }[] }
  | { type: 'thinking'; thinking: string; signature: string }
  | { type: 'redacted_thinking'; data: string }
  | { type: 'tool_use'; id: string; name: string; json: string }
  | { type: 'other' };

/**
 * Reads the events of one streamed message, as documented for `POST /v1/messages`: `message_start`, then content blocks with
 * `content_block_start`, `_delta` and `_stop`, `message_delta` with the reason of the end, `message_stop`; `ping` and `error` anywhere.
 */
export class MessageReader implements EventReader {
  readonly #maxHeldUnits: number;
  #block: OpenBlock = { type: 'other' };
  /** Since the last tool call. */
  #blocksBefore: MessageBlock[] = [];
  #textUnits = 0;
  #isTextApart = false;
  #heldUnits = 0;
  readonly #callIds = new Set<string>();
  #citations = 0;
  #promptTokens: number | null = null;
  #completionTokens: number | null = null;
  #stopReason: string | undefined;
  #isOver = false;

  /** @param maxHeldUnits of what is gathered until its block is whole: arguments, signatures, sources */
  constructor(maxHeldUnits: number) {
    this.#maxHeldUnits = maxHeldUnits;
  }

  read(event: JsonObject, push: Push): StreamFault | undefined {
    switch (event.type) {
      case 'message_start':
        this.#readUsage(toObject(toObject(event.message).usage));
        break;
      case 'content_block_start':
        this.#open(toObject(event.content_block), push);
        break;
      case 'content_block_delta':
        this.#add(toObject(event.delta), push);
        break;
      case 'content_block_stop':
        this.#close(push);
        break;
      case 'message_delta':
        this.#stopReason = toText(toObject(event.delta).stop_reason) || this.#stopReason;
        this.#readUsage(toObject(event.usage));
        break;
      case 'message_stop':
        this.#stopReason ??= 'end_turn';
        this.#isOver = true;
        break;
      default:
        if (event.error) return mapError(event);
    }
    if (this.#heldUnits <= this.#maxHeldUnits) return undefined;
    return { code: 'E3005', whatHappened: 'sent a part of its answer that has no end.' };
  }

  finish(): StreamChunk | undefined {
    if (this.#stopReason === undefined) return undefined;
    const reason = mapStopReason(this.#stopReason);
    return {
      type: 'finish',
      finish_reason: reason === 'tool_calls' && this.#callIds.size === 0 ? 'stop' : reason,
      usage: { prompt_tokens: this.#promptTokens, completion_tokens: this.#completionTokens },
    };
  }

  isOver(): boolean {
    return this.#isOver;
  }

  /** The counts of `message_start` and, cumulative, of `message_delta`; what came from a cache was read all the same. */
  #readUsage(usage: JsonObject): void {
    const input = toCount(usage.input_tokens);
    if (input !== null) {
      const cached = (toCount(usage.cache_read_input_tokens) ?? 0) + (toCount(usage.cache_creation_input_tokens) ?? 0);
      this.#promptTokens = input + cached;
    }
    this.#completionTokens = toCount(usage.output_tokens) ?? this.#completionTokens;
  }

  #open(start: JsonObject, push: Push): void {
    switch (start.type) {
      case 'text':
        this.#block = { type: 'text', text: '', start: this.#textUnits, sources: [] };
        this.#add({ type: 'text_delta', text: start.text }, push);
        return;
      case 'thinking':
        this.#block = { type: 'thinking', thinking: '', signature: '' };
        break;
      case 'redacted_thinking':
        this.#block = { type: 'redacted_thinking', data: this.#hold(toText(start.data)) };
        break;
      case 'tool_use':
        this.#block = { type: 'tool_use', id: toText(start.id), name: toText(start.name), json: '' };
        break;
      default:
        this.#block = { type: 'other' };
    }
    this.#heldUnits += BLOCK_UNITS;
    this.#isTextApart = true;
  }

  #add(delta: JsonObject, push: Push): void {
    const block = this.#block;
    if (block.type === 'text' && delta.type === 'text_delta') {
      this.#addText(block, toText(delta.text), push);
    } else if (block.type === 'text' && delta.type === 'citations_delta' && this.#citations++ < MAX_CITATIONS) {
      const citation = toObject(delta.citation);
      block.sources.push({ url: this.#hold(toText(citation.url)), title: this.#hold(toText(citation.title)) });
    } else if (block.type === 'thinking' && delta.type === 'thinking_delta') {
      const text = toText(delta.thinking);
      block.thinking += text;
      if (text) push({ type: 'reasoning', text });
    } else if (block.type === 'thinking' && delta.type === 'signature_delta') {
      block.signature += this.#hold(toText(delta.signature));
    } else if (block.type === 'tool_use' && delta.type === 'input_json_delta') {
      block.json += this.#hold(toText(delta.partial_json));
    }
  }

  #close(push: Push): void {
    const block = this.#block;
    this.#block = { type: 'other' };
    if (block.type === 'text') {
      this.#keepText(block.text);
      for (const { url, title } of block.sources) {
        const citation = toCitation(url, title, block.start, this.#textUnits);
        if (citation) push({ type: 'citation', citation });
      }
    } else if (block.type === 'tool_use') {
      this.#call(block, push);
    } else if (block.type !== 'other') {
      this.#blocksBefore.push(block);
    }
  }

  /** Text around a source comes in blocks of its own; it goes back as one. */
  #keepText(text: string): void {
    const last = this.#blocksBefore.at(-1);
    if (last?.type === 'text') last.text += text;
    else if (text.trim() !== '') this.#blocksBefore.push({ type: 'text', text });
  }

  #call({ id, name, json }: Extract<OpenBlock, { type: 'tool_use' }>, push: Push): void {
    if (id === '' || name === '' || this.#callIds.has(id)) return;
    this.#callIds.add(id);
    const state = this.#blocksBefore.length > 0 ? { vendor_state: toVendorState(this.#blocksBefore) } : {};
    this.#blocksBefore = [];
    push({ type: 'tool_call', call: { id, name, arguments: json || '{}', ...state } });
  }

  #addText(block: Extract<OpenBlock, { type: 'text' }>, text: string, push: Push): void {
    if (text === '') return;
    if (this.#isTextApart && this.#textUnits > 0) {
      push({ type: 'text', text: PARAGRAPH });
      this.#textUnits += PARAGRAPH.length;
      block.text = PARAGRAPH;
      block.start = this.#textUnits;
    }
    this.#isTextApart = false;
    block.text += text;
    this.#textUnits += text.length;
    push({ type: 'text', text });
  }

  #hold(text: string): string {
    this.#heldUnits += text.length;
    return text;
  }
}
