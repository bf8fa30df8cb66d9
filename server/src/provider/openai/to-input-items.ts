import { type JsonObject, toObject, toText } from '../http/json-object.ts';
import type { ChatMessage, SpokenTurn, ToolCall } from '../spec.ts';
import { toDataUrl } from '../to-data-url.ts';

/** The `input` of a Responses request, from turns that are no system turns. */
export function toInputItems(messages: readonly ChatMessage[]): object[] {
  return messages.flatMap((message): object[] => {
    switch (message.role) {
      case 'tool':
        return [{ type: 'function_call_output', call_id: message.tool_call_id, output: message.content }];
      case 'assistant':
        return toAssistantItems(message);
      default:
        return [{ role: message.role, content: toContent(message) }];
    }
  });
}

function toContent({ content, images = [] }: SpokenTurn): string | object[] {
  if (images.length === 0) return content;
  const pictures = images.map((image) => ({ type: 'input_image', detail: 'auto', image_url: toDataUrl(image) }));
  return content === '' ? pictures : [{ type: 'input_text', text: content }, ...pictures];
}

/** What was thought, then what was said, then the calls: the order in which the model made them. */
function toAssistantItems({ content, tool_calls: [first, ...others] = [] }: SpokenTurn): object[] {
  return [
    ...(first ? readThinking(first) : []),
    ...(content === '' ? [] : [{ role: 'assistant', content }]),
    ...(first ? [toCallItem(first)] : []),
    ...others.flatMap((call) => [...readThinking(call), toCallItem(call)]),
  ];
}

function toCallItem({ id, name, arguments: written }: ToolCall): object {
  return { type: 'function_call', call_id: id, name, arguments: written };
}

/** The form of {@link ToolCall.vendor_state} here: the items of thinking before the call. */
export function writeThinking(items: readonly JsonObject[]): string {
  return JSON.stringify(items.map(toThinking));
}

/** None where another vendor wrote the state. */
function readThinking({ vendor_state: state }: ToolCall): object[] {
  if (state === undefined) return [];
  try {
    const items: unknown = JSON.parse(state);
    return Array.isArray(items) ? items.map(toObject).filter(isThinking).map(toThinking) : [];
  } catch {
    return [];
  }
}

/** Whether an item is thinking that may be sent back: without its encrypted content it is only known to whom stores it. */
export function isThinking({ type, encrypted_content: content }: JsonObject): boolean {
  return type === 'reasoning' && typeof content === 'string' && content !== '';
}

/** What of an item of thinking is wanted back. */
function toThinking({ id, summary, encrypted_content }: JsonObject): object {
  const texts = Array.isArray(summary) ? summary.map((part) => toText(toObject(part).text)) : [];
  return {
    type: 'reasoning',
    id: toText(id),
    summary: texts.map((text) => ({ type: 'summary_text', text })),
    encrypted_content,
  };
}
