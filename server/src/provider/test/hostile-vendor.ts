import type { AnswerDecoder } from '../http/answer-decoder.ts';
import type { AddressAllowance } from '../http/is-allowed-address.ts';
import type { Vendor } from '../http/vendor.ts';
import type { ProviderLimits } from '../limits.ts';
import type { BaseProvider, ToolCall } from '../spec.ts';

/** How one vendor's answer looks on the wire. */
interface Wire {
  contentType: string;
  framing: 'sse' | 'ndjson';
  /** What stands before the first text. */
  begin: string;
  /** The bytes that say one piece of text. */
  text(text: string): string;
  reasoning(text: string): string;
  /** A whole call; its arguments as they are where the vendor sends them as text. */
  toolCall(call: ToolCall): string;
  /** The bytes that end an answer in order. */
  end: string;
  /** An answer's end with these counts, which are JSON and no sensible numbers. */
  endWithCounts(json: string): string;
  /** An error in the midst of an answer, as JSON that stands where its error stands. */
  error(json: string): string;
  /** Any JSON as one event. */
  event(json: string): string;
  /** Bytes that keep the connection alive and say nothing. */
  nothing: string;
  /** The beginning of a line that never ends. */
  lineStart: string;
  /** What must be a whole line of JSON, and is not. */
  garbage: string;
  /** An answer in order that also holds what only a later version of the vendor knows. */
  withUnknown(text: string): string;
  /** Events whose known fields are of other types, each as JSON, none of them an end. */
  wrongTypes: readonly string[];
}

/** A vendor as hostile servers play it, and the adapter that must bear them. */
export interface HostileVendor {
  name: string;
  /** Null where the vendor takes none. */
  apiKey: string | null;
  wire: Wire;
  /** Its remedy is `Start it.` */
  create(baseUrl: string, limits: ProviderLimits, allowance: AddressAllowance): BaseProvider;
  createDecoder(vendor: Vendor, maxLineUnits: number): AnswerDecoder;
}
