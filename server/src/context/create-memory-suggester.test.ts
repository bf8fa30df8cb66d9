import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS, openTestStore } from '../../test/database.ts';
import { awaitAnswer } from '../chat/answer.ts';
import { deleteConversation } from '../chat/delete-conversation.ts';
import { retryAnswer } from '../chat/retry-answer.ts';
import { type ChatParts, sendMessage } from '../chat/send-message.ts';
import { createOutboxWorker, type OutboxWorker } from '../job/outbox-worker.ts';
import { type ConversationId, createId, type MessageId, type UserId } from '../kit/id.ts';
import { createSecretBox } from '../kit/secret-box.ts';
import { createLog } from '../log.ts';
import { createRegistry, type Registry } from '../provider/registry.ts';
import { readQuota } from '../quota/quota.ts';
import { createRuns } from '../run/runs.ts';
import type { Store } from '../store/open.ts';
import { quotaWriter } from '../store/quota-writer.ts';
import { userWriter } from '../store/user-writer.ts';
import { toolLimits } from '../tool/limits.ts';
import { createToolBox } from '../tool/tool-box.ts';
import { changePreferences } from './change-preferences.ts';
import { type BackgroundAsker, createBackgroundAsker } from './create-background-asker.ts';
import { createMemory } from './create-memory.ts';
import { createMemorySuggester } from './create-memory-suggester.ts';
import { listMemories } from './list-memories.ts';
import { createTokenCounters } from './token-counters.ts';

const FACT = 'Has a bicycle with 28 inch wheels';

