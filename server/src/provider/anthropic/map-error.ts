import type { StreamFault } from '../http/event-decoder.ts';
import { type JsonObject, toObject } from '../http/json-object.ts';
import { findErrorMessage } from '../http/map-refusal.ts';

/** What an `error` event in the midst of a stream means: the same as the HTTP answer that comes with its type. */
export function mapError(event: JsonObject): StreamFault {
  const words = findErrorMessage(event) ?? 'an error without a text';
  return toObject(event.error).type === 'rate_limit_error'
    ? { code: 'E3004', whatHappened: `is limiting our rate: ${words}` }
    : { code: 'E3003', whatHappened: `could not answer: ${words}` };
}
