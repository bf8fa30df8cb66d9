import type { Message } from '@omniai/client';

/** What a person may do with a stored message. The object stays the same while a conversation is shown. */
export interface MessageActions {
  retry(message: Message): void;
  /** Asks for the rest of an answer that broke off. */
  goOn(message: Message): void;
  /** Takes a message back into the field it was written in. */
  beginEdit(message: Message): void;
  /** Copies the conversation up to this message into a new one, and goes there. */
  branch(message: Message): void;
  selectBranch(messageId: string): void;
}
