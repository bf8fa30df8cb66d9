import type { EventReader, StreamFault } from '../http/event-decoder.ts';
import { type JsonObject, toCount, toObject, toText } from '../http/json-object.ts';
import type { StreamChunk } from '../spec.ts';
import { toCitation } from '../to-citation.ts';
import { type Problem, toProblem } from './problem.ts';
import { isThinking, writeThinking } from './to-input-items.ts';
import { toUtf16Offset } from './to-utf16-offset.ts';

type Push = (chunk: StreamChunk) => void;
type FinishReason = Extract<StreamChunk, { type: 'finish' }>['finish_reason'];

/** More sources than any answer names; what is beyond counts as data without text, which is bounded. */
const MAX_CITATIONS = 100;

/**
 * Reads the events of a Responses stream (`response.output_text.delta` and its like). An answer is a row of items: thinking, searches, messages,
 * calls; a message is a row of content parts.
 */
export class ResponsesReader implements EventReader {
  readonly #maxHeldUnits: number;
  readonly #conversationId: string | undefined;
  #problem = toProblem({});
  #finish: StreamChunk | undefined;
  /** The content part that is being written, and where it begins in the answer, in UTF-16 units. */
  #part = '';
  #partStart = 0;
  #partCitations = 0;
  #citations = 0;
  #hasThought = false;
  /** Since the last call. */
  #thinking: JsonObject[] = [];
  #heldUnits = 0;
  readonly #callIds = new Set<string>();

  /**
   * @param maxHeldUnits of all calls and of the thinking before them, in UTF-16 units
   * @param conversationId the kept conversation that the answer becomes part of
   */
  constructor(maxHeldUnits: number, conversationId?: string) {
    this.#maxHeldUnits = maxHeldUnits;
    this.#conversationId = conversationId;
  }

  /** Why the answer failed, where OpenAI said so in the stream; else nothing. */
  get problem(): Problem {
    return this.#problem;
  }

  read(event: JsonObject, push: Push): StreamFault | undefined {
    switch (event.type) {
      case 'response.output_text.delta':
      case 'response.refusal.delta':
        this.#say(toText(event.delta), push);
        return undefined;
      case 'response.reasoning_summary_text.delta':
      case 'response.reasoning_text.delta':
        this.#think(toText(event.delta), push);
        return undefined;
      case 'response.reasoning_summary_part.added':
        if (this.#hasThought) this.#think('\n\n', push);
        return undefined;
      case 'response.content_part.added':
        this.#beginPart(event, push);
        return undefined;
      case 'response.output_text.annotation.added':
        this.#cite(event.annotation, push);
        return undefined;
      case 'response.content_part.done':
        this.#citeRest(toObject(event.part), push);
        return undefined;
      case 'response.output_item.done':
        return this.#endItem(toObject(event.item), push);
      case 'response.completed':
      case 'response.incomplete':
        this.#end(toObject(event.response), push);
        return undefined;
      case 'response.failed':
        return this.#fail(toObject(event.response));
      default:
        return event.type === 'error' || event.error ? this.#fail(event) : undefined;
    }
  }

  finish(): StreamChunk | undefined {
    return this.#finish;
  }

  isOver(): boolean {
    return this.#finish !== undefined;
  }

  #say(text: string, push: Push): void {
    if (text === '') return;
    this.#part += text;
    push({ type: 'text', text });
  }

  #think(text: string, push: Push): void {
    if (text === '') return;
    this.#hasThought = true;
    push({ type: 'reasoning', text });
  }

  /** A further message of the same answer is a paragraph of its own. */
  #beginPart({ part, content_index: index }: JsonObject, push: Push): void {
    const { type } = toObject(part);
    if (type !== 'output_text' && type !== 'refusal') return;
    if (index === 0 && this.#partStart + this.#part.length > 0) this.#say('\n\n', push);
    this.#partStart += this.#part.length;
    this.#part = '';
    this.#partCitations = 0;
  }

  /**
   * OpenAI counts "characters" within the content part, the end excluded, and does not document their unit. They are taken for code points, as
   * its own Python counts them; without an emoji before the place this makes no difference.
   */
  #cite(annotation: unknown, push: Push): void {
    this.#partCitations++;
    const { type, url, title, start_index: first, end_index: last } = toObject(annotation);
    if (type !== 'url_citation' || this.#citations >= MAX_CITATIONS) return;
    const start = toUtf16Offset(this.#part, first);
    const end = toUtf16Offset(this.#part, last);
    const isPlaced = start !== null && end !== null && start <= end;
    const citation = isPlaced
      ? toCitation(url, title, this.#partStart + start, this.#partStart + end)
      : toCitation(url, title, null, null);
    if (!citation) return;
    this.#citations++;
    push({ type: 'citation', citation });
  }

  /** The citations of a finished part that had no event of their own. */
  #citeRest({ annotations }: JsonObject, push: Push): void {
    if (!Array.isArray(annotations)) return;
    for (const annotation of annotations.slice(this.#partCitations)) this.#cite(annotation, push);
  }

  #endItem(item: JsonObject, push: Push): StreamFault | undefined {
    this.#heldUnits += toText(item.arguments).length + toText(item.encrypted_content).length;
    if (this.#heldUnits > this.#maxHeldUnits) {
      return { code: 'E3005', whatHappened: 'sent a part of its answer that has no end.' };
    }
    if (item.type === 'function_call') this.#call(item, push);
    else if (isThinking(item)) this.#thinking.push(item);
    return undefined;
  }

  #call({ call_id: callId, name: called, arguments: written, status }: JsonObject, push: Push): void {
    const id = toText(callId);
    const name = toText(called);
    if (status === 'incomplete' || id === '' || name === '' || this.#callIds.has(id)) return;
    this.#callIds.add(id);
    const state = this.#thinking.length > 0 ? writeThinking(this.#thinking) : undefined;
    this.#thinking = [];
    push({ type: 'tool_call', call: { id, name, arguments: toText(written), vendor_state: state } });
  }

  /** The whole answer stands in the last event once more: for calls that had no event of their own. */
  #end(response: JsonObject, push: Push): void {
    const isWhole = response.status !== 'incomplete';
    if (isWhole && Array.isArray(response.output)) {
      for (const item of response.output.map(toObject)) if (item.type === 'function_call') this.#call(item, push);
    }
    if (this.#conversationId !== undefined) push({ type: 'vendor_conversation', id: this.#conversationId });
    const { input_tokens: input, output_tokens: output } = toObject(response.usage);
    this.#finish = {
      type: 'finish',
      finish_reason: isWhole ? (this.#callIds.size > 0 ? 'tool_calls' : 'stop') : toIncompleteReason(response),
      usage: { prompt_tokens: toCount(input), completion_tokens: toCount(output) },
    };
  }

  #fail(value: JsonObject): StreamFault {
    this.#problem = toProblem(value);
    const words = this.#problem.message || 'an error without a text';
    if (this.#problem.code === 'rate_limit_exceeded')
      return { code: 'E3004', whatHappened: `is limiting our rate: ${words}` };
    return { code: 'E3003', whatHappened: `could not answer: ${words}` };
  }
}

function toIncompleteReason({ incomplete_details: details }: JsonObject): FinishReason {
  return toObject(details).reason === 'content_filter' ? 'content_filter' : 'length';
}
