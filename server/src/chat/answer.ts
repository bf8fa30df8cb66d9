import { z } from 'zod';
import { readPersonQuota } from '../context/read-person-quota.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import type { MessageId, RunId, UserId } from '../kit/id.ts';
import { BEYOND_EVERY_ANSWER } from '../kit/limits.ts';
import { INTERRUPTED, type ProviderMeta } from '../run/finish-run.ts';
import { followLiveRun, followStoredRun, type RunSink } from '../run/follow-run.ts';
import type { LiveRun } from '../run/live-run.ts';
import type { Runs } from '../run/runs.ts';
import { messageReader } from '../store/message-reader.ts';
import type { Store } from '../store/open.ts';
import { type RunRow, runReader } from '../store/run-reader.ts';
import { type Message, messageSchema, runContextSchema, toMessage, usageSchema } from './message.ts';

/** The first event of a stream. */
export const answerMetaSchema = z
  .object({
    stream_id: z.string(),
    conversation_id: z.string(),
    user_message_id: z.string(),
    message_id: z.string(),
    provider: z.string(),
    model: z.string(),
    context: runContextSchema,
  })
  .meta({ id: 'StreamMeta' });

type AnswerMeta = z.infer<typeof answerMetaSchema>;

export const quotaSchema = z
  .object({
    limits: z.object({
      messages_per_day: z.number().int().nullable(),
      tokens_per_day: z.number().int().nullable(),
      concurrent_streams: z.number().int().nullable(),
    }),
    today: z.object({ messages: z.number().int(), tokens: z.number().int() }),
    remaining: z.object({ messages: z.number().int().nullable(), tokens: z.number().int().nullable() }),
    resets_at: z.iso.datetime(),
  })
  .meta({ id: 'Quota' });

/** The last event of a stream that came to its end, or was cancelled. */
export const answerFinalSchema = z
  .object({
    message: messageSchema,
    finish_reason: z.enum(['stop', 'length', 'cancelled', 'content_filter']),
    usage: usageSchema,
    elapsed_ms: z.number().nullable(),
    quota: quotaSchema,
  })
  .meta({ id: 'StreamFinal' });

/** The last event of a stream that did not. */
export const answerErrorSchema = z
  .object({ code: z.string(), message: z.string(), retryable: z.boolean(), message_id: z.string() })
  .meta({ id: 'StreamError' });

export type AnswerEnd =
  | { event: 'final'; data: z.infer<typeof answerFinalSchema> }
  | { event: 'error'; data: z.infer<typeof answerErrorSchema> };

/** An answer that can be followed: one this process writes, or one that is only in the database. */
export type Answer = { meta: AnswerMeta; userId: UserId; messageId: MessageId } & ({ live: LiveRun } | { row: RunRow });

/** What it takes to follow an answer. */
export interface AnswerParts {
  store: Store;
  runs: Runs;
  clock: Clock;
}

/** @throws AppError E1002 when there is no such stream of the viewer */
export async function findAnswer(parts: AnswerParts, viewer: UserId, id: RunId): Promise<Answer> {
  const live = parts.runs.find(id);
  if (live?.identity.userId === viewer) return toLiveAnswer(live);
  const row = await runReader.find(parts.store.read, viewer, id);
  if (!row) throw new AppError('E1002');
  return toAnswer(parts, row);
}

export function toLiveAnswer(live: LiveRun): Answer {
  const { id, conversationId, userMessageId, messageId, provider, model, context, userId } = live.identity;
  return {
    meta: {
      stream_id: id,
      conversation_id: conversationId,
      user_message_id: userMessageId,
      message_id: messageId,
      provider,
      model,
      context,
    },
    userId,
    messageId,
    live,
  };
}

/** @throws AppError E1002 when its message is gone */
export async function toAnswer(parts: AnswerParts, row: RunRow): Promise<Answer> {
  const live = parts.runs.find(row.id);
  if (live) return toLiveAnswer(live);
  const message = await messageReader.find(parts.store.read, row.user_id, row.message_id);
  if (!message?.provider_meta) throw new AppError('E1002');
  const { context }: ProviderMeta = JSON.parse(message.provider_meta);
  return {
    meta: {
      stream_id: row.id,
      conversation_id: row.conversation_id,
      user_message_id: message.parent_id ?? message.id,
      message_id: row.message_id,
      provider: row.provider,
      model: row.model,
      context,
    },
    userId: row.user_id,
    messageId: row.message_id,
    row,
  };
}

/**
 * Sends the answer's text from `from` (UTF-16 units) on until its end.
 * @returns the last event, or undefined when the reader went first
 */
export async function followAnswer(
  parts: AnswerParts,
  answer: Answer,
  from: number,
  sink: RunSink,
): Promise<AnswerEnd | undefined> {
  const hasEnded =
    'live' in answer
      ? await followLiveRun(parts.store, answer.live, from, sink)
      : await followStoredRun(parts.store, answer.row, from, sink);
  return hasEnded ? readEnd(parts, answer) : undefined;
}

/** Waits for the answer's end without reading its text. */
export async function awaitAnswer(parts: AnswerParts, answer: Answer): Promise<AnswerEnd> {
  const sink: RunSink = {
    text: () => true,
    reasoning: () => true,
    details: () => true,
    ready: async () => true,
    isClosed: () => false,
  };
  return (await followAnswer(parts, answer, BEYOND_EVERY_ANSWER, sink)) ?? goneEnd(answer);
}

async function readEnd(parts: AnswerParts, answer: Answer): Promise<AnswerEnd> {
  const { store, clock } = parts;
  const row = await messageReader.find(store.read, answer.userId, answer.messageId);
  if (!row) return goneEnd(answer);
  const siblings = await messageReader.listSiblings(store.read, answer.userId, row);
  const message = toMessage(row, siblings, null);
  // Its row says that it is being written, although nobody does: its end could not be stored. A heartbeat will end it.
  const error = message.status === 'streaming' ? INTERRUPTED : message.error;
  if (error) return { event: 'error', data: { ...error, message_id: row.id } };
  const known = 'live' in answer ? answer.live.quota : undefined;
  return {
    event: 'final',
    data: {
      message,
      finish_reason: finishReasonOf(message),
      usage: message.provider_meta?.usage ?? { prompt_tokens: null, completion_tokens: null },
      elapsed_ms: message.provider_meta?.elapsed_ms ?? null,
      quota: known ?? (await readPersonQuota(store.read, answer.userId, clock.now())),
    },
  };
}

function finishReasonOf(message: Message): 'stop' | 'length' | 'cancelled' | 'content_filter' {
  const reason = message.provider_meta?.finish_reason;
  return reason === 'length' || reason === 'cancelled' || reason === 'content_filter' ? reason : 'stop';
}

function goneEnd(answer: Answer): AnswerEnd {
  return {
    event: 'error',
    data: { code: 'E1002', message: 'This answer was deleted.', retryable: false, message_id: answer.meta.message_id },
  };
}
