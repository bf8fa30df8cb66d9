import type { AnswerState } from './fold.ts';
import type { AttachedFile, Message, SendBody } from './wire.ts';

/** One question and its answer while they are under way: from the key press to the stored end. */
export interface Turn {
  /** The `client_message_id` of the request, or the message id of an answer that was found under way. */
  key: string;
  /** Null until the server has made the conversation. */
  conversationId: string | null;
  origin: TurnOrigin;
  answer: AnswerState;
}

/** What a person says, with all that goes along. It stays with its turn, so that it can be sent again as it was. */
export interface Question {
  text: string;
  files?: readonly AttachedFile[];
  /** What was chosen for this message alone. */
  extras?: Pick<SendBody, 'tools' | 'web_search' | 'temporary' | 'space' | 'options'>;
}

export type TurnOrigin =
  | ({ kind: 'send' } & Question)
  /** Another message in place of `replaced`. */
  | { kind: 'edit'; replaced: Message; text: string }
  /** Another answer in place of `replaced`. */
  | { kind: 'retry'; replaced: Message }
  /** The rest of `replaced`, in its place. */
  | { kind: 'continue'; replaced: Message }
  /** Found under way when the conversation was opened. */
  | { kind: 'resume' };

export function isUnderWay({ answer }: Turn): boolean {
  return answer.connection !== 'closed';
}

/** The server took nothing of it: there is no message to show, only the reason. */
export function isRefused({ answer }: Turn): boolean {
  return answer.error !== null && answer.messageId === null;
}
