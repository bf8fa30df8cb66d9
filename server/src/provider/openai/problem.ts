import { type JsonObject, toObject, toText } from '../http/json-object.ts';
import { findErrorMessage, type Refusal } from '../http/map-refusal.ts';

/** What OpenAI says of a request that it could not answer; empty texts where it says nothing. */
export interface Problem {
  /** Of its HTTP answer; null when it said so in the stream, or never answered at all. */
  status: number | null;
  code: string;
  /** The field of the request that it is about. */
  param: string;
  message: string;
}

/** Reads `{error: {code, param, message}}`, and the same fields without `error` around them. */
export function toProblem(value: JsonObject, status: number | null = null): Problem {
  const { code, param } = value.error ? toObject(value.error) : value;
  return { status, code: toText(code), param: toText(param), message: findErrorMessage(value) ?? '' };
}

/** The problem that a refused request had; its text may be anything. */
export function readRefusal({ status, body }: Refusal): Problem {
  try {
    return toProblem(toObject(JSON.parse(body)), status);
  } catch {
    return toProblem({}, status);
  }
}