describe.each(DIALECTS)('suggesting memories on %s', (dialect) => {
  let store: Store & AsyncDisposable;
  let chat: ChatParts & { registry: Registry };
  let asker: BackgroundAsker;
  let outbox: OutboxWorker;
  let ada: UserId;
  let nowMs: number;
  /** What the model says when it is asked for something to remember, and how often it was. */
  let says: string;
  let asked: number;
  let isBusy: boolean;

  beforeAll(async () => {
    store = await openTestStore(dialect);
  });
  afterAll(() => store[Symbol.asyncDispose]());
  beforeEach(async () => {
    nowMs = Date.UTC(2026, 4, 1, 12);
    says = JSON.stringify({ memory: FACT });
    asked = 0;
    isBusy = false;
    const clock = { now: () => nowMs, monotonic: () => performance.now() };
    const log = createLog('silent');
    const registry = createRegistry({ providers: [{ provider: createModel(), isConfigured: true }], clock, log });
    await registry.tick();
    const runs = createRuns({ store, clock, log, instance: 'test', after: async () => undefined });
    const toolBox = createToolBox({ box: createSecretBox('s'), limits: toolLimits, searxngUrl: null });
    chat = {
      store,
      runs,
      registry,
      clock,
      toolBox,
      counters: createTokenCounters(log),
      loadPicture: async () => new Uint8Array(),
    };
    asker = createBackgroundAsker({ store, clock, log, isBusy: () => isBusy });
    const find = createMemorySuggester({ store, clock, registry });
    const handlers = new Map([['memory_suggestion', asker.handlerOf(find)]]);
    outbox = createOutboxWorker({ store, clock, log, instance: 'test', handlers, random: () => 0.5 });
    ada = await createPerson();
    await choose({ suggest_memories: true });
  });
  afterEach(async () => {
    await chat.runs.drain(0);
    asker.stop();
  });

  function createModel(): Parameters<typeof createRegistry>[0]['providers'][number]['provider'] {
    return {
      id: 'scripted',
      name: 'Scripted',
      is_model: true,
      async *chat_stream({ messages }) {
        const isSuggestion = messages[0]?.content.includes('remembering') === true;
        if (isSuggestion) asked += 1;
        yield { type: 'text', text: isSuggestion ? says : 'A tube of 28 inches.' };
        const usage = isSuggestion
          ? { prompt_tokens: 900, completion_tokens: 100 }
          : { prompt_tokens: 1, completion_tokens: 1 };
        yield { type: 'finish', finish_reason: 'stop', usage };
      },
      list_models: async () => [{ id: 'm', name: 'm', context_length: null }],
      health: async () => ({ status: 'up', message: null }),
    };
  }
  async function createPerson(): Promise<UserId> {
    const id = createId<UserId>();
    const email = `${id}@example.org`;
    const rest = { display_name: 'Ada', password_hash: null, role: 'user', status: 'active' } as const;
    await store.transact((tx) => userWriter.insert(tx, { id, email, ...rest, created_at: nowMs, updated_at: nowMs }));
    return id;
  }
  const choose = (change: Parameters<typeof changePreferences>[2]) =>
    store.transact((tx) => changePreferences(tx, ada, change, nowMs));
  async function ask(text = 'Which tube does my 28 inch bicycle need?') {
    const answer = await sendMessage(chat, { viewer: ada, text, source: 'web' });
    await awaitAnswer(chat, answer);
    return answer.meta;
  }
  /** Lets everything that is due in the next quarter of a minute happen. */
  async function look(): Promise<void> {
    for (const end = nowMs + 15_000; nowMs < end; nowMs += 5_000) {
      await outbox.tick();
    }
  }
  const list = async (status: 'suggested' | 'kept') =>
    (await listMemories(store.read, ada, { status, limit: 100 })).items;
  const tokens = async () => (await readQuota(store.read, ada, 'UTC', nowMs)).today.tokens;

  it('saves what the model found, with its source, counts its tokens, and asks once', async () => {
    const meta = await ask();
    expect(await tokens()).toBe(2);
    await look();
    const source = {
      source: 'model',
      source_message_id: meta.user_message_id,
      source_conversation_id: meta.conversation_id,
    };
    expect(await list('suggested')).toMatchObject([{ text: FACT, ...source }]);
    expect(await list('kept')).toEqual([]);
    expect([asked, await tokens()]).toEqual([1, 1_002]);
    await awaitAnswer(chat, await retryAnswer(chat, { viewer: ada, messageId: meta.user_message_id as MessageId }));
    await look();
    expect(asked).toBe(1);
  });

  it('suggests nothing that is known, kept or waiting for a yes', async () => {
    const text = `She ${FACT.toLowerCase()} and mudguards`;
    await store.transact((tx) => createMemory(tx, ada, { text, source: 'web', sourceMessageId: null }, nowMs));
    await ask();
    await look();
    expect([asked, (await list('suggested')).length]).toEqual([1, 0]);
    says = JSON.stringify({ memory: 'Likes tea' });
    for (const question of ['Is green tea good?', 'Is black tea good?']) {
      await ask(question);
      await look();
    }
    expect((await list('suggested')).map((memory) => memory.text)).toEqual(['Likes tea']);
  });

  it.each([
    ['nothing', '{"memory": null}', []],
    ['prose', 'I would rather not.', []],
    ['another shape', '{"memory": ["a"]}', []],
    ['a fence and thoughts', '<think>{"memory": "no"}?</think>\n```json\n{"memory": "Likes tea"}\n```', ['Likes tea']],
    ['text without end', 'x'.repeat(100_000), []],
  ])('makes the best of %s', async (_, said, expected) => {
    says = said;
    await ask();
    await look();
    expect((await list('suggested')).map(({ text }) => text)).toEqual(expected);
  });

  it('waits while somebody waits for an answer, and gives up after a while', async () => {
    isBusy = true;
    await ask();
    await look();
    expect(asked).toBe(0);
    isBusy = false;
    await look();
    expect(asked).toBe(1);
    isBusy = true;
    await ask();
    nowMs += 16 * 60_000;
    isBusy = false;
    await look();
    expect(asked).toBe(1);
  });

  it('asks no model when it is off, switched off meanwhile, out of tokens, or the conversation is gone', async () => {
    await choose({ suggest_memories: null });
    await ask();
    await choose({ suggest_memories: true });
    await look();
    await ask();
    await choose({ suggest_memories: false });
    await look();
    await choose({ suggest_memories: true });
    const meta = await ask();
    await deleteConversation(chat, ada, meta.conversation_id as ConversationId);
    await look();
    await ask();
    const limits = { messages_per_day: null, tokens_per_day: 2, concurrent_streams: null };
    await store.transact((tx) => quotaWriter.setLimits(tx, ada, limits, nowMs));
    await look();
    expect(asked).toBe(0);
  });
});
