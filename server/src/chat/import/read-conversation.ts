import { readChatgpt } from './read-chatgpt.ts';
import { readOpenWebui } from './read-open-webui.ts';
import { readOwn } from './read-own.ts';
import { type SourceConversation, UnreadableConversationError } from './source-conversation.ts';

/** Reads a conversation in the form of any program whose exports are known, told by what stands in it. @throws UnreadableConversationError */
export function readConversation(json: Buffer): SourceConversation {
  const value = parse(json);
  const conversation = readOwn(value) ?? readChatgpt(value) ?? readOpenWebui(value);
  if (!conversation)
    throw new UnreadableConversationError(titleOf(value), 'This is no conversation of a program that is known here.');
  if (conversation.id === '') throw new UnreadableConversationError(titleOf(value), 'There is nothing in it.');
  return conversation;
}

function parse(json: Buffer): unknown {
  try {
    return JSON.parse(json.toString('utf8').replace(/^\ufeff/, ''));
  } catch {
    throw new UnreadableConversationError('', 'It is no valid JSON.');
  }
}

function titleOf(value: unknown): string {
  const isTitled = typeof value === 'object' && value !== null && 'title' in value && typeof value.title === 'string';
  return isTitled ? String(value.title) : '';
}
