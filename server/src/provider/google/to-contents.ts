import { isObject } from '../http/json-object.ts';
import type { ChatMessage, Image, ToolCall, ToolResult } from '../spec.ts';
import { toBase64 } from '../to-data-url.ts';
import { fromVendorState } from './thought-signature.ts';

type Part =
  | { text: string }
  | { inlineData: { mimeType: string; data: string } }
  | { functionCall: { id: string; name: string; args: object }; thoughtSignature?: string }
  | { functionResponse: { id: string; name: string; response: object } };

export interface Content {
  role: 'user' | 'model';
  parts: Part[];
}

/** The conversation without its system messages in the vendor's form: neighbours of one role are merged, empty texts left out. */
export function toContents(messages: readonly ChatMessage[]): Content[] {
  const contents: Content[] = [];
  for (const message of messages) {
    if (message.role === 'system') continue;
    const role = message.role === 'assistant' ? 'model' : 'user';
    const parts = toParts(message);
    const last = contents.at(-1);
    if (parts.length === 0) continue;
    if (last?.role === role) last.parts.push(...parts);
    else contents.push({ role, parts });
  }
  return contents;
}

function toParts(message: ChatMessage): Part[] {
  if (message.role === 'tool') return [toFunctionResponse(message)];
  const text = message.content === '' ? [] : [{ text: message.content }];
  return [...(message.images ?? []).map(toInlineData), ...text, ...(message.tool_calls ?? []).map(toFunctionCall)];
}

function toInlineData({ media_type, bytes }: Image): Part {
  return { inlineData: { mimeType: media_type, data: toBase64(bytes) } };
}

function toFunctionCall({ id, name, arguments: json, vendor_state }: ToolCall): Part {
  const thoughtSignature = fromVendorState(vendor_state);
  return { functionCall: { id, name, args: parseArguments(json) }, ...(thoughtSignature && { thoughtSignature }) };
}

function toFunctionResponse({ tool_call_id, name, content, is_error }: ToolResult): Part {
  return {
    functionResponse: { id: tool_call_id, name, response: is_error ? { error: content } : { output: content } },
  };
}

/** The vendor takes only an object; broken arguments failed as a call already, and its result says so. */
function parseArguments(json: string): object {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}
