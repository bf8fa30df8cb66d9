import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS, openTestStore } from '../../test/database.ts';
import { changePreferences } from '../context/change-preferences.ts';
import { createTokenCounters } from '../context/token-counters.ts';
import { AppError } from '../errors.ts';
import { systemClock } from '../kit/clock.ts';
import { type ConversationId, createId, type MessageId, type UserId } from '../kit/id.ts';
import { createSecretBox } from '../kit/secret-box.ts';
import { createLog } from '../log.ts';
import { createRegistry, type Registry } from '../provider/registry.ts';
import type { BaseProvider, ChatRequest, VendorConversation } from '../provider/spec.ts';
import { createRuns } from '../run/runs.ts';
import type { Store } from '../store/open.ts';
import { userWriter } from '../store/user-writer.ts';
import { toolLimits } from '../tool/limits.ts';
import { createToolBox } from '../tool/tool-box.ts';
import { awaitAnswer } from './answer.ts';
import { retryAnswer } from './retry-answer.ts';
import { type ChatParts, type NewMessage, sendMessage } from './send-message.ts';
import { keepVendorConversation } from './vendor-conversation.ts';

describe.each(DIALECTS)('a conversation that the vendor keeps, on %s', (dialect) => {
  let store: Store & AsyncDisposable;
  let chat: ChatParts & { registry: Registry };
  let ada: UserId;
  const asked: ChatRequest[] = [];
  let made = 0;
  let isBroken = false;

  const vendor: BaseProvider = {
    id: 'keeper',
    name: 'Keeper',
    is_model: true,
    keeps_conversations: true,
    async *chat_stream(request) {
      asked.push(request);
      yield { type: 'text', text: 'Yes.' };
      if (isBroken) return yield { type: 'error', error: new AppError('E3001') };
      const { vendor_conversation: kept } = request;
      if (kept && kept.id === null) made += 1;
      if (kept) yield { type: 'vendor_conversation', id: kept.id ?? `conv_${made}` };
      yield { type: 'finish', finish_reason: 'stop', usage: { prompt_tokens: 1, completion_tokens: 1 } };
    },
    list_models: async () => [{ id: 'm', name: 'm', context_length: null }],
    health: async () => ({ status: 'up', message: null }),
  };

  beforeAll(async () => {
    store = await openTestStore(dialect);
    const [clock, log] = [systemClock, createLog('silent')];
    const registry = createRegistry({ providers: [{ provider: vendor, isConfigured: true }], clock, log });
    await registry.tick();
    const after: Parameters<typeof createRuns>[0]['after'] = (tx, end) => keepVendorConversation(tx, end, clock.now());
    const runs = createRuns({ store, clock, log, instance: 'test', after });
    const toolBox = createToolBox({ box: createSecretBox('s'), limits: toolLimits, searxngUrl: null });
    const counters = createTokenCounters(log);
    chat = { store, runs, registry, clock, toolBox, counters, loadPicture: async () => new Uint8Array() };
  });
  afterAll(async () => {
    await chat.runs.drain(0);
    await store[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    ada = createId<UserId>();
    made = 0;
    isBroken = false;
    const row = { id: ada, email: `${ada}@example.org`, display_name: 'Ada', password_hash: null };
    const rest = { role: 'user', status: 'active', created_at: 1, updated_at: 1 } as const;
    await store.transact((tx) => userWriter.insert(tx, { ...row, ...rest }));
    await store.transact((tx) => changePreferences(tx, ada, { vendor_conversations: true }, 1));
  });

  async function ask(text: string, more: Partial<NewMessage> = {}) {
    const answer = await sendMessage(chat, { viewer: ada, text, source: 'web', ...more });
    await awaitAnswer(chat, answer);
    return { kept: lastKept(), id: answer.meta.conversation_id as ConversationId, meta: answer.meta };
  }
  const lastKept = () => asked.at(-1)?.vendor_conversation;
  const MADE: VendorConversation = { id: null, held_messages: 0 };

  it('goes on from answer to answer, and is told what the vendor holds already', async () => {
    const { kept, id: conversationId } = await ask('one');
    expect(kept).toEqual(MADE);
    expect((await ask('two', { conversationId })).kept).toEqual({ id: 'conv_1', held_messages: 2 });
    expect((await ask('three', { conversationId })).kept).toEqual({ id: 'conv_1', held_messages: 4 });
    expect((await ask('elsewhere')).kept).toEqual(MADE);
  });

  it('is made anew for another branch, and after an answer that failed', async () => {
    const { id: conversationId, meta } = await ask('one');
    await ask('two', { conversationId });
    expect((await ask('two again', { conversationId, parentId: meta.message_id as MessageId })).kept).toEqual(MADE);
    await awaitAnswer(chat, await retryAnswer(chat, { viewer: ada, messageId: meta.message_id as MessageId }));
    expect(lastKept()).toEqual(MADE);
    isBroken = true;
    await ask('three', { conversationId });
    isBroken = false;
    expect((await ask('four', { conversationId })).kept).toEqual(MADE);
    expect((await ask('five', { conversationId })).kept?.id).toMatch(/^conv_/);
  });

  it('is used by one answer at a time', async () => {
    const { id: conversationId, meta } = await ask('one');
    const parentId = meta.message_id as MessageId;
    const before = asked.length;
    await Promise.all([ask('two', { conversationId, parentId }), ask('three', { conversationId, parentId })]);
    const ids = asked.slice(before).map((request) => request.vendor_conversation?.id);
    expect(ids.sort()).toEqual(['conv_1', null]);
  });

  it('is not there without a yes, nor for a temporary conversation', async () => {
    expect((await ask('for now', { isTemporary: true })).kept).toBeUndefined();
    await store.transact((tx) => changePreferences(tx, ada, { vendor_conversations: null }, 2));
    expect((await ask('one')).kept).toBeUndefined();
  });
});
