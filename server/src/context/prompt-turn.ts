import type { MessageId } from '../kit/id.ts';
import type { ChatMessage, Image } from '../provider/spec.ts';
import type { MessageRow } from '../store/message-reader.ts';
import { countMessage, type TokenCounter } from './token-counter.ts';

/** A message with what its files add to it. */
export interface SaidMessage extends Pick<MessageRow, 'id' | 'role' | 'text' | 'pinned_at'> {
  images?: readonly Image[];
}

/** A message of the branch as the model reads it. */
export interface PromptTurn {
  id: MessageId;
  role: MessageRow['role'];
  /** One, or more where tools were used. They are sent or left out together. */
  messages: readonly ChatMessage[];
  tokens: number;
  /** Whether it is sent before all others that fit. */
  isPinned: boolean;
}

export function toPromptTurn(
  counter: TokenCounter,
  { id, role, text, pinned_at, images = [] }: SaidMessage,
): PromptTurn {
  const message: ChatMessage = { role, content: text, ...(images.length > 0 && { images }) };
  return { id, role, messages: [message], tokens: countMessage(counter, message, id), isPinned: pinned_at !== null };
}
