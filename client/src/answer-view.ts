import type { AnswerState } from './fold.ts';
import type { Row } from './row.ts';
import type { Turn } from './turn.ts';
import type { Message } from './wire.ts';

/** An answer as the screen shows it, whether it is stored or under way. */
export interface AnswerView {
  status: AnswerState['status'];
  text: string;
  reasoning: string;
  provider: string | null;
  model: string | null;
  error: { code: string; message: string; details: readonly unknown[]; request_id: string | null } | null;
  elapsedMs: number | null;
  completionTokens: number | null;
  /** Older messages of the conversation that were left out, because the model's context could not hold them. */
  droppedMessages: number;
  finishReason: string | null;
  /** The connection to an answer under way is lost and being picked up again. */
  isReconnecting: boolean;
  siblings: readonly string[];
  citations: AnswerState['citations'];
  toolCalls: AnswerState['toolCalls'];
}

export function toAnswerView({ message, turn }: Extract<Row, { kind: 'assistant' }>): AnswerView {
  if (turn) return viewOfTurn(turn);
  if (message) return viewOfMessage(message);
  throw new Error('an assistant row has a message or a turn');
}

function viewOfMessage(message: Message): AnswerView {
  const meta = message.provider_meta;
  return {
    status: message.status,
    text: message.text,
    reasoning: meta?.reasoning ?? '',
    provider: meta?.provider ?? null,
    model: meta?.model ?? null,
    error: message.error && { ...message.error, details: [], request_id: null },
    elapsedMs: meta?.elapsed_ms ?? null,
    completionTokens: meta?.usage?.completion_tokens ?? null,
    droppedMessages: meta?.context.dropped ?? 0,
    finishReason: meta?.finish_reason ?? null,
    isReconnecting: false,
    siblings: message.siblings,
    citations: meta?.citations ?? [],
    toolCalls: meta?.tool_calls ?? [],
  };
}

function viewOfTurn({ answer }: Turn): AnswerView {
  if (answer.message) return viewOfMessage(answer.message);
  return {
    status: answer.status,
    text: answer.text,
    reasoning: answer.reasoning,
    provider: answer.provider,
    model: answer.model,
    error: answer.error,
    elapsedMs: null,
    completionTokens: null,
    droppedMessages: 0,
    finishReason: null,
    isReconnecting: answer.connection === 'waiting',
    siblings: [],
    citations: answer.citations,
    toolCalls: answer.toolCalls,
  };
}
