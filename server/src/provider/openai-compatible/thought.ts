import { toObject, toText } from '../http/json-object.ts';
import type { ToolCall } from '../spec.ts';

/** Under which name a server sends what its model thinks, and wants it back. */
export type ThoughtName = 'reasoning_content' | 'reasoning';

/** The form of {@link ToolCall.vendor_state} here: what was thought before the calls. DeepSeek refuses calls without it, gpt-oss loses its thread. */
export function writeThought(name: ThoughtName, text: string): string | undefined {
  return text === '' ? undefined : JSON.stringify({ [name]: text });
}

/** The field of an assistant's turn that holds the thought; none where another vendor wrote the state. */
export function readThought(call: ToolCall | undefined): { [name in ThoughtName]?: string } {
  if (call?.vendor_state === undefined) return {};
  try {
    const { reasoning_content: content, reasoning } = toObject(JSON.parse(call.vendor_state));
    if (toText(content) !== '') return { reasoning_content: toText(content) };
    return toText(reasoning) === '' ? {} : { reasoning: toText(reasoning) };
  } catch {
    return {};
  }
}
