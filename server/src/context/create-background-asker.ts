import type { OutboxHandler, OutboxOutcome } from '../job/outbox-worker.ts';
import type { Clock } from '../kit/clock.ts';
import type { UserId } from '../kit/id.ts';
import type { Log } from '../log.ts';
import type { BaseProvider, Usage } from '../provider/spec.ts';
import { readQuota } from '../quota/quota.ts';
import { settleUse } from '../quota/settle-use.ts';
import type { Store } from '../store/open.ts';
import type { OutboxRow } from '../store/outbox-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import { quotaReader } from '../store/quota-reader.ts';
import { readPersonContext } from './preference.ts';

/** What a model is asked for when nobody waits for anything. */
interface BackgroundQuestion {
  /** Whose tokens it costs. */
  owner: UserId;
  /** On which they are booked. */
  usageDay: string;
  provider: BaseProvider;
  model: string;
  instruction: string;
  content: string;
  maxAnswerTokens: number;
  /** How long it may take; a minute where nothing is said. */
  timeoutMs?: number | undefined;
  /** Keeps what comes of the answer, in the transaction that books its tokens. What was deleted meanwhile must stay so. */
  keep(tx: WriteHandle, answer: string): Promise<void>;
}

/** Says what to ask for a row of the outbox: `unfinished` when it is too early, undefined when there is nothing to ask. */
export type FindQuestion = (row: OutboxRow) => Promise<BackgroundQuestion | 'unfinished' | undefined>;

/** Asks models in the background, one at a time, after everything that somebody waits for. */
export interface BackgroundAsker {
  handlerOf(find: FindQuestion): OutboxHandler;
  /** Breaks off what is being asked; its row is taken up again after the next start. Before the outbox is stopped. */
  stop(): void;
}

const LOOK_AGAIN_MS = 5_000;
/** On a server that is always busy nothing is asked. */
const GIVE_UP_MS = 15 * 60_000;
const ASK_TIMEOUT_MS = 60_000;
const MAX_TRIES = 3;
/** UTF-16 units that a model which does not keep to its tokens may write for each of them. */
const MOST_UNITS_A_TOKEN = 30;

const DONE: OutboxOutcome = { kind: 'done' };

/** @param isBusy whether this process writes answers that somebody waits for */
export function createBackgroundAsker(parts: {
  store: Store;
  clock: Clock;
  log: Log;
  isBusy: () => boolean;
}): BackgroundAsker {
  const { store, clock, log, isBusy } = parts;
  const stopping = new AbortController();
  let isAsking = false;

  async function ask(question: BackgroundQuestion, row: OutboxRow): Promise<OutboxOutcome> {
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(question.timeoutMs ?? ASK_TIMEOUT_MS)]);
    try {
      const { text, usage } = await readAnswer(question, signal);
      return {
        kind: 'done',
        async record(tx) {
          await book(tx, question, usage);
          await question.keep(tx, text);
        },
      };
    } catch (error) {
      if (stopping.signal.aborted) return later(row);
      const reason = error instanceof Error ? error.message : String(error);
      if (row.attempts < MAX_TRIES) return { kind: 'retry', reason };
      log.warn({ part: row.kind, user_id: question.owner, err: error }, 'a model was asked in the background in vain');
      return DONE;
    }
  }

  /** The longer it waits, the seldomer it is looked at: on a busy server thousands of rows may wait. */
  function later({ created_at: createdAt }: OutboxRow): OutboxOutcome {
    return { kind: 'wait', afterMs: Math.max(LOOK_AGAIN_MS, Math.round((clock.now() - createdAt) / 2)) };
  }

  async function hasTokens(owner: UserId): Promise<boolean> {
    const { preferences } = await readPersonContext(store.read, owner);
    return (await readQuota(store.read, owner, preferences.time_zone, clock.now())).remaining.tokens !== 0;
  }

  return {
    handlerOf: (find) => async (row) => {
      if (clock.now() - row.created_at > GIVE_UP_MS) return DONE;
      if (isAsking || isBusy() || stopping.signal.aborted) return later(row);
      isAsking = true;
      try {
        const question = await find(row);
        if (question === 'unfinished') return later(row);
        return question && (await hasTokens(question.owner)) ? await ask(question, row) : DONE;
      } finally {
        isAsking = false;
      }
    },
    stop: () => stopping.abort(),
  };
}

/** @throws AppError E3001 to E3005 when the model does not answer, and the signal's reason when it aborts */
async function readAnswer(
  { provider, model, instruction, content, maxAnswerTokens }: BackgroundQuestion,
  signal: AbortSignal,
): Promise<{ text: string; usage: Usage }> {
  const messages = [
    { role: 'system' as const, content: instruction },
    { role: 'user' as const, content },
  ];
  const request = { model, messages, options: { temperature: 0, max_tokens: maxAnswerTokens } };
  let text = '';
  let usage: Usage = { prompt_tokens: null, completion_tokens: null };
  for await (const chunk of provider.chat_stream(request, signal)) {
    if (chunk.type === 'text') text += chunk.text;
    if (chunk.type === 'finish') usage = chunk.usage;
    if (chunk.type === 'error') throw chunk.error;
    if (text.length > maxAnswerTokens * MOST_UNITS_A_TOKEN) break;
  }
  // A stream whose signal aborts ends without a word.
  signal.throwIfAborted();
  return { text, usage };
}

async function book(tx: WriteHandle, question: BackgroundQuestion, usage: Usage): Promise<void> {
  const provider = question.provider.id;
  await settleUse(tx, {
    userId: question.owner,
    day: question.usageDay,
    provider,
    model: question.model,
    messages: 0,
    promptTokens: usage.prompt_tokens ?? 0,
    completionTokens: usage.completion_tokens ?? 0,
    reservedTokens: (await quotaReader.isTokenFree(tx, provider)) ? null : 0,
    isVoid: false,
  });
}
