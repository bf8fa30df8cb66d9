import { endOfLocalDay, localDay } from '../kit/local-day.ts';
import { type Quota, readQuota, toQuota } from '../quota/quota.ts';
import { settleUse } from '../quota/settle-use.ts';
import { messageWriter } from '../store/message-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import { runWriter } from '../store/run-writer.ts';
import { toolCallWriter } from '../store/tool-call-writer.ts';
import type { AnswerDetails } from './answer-details.ts';
import type { AnswerOptions } from './answer-options.ts';
import type { RunContext, RunIdentity, RunOutcome } from './live-run.ts';
import { endToolUses } from './read-tool-uses.ts';
import { usedTokens } from './used-tokens.ts';

/** A run at its end, with the part of its text that stands only in memory. */
export interface EndedRun {
  identity: RunIdentity;
  outcome: RunOutcome;
  /** UTF-16 units of the text that stand in pieces in the database. */
  storedLength: number;
  /** UTF-16 units of everything that was written, thinking included. */
  writtenUnits: number;
  /** The whole text, or what follows the stored pieces. */
  tail: string;
  reasoning: string;
  details: AnswerDetails;
  /** The conversation that the vendor keeps and in which this answer stands; null where there is none. */
  vendorConversation: string | null;
  elapsedMs: number | null;
  firstTokenAt: number | null;
}

/** What is kept beside an answer about how it came to be. */
export interface ProviderMeta {
  provider: string;
  model: string;
  context: RunContext;
  /** What the person chose for it; absent where nothing. */
  options?: AnswerOptions;
  /** Where its text goes on from that of an earlier answer, in UTF-16 units; absent where it begins anew. */
  continued_at?: number;
  finish_reason?: string;
  usage?: { prompt_tokens: number | null; completion_tokens: number | null };
  elapsed_ms?: number;
  reasoning?: string;
  citations?: AnswerDetails['citations'];
  tool_calls?: AnswerDetails['tool_calls'];
}

/** Queues, in the transaction that ends a run, what follows from it. */
export type AfterRun = (tx: WriteHandle, ended: EndedRun) => Promise<void>;

/**
 * Ends a run in the database: its row, its message, its owner's usage and what follows from it, all or nothing.
 * @returns the owner's quota afterwards, or undefined when the run had ended already or was taken over (then nothing was written)
 */
export async function finishRun(
  tx: WriteHandle,
  ended: EndedRun,
  after: AfterRun,
  now: number,
): Promise<Quota | undefined> {
  const { identity, outcome } = ended;
  const used = usedTokens(outcome, identity.promptTokens, ended.writtenUnits);
  const isOurs = await runWriter.finish(tx, {
    id: identity.id,
    epoch: identity.epoch,
    status: outcome.status,
    provider: ended.details.provider,
    model: ended.details.model,
    finishReason: 'finish_reason' in outcome ? outcome.finish_reason : null,
    errorCode: outcome.status === 'failed' ? outcome.error.code : null,
    promptTokens: used?.promptTokens ?? null,
    completionTokens: used?.completionTokens ?? null,
    firstTokenAt: ended.firstTokenAt,
    finishedAt: now,
  });
  if (!isOurs) return undefined;
  await messageWriter.finish(tx, {
    id: identity.messageId,
    owner: identity.userId,
    status: outcome.status,
    tail: ended.tail,
    storedLength: ended.storedLength,
    providerMeta: JSON.stringify(createProviderMeta(ended)),
    error: errorOf(outcome),
    now,
  });
  if (ended.details.tool_calls.length > 0) await toolCallWriter.endOpen(tx, identity.id, now);
  const { userId, usageDay: day, timeZone } = identity;
  const settled = await settleUse(tx, {
    userId,
    day,
    provider: ended.details.provider,
    model: ended.details.model,
    messages: 1,
    promptTokens: used?.promptTokens ?? 0,
    completionTokens: used?.completionTokens ?? 0,
    reservedTokens: identity.reservedTokens,
    isVoid: used === undefined,
  });
  await after(tx, ended);
  // An answer that was written over midnight counts for the day of its question; what is left is told of today.
  if (!settled || day !== localDay(now, timeZone)) return readQuota(tx, userId, timeZone, now);
  return toQuota(settled.limits, settled.usage, endOfLocalDay(now, timeZone));
}

/** What is known of an answer's making when it begins. */
export function createFirstMeta(
  { provider, model, context, options, continuedAt }: FirstIdentity,
  { citations, tool_calls }: Pick<AnswerDetails, 'citations' | 'tool_calls'> = NO_DETAILS,
): ProviderMeta {
  return {
    provider,
    model,
    context,
    ...(Object.keys(options).length > 0 && { options }),
    ...(continuedAt > 0 && { continued_at: continuedAt }),
    ...(citations.length > 0 && { citations }),
    ...(tool_calls.length > 0 && { tool_calls }),
  };
}

type FirstIdentity = Pick<RunIdentity, 'provider' | 'model' | 'context' | 'options' | 'continuedAt'>;

const NO_DETAILS = { citations: [], tool_calls: [] };

function createProviderMeta(ended: EndedRun): ProviderMeta {
  const { identity, outcome, details } = ended;
  return {
    ...createFirstMeta(
      { ...identity, provider: details.provider, model: details.model },
      { ...details, tool_calls: endToolUses(details.tool_calls) },
    ),
    ...('finish_reason' in outcome && { finish_reason: outcome.finish_reason }),
    ...('usage' in outcome && { usage: outcome.usage }),
    ...(ended.elapsedMs !== null && { elapsed_ms: ended.elapsedMs }),
    ...(ended.reasoning !== '' && { reasoning: ended.reasoning }),
  };
}

/** What a reader is told about an answer that did not come to its end; null for one that did. */
interface RunFailure {
  code: string;
  message: string;
  retryable: boolean;
}

/** What is told of an answer that nobody writes to its end. */
export const INTERRUPTED: RunFailure = {
  code: 'E1007',
  message: 'The server stopped while this was being written. Try again to get a whole answer.',
  retryable: true,
};

const RETRY_HELPS = new Set(['E1007', 'E3001', 'E3002', 'E3004', 'E3005']);

function failureOf(outcome: RunOutcome): RunFailure | null {
  if (outcome.status === 'failed') {
    return { code: outcome.error.code, message: outcome.error.message, retryable: RETRY_HELPS.has(outcome.error.code) };
  }
  return outcome.status === 'interrupted' ? INTERRUPTED : null;
}

function errorOf(outcome: RunOutcome): string | null {
  const failure = failureOf(outcome);
  return failure && JSON.stringify(failure);
}
