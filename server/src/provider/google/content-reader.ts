import { createId } from '../../kit/id.ts';
import type { EventReader, StreamFault } from '../http/event-decoder.ts';
import { type JsonObject, toCount, toObject, toText } from '../http/json-object.ts';
import { toJson } from '../http/to-json.ts';
import type { StreamChunk, Usage } from '../spec.ts';
import { mapError } from './map-error.ts';
import { mapFinishReason } from './map-finish-reason.ts';
import { toVendorState } from './thought-signature.ts';
import { toCitations } from './to-citations.ts';

type Push = (chunk: StreamChunk) => void;

export interface ContentReaderOptions {
  /** Whether the answer may name sources, whose places are found in its text. */
  canSearchWeb: boolean;
}

/**
 * Reads the events of one `streamGenerateContent`: each is a `GenerateContentResponse` with the next parts of the one candidate. The last has its
 * `finishReason`; there is no end mark.
 */
export class ContentReader implements EventReader {
  readonly #canSearchWeb: boolean;
  readonly #callIds = new Set<string>();
  /** Kept where citations need it. */
  #text = '';
  #hasCitations = false;
  #usage: Usage = { prompt_tokens: null, completion_tokens: null };
  #finishReason: 'stop' | 'length' | 'content_filter' | undefined;

  constructor({ canSearchWeb }: ContentReaderOptions) {
    this.#canSearchWeb = canSearchWeb;
  }

  read(event: JsonObject, push: Push): StreamFault | undefined {
    if (event.error && this.#finishReason === undefined) return mapError(event);
    const candidate = toObject(Array.isArray(event.candidates) ? event.candidates[0] : undefined);
    this.#readUsage(toObject(event.usageMetadata));
    // Nothing that comes after the reason of the end belongs to the answer, but for its counts and sources.
    if (this.#finishReason === undefined) {
      const { parts } = toObject(candidate.content);
      for (const part of Array.isArray(parts) ? parts : []) {
        const fault = this.#readPart(toObject(part), push);
        if (fault) return fault;
      }
    }
    this.#readGrounding(candidate, push);
    if (toObject(event.promptFeedback).blockReason) this.#finishReason ??= 'content_filter';
    return this.#readFinishReason(candidate);
  }

  finish(): StreamChunk | undefined {
    if (this.#finishReason === undefined) return undefined;
    const isAsking = this.#callIds.size > 0 && this.#finishReason === 'stop';
    return { type: 'finish', finish_reason: isAsking ? 'tool_calls' : this.#finishReason, usage: this.#usage };
  }

  /** Never: the end of the body is the end of the answer. */
  isOver(): boolean {
    return false;
  }

  #readPart(part: JsonObject, push: Push): StreamFault | undefined {
    const text = toText(part.text);
    if (text && part.thought === true) {
      push({ type: 'reasoning', text });
    } else if (text) {
      if (this.#canSearchWeb) this.#text += text;
      push({ type: 'text', text });
    }
    return this.#readCall(toObject(part.functionCall), toText(part.thoughtSignature), push);
  }

  #readCall(call: JsonObject, thoughtSignature: string, push: Push): StreamFault | undefined {
    const json = toJson(call.args ?? {});
    if (json === undefined) return { code: 'E3005', whatHappened: 'sent a call of a tool that is nested too deeply.' };
    const name = toText(call.name);
    if (name === '') return undefined;
    const ownId = toText(call.id);
    const id = ownId === '' || this.#callIds.has(ownId) ? `call_${createId()}` : ownId;
    this.#callIds.add(id);
    const state = thoughtSignature ? { vendor_state: toVendorState(thoughtSignature) } : {};
    push({ type: 'tool_call', call: { id, name, arguments: json, ...state } });
    return undefined;
  }

  #readGrounding({ groundingMetadata }: JsonObject, push: Push): void {
    if (!this.#canSearchWeb || this.#hasCitations) return;
    for (const citation of toCitations(toObject(groundingMetadata), this.#text)) {
      this.#hasCitations = true;
      push({ type: 'citation', citation });
    }
  }

  #readFinishReason({ finishReason, finishMessage }: JsonObject): StreamFault | undefined {
    if (typeof finishReason !== 'string' || this.#finishReason !== undefined) return undefined;
    this.#finishReason = mapFinishReason(finishReason);
    if (this.#finishReason !== undefined) return undefined;
    return { code: 'E3003', whatHappened: `could not answer: ${toText(finishMessage) || finishReason}` };
  }

  /** Thoughts are written by the model too, and paid as such. */
  #readUsage(usage: JsonObject): void {
    const written = toCount(usage.candidatesTokenCount);
    const thought = toCount(usage.thoughtsTokenCount);
    const completion = written === null && thought === null ? null : (written ?? 0) + (thought ?? 0);
    this.#usage = {
      prompt_tokens: toCount(usage.promptTokenCount) ?? this.#usage.prompt_tokens,
      completion_tokens: completion ?? this.#usage.completion_tokens,
    };
  }
}
