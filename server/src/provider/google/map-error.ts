import type { StreamFault } from '../http/event-decoder.ts';
import { type JsonObject, toObject } from '../http/json-object.ts';
import { findErrorMessage } from '../http/map-refusal.ts';

/** What an `error` in the midst of a stream means: a status of Google's APIs, as the HTTP answer would have it. */
export function mapError(event: JsonObject): StreamFault {
  const words = findErrorMessage(event) ?? 'an error without a text';
  return toObject(event.error).status === 'RESOURCE_EXHAUSTED'
    ? { code: 'E3004', whatHappened: `is limiting our rate: ${words}` }
    : { code: 'E3003', whatHappened: `could not answer: ${words}` };
}
