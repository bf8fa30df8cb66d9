import { isObject } from '../http/json-object.ts';
import type { ChatMessage, Image, ToolCall } from '../spec.ts';
import { toBase64 } from '../to-data-url.ts';
import { fromVendorState, type MessageBlock } from './message-block.ts';

type Block =
  | MessageBlock
  | { type: 'image'; source: { type: 'base64'; media_type: string; data: string } }
  | { type: 'tool_use'; id: string; name: string; input: object }
  | { type: 'tool_result'; tool_use_id: string; content: string; is_error: boolean };

export interface MessageTurn {
  role: 'user' | 'assistant';
  content: Block[];
}

/**
 * The conversation without its system messages in the vendor's form: turns that begin with a user's and alternate (neighbours of one role are
 * merged), without empty texts, which it refuses.
 */
export function toMessageTurns(messages: readonly ChatMessage[]): MessageTurn[] {
  const turns: MessageTurn[] = [];
  for (const message of messages) {
    if (message.role === 'system') continue;
    const role = message.role === 'assistant' ? 'assistant' : 'user';
    const content = toBlocks(message);
    const last = turns.at(-1);
    if (content.length === 0) continue;
    if (last?.role === role) last.content.push(...content);
    else turns.push({ role, content });
  }
  if (turns[0]?.role === 'assistant') turns.unshift({ role: 'user', content: [{ type: 'text', text: '…' }] });
  return turns;
}

function toBlocks(message: ChatMessage): Block[] {
  switch (message.role) {
    case 'tool': {
      const { tool_call_id, content, is_error } = message;
      return [{ type: 'tool_result', tool_use_id: toToolId(tool_call_id), content, is_error }];
    }
    case 'assistant':
      return toAssistantBlocks(message.content, message.tool_calls ?? []);
    default:
      return [...(message.images ?? []).map(toImageBlock), ...toTextBlocks(message.content)];
  }
}

/** Where the calls bring the blocks that stood before them, those have the text in them, at its place. */
function toAssistantBlocks(text: string, calls: readonly ToolCall[]): Block[] {
  const blocksBefore = calls.map(({ vendor_state }) => fromVendorState(vendor_state));
  const hasText = blocksBefore.some((blocks) => blocks !== undefined);
  return [
    ...(hasText ? [] : toTextBlocks(text.trimEnd())), // a last turn of the assistant may not end with white space
    ...calls.flatMap((call, i): Block[] => [...(blocksBefore[i] ?? []), toToolUse(call)]),
  ];
}

function toTextBlocks(text: string): Block[] {
  return text.trim() === '' ? [] : [{ type: 'text', text }];
}

function toImageBlock({ media_type, bytes }: Image): Block {
  return { type: 'image', source: { type: 'base64', media_type, data: toBase64(bytes) } };
}

function toToolUse({ id, name, arguments: json }: ToolCall): Block {
  return { type: 'tool_use', id: toToolId(id), name, input: parseInput(json) };
}

/** The vendor takes only such ids; those of another one may have other characters. */
function toToolId(id: string): string {
  return id.replace(/[^a-zA-Z0-9_-]/g, '_') || '_';
}

/** The vendor takes only an object; broken arguments failed as a call already, and its result says so. */
function parseInput(json: string): object {
  try {
    const input: unknown = JSON.parse(json);
    return isObject(input) && !Array.isArray(input) ? input : {};
  } catch {
    return {};
  }
}
