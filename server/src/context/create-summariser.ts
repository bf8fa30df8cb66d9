import type { Clock } from '../kit/clock.ts';
import { createId, type SummaryId } from '../kit/id.ts';
import { must } from '../kit/must.ts';
import type { Registry } from '../provider/registry.ts';
import { messageReader } from '../store/message-reader.ts';
import type { Store } from '../store/open.ts';
import type { WriteHandle } from '../store/query.ts';
import { summaryReader } from '../store/summary-reader.ts';
import { summaryWriter } from '../store/summary-writer.ts';
import type { FindQuestion } from './create-background-asker.ts';
import { planSummary } from './plan-summary.ts';
import { readPersonContext } from './preference.ts';
import type { PromptSummary } from './prompt-summary.ts';
import { queueSummary } from './queue-summary.ts';
import { type Exchange, readExchange } from './read-exchange.ts';
import { readTurns } from './read-turns.ts';
import { readSummary, toSummaryInstruction, toSummaryQuestion } from './summary-question.ts';
import type { TokenCounters } from './token-counters.ts';

interface SummariserParts {
  store: Store;
  clock: Clock;
  registry: Pick<Registry, 'find' | 'listModels'>;
  counters: TokenCounters;
}

/** Room for a model that thinks before it writes, at most this part of its context. */
const MAX_ANSWER_TOKENS = 2_000;
const ANSWER_SHARE = 1 / 6;
/** A local model without a graphics card reads and writes some ten tokens a second. */
const TIMEOUT_MS = 10 * 60_000;
/** A message takes at most half of the context. */
const UNITS_A_CONTEXT_TOKEN = 1;

/** Files are named where they stand; what is in them is not summed up. */
const WITHOUT_FILES = { read: async ({ text }: { text: string }) => ({ text, images: [] }) };

/** Sums up the older part of a branch with the model that answered in it; for the outbox rows of kind `summary`. */
export function createSummariser({ store, clock, registry, counters }: SummariserParts): FindQuestion {
  return async (row) => {
    const exchange = await readExchange(store.read, registry, row);
    if (!exchange || exchange === 'unfinished') return exchange;
    const { owner, answer, provider, model } = exchange;
    const { preferences } = await readPersonContext(store.read, owner);
    const contextLength = registry.listModels(provider.id).find(({ id }) => id === model)?.context_length;
    if (!preferences.summarise_conversations || !contextLength) return undefined;
    const branch = { owner, conversation: { id: answer.conversation_id }, parentId: answer.id, files: WITHOUT_FILES };
    const counter = counters.of(provider.id, model);
    const read = await readTurns(store.read, { ...branch, contextLength }, counter);
    const plan = planSummary({ ...read, contextLength, counter });
    if (!plan) return undefined;
    const { base, turns, isPartial } = plan;
    return {
      ...exchange,
      instruction: toSummaryInstruction(base),
      content: toSummaryQuestion(base, turns, contextLength * UNITS_A_CONTEXT_TOKEN),
      maxAnswerTokens: Math.min(MAX_ANSWER_TOKENS, Math.floor(contextLength * ANSWER_SHARE)),
      timeoutMs: TIMEOUT_MS,
      async keep(tx, said) {
        const text = readSummary(said);
        const messageId = must(turns.at(-1), 'a covered message').id;
        const covered = { messageId, messages: (base?.messages ?? 0) + turns.length };
        if (text === undefined || !(await isStillRight(tx, exchange, base, covered))) return;
        await insertSummary(tx, exchange, { ...covered, text }, clock.now());
        if (isPartial) await queueRest(tx, exchange, messageId, clock.now());
      },
    };
  };
}

/** Whoever deleted the conversation, or corrected or deleted the summary before, meanwhile, does not want what came of the old one. */
async function isStillRight(
  tx: WriteHandle,
  { owner }: Exchange,
  base: PromptSummary | undefined,
  { messageId }: Pick<PromptSummary, 'messageId'>,
): Promise<boolean> {
  if (!(await messageReader.find(tx, owner, messageId))) return false;
  return !base || (await summaryReader.find(tx, owner, base.id))?.text === base.text;
}

async function insertSummary(
  tx: WriteHandle,
  { owner, answer, provider, model }: Exchange,
  { messageId, messages, text }: Pick<PromptSummary, 'messageId' | 'messages' | 'text'>,
  now: number,
): Promise<void> {
  await summaryWriter.insert(tx, {
    id: createId<SummaryId>(),
    user_id: owner,
    conversation_id: answer.conversation_id,
    message_id: messageId,
    text,
    messages,
    origin: 'model',
    provider: provider.id,
    model,
    created_at: now,
    updated_at: now,
  });
}

async function queueRest(
  tx: WriteHandle,
  { owner, question, answer, usageDay }: Exchange,
  after: PromptSummary['messageId'],
  now: number,
): Promise<void> {
  const payload = { question_id: question.id, usage_day: usageDay };
  await queueSummary(tx, { owner, answerId: answer.id, payload, after: `${answer.id}:${after}` }, now);
}
