import type { ErrorEvent, FinalEvent, StreamEvent } from './stream-event.ts';
import type { AnswerDetails, Message, MessageStatus } from './wire.ts';

/** What a screen shows of one answer. What is known of the message and how the connection fares are two things. */
export interface AnswerState {
  /** `sending` until the server has said `meta`: nothing is stored yet as far as we know. */
  status: 'sending' | MessageStatus;
  /** `closed` once nothing more will come. With status `streaming` that means: the message itself must be read again. */
  connection: 'connecting' | 'open' | 'waiting' | 'closed';
  /** While `waiting`: the pause before the next try. */
  retryInMs: number | null;
  streamId: string | null;
  conversationId: string | null;
  userMessageId: string | null;
  messageId: string | null;
  provider: string | null;
  model: string | null;
  text: string;
  reasoning: string;
  citations: AnswerDetails['citations'];
  toolCalls: AnswerDetails['tool_calls'];
  error: Omit<ErrorEvent, 'type' | 'message_id'> | null;
  usage: FinalEvent['usage'] | null;
  elapsedMs: number | null;
  /** The stored message, once the server has said `final`. */
  message: Message | null;
}

const EMPTY: AnswerState = {
  status: 'sending',
  connection: 'connecting',
  retryInMs: null,
  streamId: null,
  conversationId: null,
  userMessageId: null,
  messageId: null,
  provider: null,
  model: null,
  text: '',
  reasoning: '',
  citations: [],
  toolCalls: [],
  error: null,
  usage: null,
  elapsedMs: null,
  message: null,
};

/** The state before the first event: of a new answer, or of one that is already being written, as its stored message has it. */
export function createAnswerState(message?: Message): AnswerState {
  if (!message) return EMPTY;
  return {
    ...EMPTY,
    status: message.status,
    streamId: message.stream_id,
    conversationId: message.conversation_id,
    userMessageId: message.parent_id,
    messageId: message.id,
    provider: message.provider_meta?.provider ?? null,
    model: message.provider_meta?.model ?? null,
    text: message.text,
    citations: message.provider_meta?.citations ?? [],
    toolCalls: message.provider_meta?.tool_calls ?? [],
  };
}

/** The state after one more event. Pure: the same events always give the same state. */
export function fold(state: AnswerState, event: StreamEvent): AnswerState {
  switch (event.type) {
    case 'connection':
      return { ...state, connection: event.state, retryInMs: event.state === 'waiting' ? event.retryInMs : null };
    case 'meta':
      return {
        ...state,
        status: 'streaming',
        streamId: event.stream_id,
        conversationId: event.conversation_id,
        userMessageId: event.user_message_id,
        messageId: event.message_id,
        provider: event.provider,
        model: event.model,
      };
    case 'delta':
      return { ...state, text: state.text + event.text };
    case 'reasoning':
      return { ...state, reasoning: state.reasoning + event.text };
    case 'details':
      return {
        ...state,
        provider: event.provider,
        model: event.model,
        citations: event.citations,
        toolCalls: event.tool_calls,
      };
    case 'restart':
      return { ...state, text: '' };
    case 'gone':
      return { ...state, connection: 'closed', retryInMs: null };
    case 'final':
      return foldFinal(state, event);
    case 'error':
      return foldError(state, event);
  }
}

/** The stored message is the truth, also where it is shorter than what was shown. */
function foldFinal(state: AnswerState, event: FinalEvent): AnswerState {
  return {
    ...state,
    status: event.message.status,
    connection: 'closed',
    text: event.message.text,
    reasoning: event.message.provider_meta?.reasoning ?? state.reasoning,
    citations: event.message.provider_meta?.citations ?? state.citations,
    toolCalls: event.message.provider_meta?.tool_calls ?? state.toolCalls,
    usage: event.usage,
    elapsedMs: event.elapsed_ms,
    message: event.message,
  };
}

function foldError(state: AnswerState, { type: _type, message_id: messageId, ...error }: ErrorEvent): AnswerState {
  return { ...state, status: 'failed', connection: 'closed', messageId: messageId ?? state.messageId, error };
}
