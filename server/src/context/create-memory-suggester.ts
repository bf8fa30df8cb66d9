import { z } from 'zod';
import type { OutboxHandler, OutboxOutcome } from '../job/outbox-worker.ts';
import type { Clock } from '../kit/clock.ts';
import type { MessageId, UserId } from '../kit/id.ts';
import { must } from '../kit/must.ts';
import type { Log } from '../log.ts';
import type { Registry } from '../provider/registry.ts';
import type { BaseProvider } from '../provider/spec.ts';
import { readQuota } from '../quota/quota.ts';
import { settleUse } from '../quota/settle-use.ts';
import type { ProviderMeta } from '../run/finish-run.ts';
import { memoryReader } from '../store/memory-reader.ts';
import { messageReader } from '../store/message-reader.ts';
import type { Store } from '../store/open.ts';
import type { OutboxRow } from '../store/outbox-writer.ts';
import { NEWEST_ID } from '../store/page.ts';
import type { ReadHandle, WriteHandle } from '../store/query.ts';
import { quotaReader } from '../store/quota-reader.ts';
import { toSearch } from '../store/search.ts';
import { askForMemory } from './ask-for-memory.ts';
import { createMemory } from './create-memory.ts';
import { readPersonContext } from './preference.ts';

interface SuggesterParts {
  store: Store;
  clock: Clock;
  log: Log;
  registry: Pick<Registry, 'find'>;
  /** Whether this process writes answers that somebody waits for. */
  isBusy: () => boolean;
}

/** Looks for things worth remembering in what was said, after everything that somebody waits for. */
export interface MemorySuggester {
  /** For the outbox rows of kind `memory_suggestion`. */
  readonly handler: OutboxHandler;
  /** Resolves when no model is being asked. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

const LOOK_AGAIN_MS = 5_000;
/** On a server that is always busy nothing is suggested. */
const GIVE_UP_MS = 15 * 60_000;
const ASK_TIMEOUT_MS = 60_000;

const payloadSchema = z.object({
  question_id: z.custom<MessageId>((value) => typeof value === 'string'),
  usage_day: z.string(),
});

interface Exchange {
  owner: UserId;
  questionId: MessageId;
  question: string;
  answer: string;
  usageDay: string;
  provider: BaseProvider;
  model: string;
}

const DONE: OutboxOutcome = { kind: 'done' };
const LATER: OutboxOutcome = { kind: 'wait', afterMs: LOOK_AGAIN_MS };

/**
 * The outbox delivers nothing else while one of its handlers works, so this one only begins to ask, one model at a time, and its row is done
 * then: a suggestion that is lost with the process is not missed.
 */
export function createMemorySuggester(parts: SuggesterParts): MemorySuggester {
  const { store, clock, isBusy } = parts;
  const stopping = new AbortController();
  let asking: Promise<void> | undefined;

  async function handler(row: OutboxRow): Promise<OutboxOutcome> {
    if (clock.now() - row.created_at > GIVE_UP_MS) return DONE;
    if (isBusy()) return LATER;
    const exchange = await readExchange(parts, row);
    if (exchange === 'unfinished') return LATER;
    if (!exchange || !(await isWanted(store.read, exchange, clock.now()))) return DONE;
    if (asking) return LATER;
    asking = suggest(parts, exchange, stopping.signal).finally(() => {
      asking = undefined;
    });
    return DONE;
  }

  return {
    handler,
    settled: async () => asking,
    async stop() {
      stopping.abort();
      await asking;
    },
  };
}

/** Undefined where there is nothing to look at: the answer is gone or has failed, or no model gave it. */
async function readExchange(
  { store, registry }: SuggesterParts,
  row: OutboxRow,
): Promise<Exchange | 'unfinished' | undefined> {
  const owner = must(row.user_id, 'the owner of a suggestion');
  const { question_id: questionId, usage_day: usageDay } = payloadSchema.parse(JSON.parse(row.payload));
  const answer = await messageReader.find(store.read, owner, must(row.subject_id, 'its answer') as MessageId);
  const question = await messageReader.find(store.read, owner, questionId);
  if (answer?.status === 'streaming') return 'unfinished';
  if (!question || answer?.status !== 'complete' || answer.provider_meta === null) return undefined;
  const meta: ProviderMeta = JSON.parse(answer.provider_meta);
  const provider = registry.find(meta.provider);
  if (!provider?.is_model) return undefined;
  return { owner, questionId, question: question.text, answer: answer.text, usageDay, provider, model: meta.model };
}

async function isWanted(db: ReadHandle, { owner, questionId }: Exchange, now: number): Promise<boolean> {
  const { preferences } = await readPersonContext(db, owner);
  if (!preferences.suggest_memories || (await memoryReader.wasSuggestedFrom(db, owner, questionId))) return false;
  const { remaining } = await readQuota(db, owner, preferences.time_zone, now);
  return remaining.tokens !== 0;
}

/** Never throws. */
async function suggest({ store, clock, log }: SuggesterParts, exchange: Exchange, stop: AbortSignal): Promise<void> {
  const { owner } = exchange;
  try {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(ASK_TIMEOUT_MS)]);
    const { text, usage } = await askForMemory(exchange, exchange, signal);
    await store.transact(async (tx) => {
      const provider = exchange.provider.id;
      const use = {
        userId: owner,
        day: exchange.usageDay,
        provider,
        model: exchange.model,
        messages: 0 as const,
        promptTokens: usage.prompt_tokens ?? 0,
        completionTokens: usage.completion_tokens ?? 0,
        reservedTokens: (await quotaReader.isTokenFree(tx, provider)) ? null : 0,
        isVoid: false,
      };
      await settleUse(tx, use);
      if (text !== undefined) await keepSuggestion(tx, exchange, text, clock.now());
    });
  } catch (error) {
    log.warn({ err: error, user_id: owner }, 'nothing to remember could be looked for');
  }
}

/** Whoever deleted the conversation meanwhile wants nothing kept of it. */
async function keepSuggestion(
  tx: WriteHandle,
  { owner, questionId }: Exchange,
  text: string,
  now: number,
): Promise<void> {
  const isThere = (await messageReader.find(tx, owner, questionId)) !== undefined;
  if (!isThere || (await isKnown(tx, owner, text))) return;
  await createMemory(tx, owner, { text, source: 'model', sourceMessageId: questionId, status: 'suggested' }, now);
}

/** Whether a memory, or a suggestion that waits, holds every word of it. */
async function isKnown(db: ReadHandle, owner: UserId, text: string): Promise<boolean> {
  const words = toSearch(text, 'all');
  if (!words) return true;
  for (const status of ['kept', 'suggested'] as const) {
    const found = await memoryReader.search(db, owner, words, { status, before: NEWEST_ID, limit: 1 });
    if (found.length > 0) return true;
  }
  return false;
}
