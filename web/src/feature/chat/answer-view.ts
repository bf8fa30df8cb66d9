import type { AnswerState, Message } from '@omniai/client';
import type { Row } from './row.ts';

/** An answer as the screen shows it, whether it is stored or under way. */
export interface AnswerView {
  status: AnswerState['status'];
  text: string;
  reasoning: string;
  provider: string | null;
  model: string | null;
  /** False for answers from the documentation; undefined while that is not known. */
  isModel: boolean | undefined;
  error: { code: string; message: string; retryable: boolean; details: readonly unknown[] } | null;
  elapsedMs: number | null;
  completionTokens: number | null;
  finishReason: string | null;
  /** The connection to an answer under way is lost and being picked up again. */
  isReconnecting: boolean;
  siblings: readonly string[];
}

export function toAnswerView({ message, turn }: Extract<Row, { kind: 'assistant' }>): AnswerView {
  if (turn) return viewOfTurn(turn.answer, message ?? replacedBy(turn.origin));
  if (message) return viewOfMessage(message);
  throw new Error('an assistant row has a message or a turn');
}

function replacedBy(origin: NonNullable<Row['turn']>['origin']): Message | null {
  return origin.kind === 'retry' ? origin.replaced : null;
}

function viewOfMessage(message: Message): AnswerView {
  const meta = message.provider_meta;
  return {
    status: message.status,
    text: message.text,
    reasoning: '',
    provider: meta?.provider ?? null,
    model: meta?.model ?? null,
    isModel: meta?.is_model,
    error: message.error && { ...message.error, details: [] },
    elapsedMs: meta?.elapsed_ms ?? null,
    completionTokens: meta?.usage?.completion_tokens ?? null,
    finishReason: meta?.finish_reason ?? null,
    isReconnecting: false,
    siblings: message.siblings,
  };
}

function viewOfTurn(answer: AnswerState, sibling: Message | null): AnswerView {
  const known = answer.messageId === null ? [] : [answer.messageId];
  return {
    status: answer.status,
    text: answer.text,
    reasoning: answer.reasoning,
    provider: answer.provider,
    model: answer.model,
    isModel: answer.message?.provider_meta?.is_model,
    error: answer.error,
    elapsedMs: answer.elapsedMs,
    completionTokens: answer.usage?.completion_tokens ?? null,
    finishReason: null,
    isReconnecting: answer.connection === 'waiting',
    siblings: [...new Set([...(sibling?.siblings ?? []), ...known])],
  };
}
