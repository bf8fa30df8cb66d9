import type { Message } from '@omniai/client';

/** What a person may do with a stored message. The object stays the same while a conversation is shown. */
export interface MessageActions {
  retry(message: Message): void;
  /** Asks for the rest of an answer that broke off. */
  goOn(message: Message): void;
  /** Takes a message of one's own into the hand again; undefined puts it down as it was. */
  hold(message: Message | undefined): void;
  /** What the message in the hand would say now. */
  reword(text: string): void;
  edit(message: Message, text: string): void;
  /** Copies the conversation up to this message into a new one, and goes there. */
  branch(message: Message): void;
  /** A pinned message is sent along even where older messages no longer fit. */
  pin(message: Message, isPinned: boolean): void;
  selectBranch(messageId: string): void;
}
