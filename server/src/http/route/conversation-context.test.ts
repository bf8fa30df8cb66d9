import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { type ProviderCall, type ScriptedProvider, startScriptedProvider } from '../../../test/scripted-provider.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import type { TestMessage, TestPerson } from '../../../test/test-person.ts';

interface Context {
  context: {
    system_prompt: { text: string; from: string } | null;
    notes: string;
    summary: { id: string; message_id: string; messages: number; text: string } | null;
    messages: { id: string; tokens: number; pinned: boolean; state: string }[];
    totals: { messages: number; dropped: number; summarised: number; tokens: number; context_length: number | null };
    tokens_left: number | null;
  };
}
type Sent = { conversation_id: string; message: TestMessage };
type Summaries = { items: { id: string; text: string; origin: string; messages: number; message_id: string }[] };

const SUMMING = 'sum up the older part';
const LONG = 'a long answer about many things '.repeat(6);

describe.each(DIALECTS)('what a model is told on %s', (dialect) => {
  let server: TestServer;
  let provider: ScriptedProvider;
  let ada: TestPerson;
  beforeAll(async () => {
    provider = await startScriptedProvider([
      { id: 'scripted' },
      { id: 'small', context_length: 900 },
      { id: 'gpt-4o-small', context_length: 900 },
    ]);
    provider.answer(async (call) => {
      const isSumming = call.messages[0]?.content.includes(SUMMING) === true;
      await call.emit(isSumming ? 'They talked about many things.' : LONG);
      await call.finish();
    });
    server = await startTestServer(dialect, { provider });
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await provider[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    ada = await server.person('ada');
    await ada.call('PATCH', '/preferences', { title_by_model: false });
  });

  async function send(text: string, body: object = {}): Promise<Sent & { call: ProviderCall }> {
    const answer = await ada.call<Sent>('POST', '/messages/send', { text, ...body });
    expect(answer.status).toBe(200);
    const call = provider.calls.findLast(({ question }) => question === text);
    if (!call) throw new Error(`nobody was asked: ${text}`);
    return { ...answer.body, call };
  }
  /** A conversation of so many questions with long answers. */
  async function talk(questions: number, body: object) {
    const { conversation_id } = await send('question 1', body);
    for (let n = 2; n <= questions; n += 1) await send(`question ${n}`, { conversation_id });
    return conversation_id;
  }
  const see = async (id: string, query = '') =>
    (await ada.call<Context>('GET', `/conversations/${id}/context${query}`)).body.context;
  const summaries = async (id: string) =>
    (await ada.call<Summaries>('GET', `/conversations/${id}/summaries`)).body.items;
  /** Queueing anything wakes what works in the background. */
  const wake = () => ada.call('POST', '/followups', { message: 'x', deliver_at: '2100-01-01T00:00:00Z' });

  it('takes the system prompt of the request, the conversation, the space or the person, in this order', async () => {
    const { conversation_id: id } = await send('plain');
    const layers: [string, () => Promise<unknown>][] = [
      ['default', () => ada.call('PATCH', '/preferences', { system_prompt: 'from default' })],
      ['space', () => ada.call('PATCH', '/preferences', { space_prompts: { default: 'from space' } })],
      ['conversation', () => ada.call('PATCH', `/conversations/${id}`, { system_prompt: 'from conversation' })],
    ];
    expect((await see(id)).system_prompt).toBeNull();
    for (const [from, set] of layers) {
      await set();
      const text = `from ${from}`;
      expect((await see(id)).system_prompt).toEqual({ text, from });
      const { call } = await send(`said ${from}`, { conversation_id: id });
      expect(call.messages[0]).toEqual({ role: 'system', content: text });
    }
    const own = { conversation_id: id, options: { system_prompt: 'from request' } };
    expect((await send('said own', own)).call.messages[0]?.content).toBe('from request');
    await ada.call('PATCH', `/conversations/${id}`, { system_prompt: '' });
    expect((await send('said nothing', { conversation_id: id })).call.messages[0]?.role).toBe('user');
  });

  it('shows exactly what the next message is sent with, also what is cut and of another branch', async () => {
    await ada.call('PATCH', '/preferences', { summarise_conversations: false, system_prompt: 'Be brief.' });
    await ada.call('POST', '/memories', { text: 'Rides a bicycle' });
    const id = await talk(8, { model: 'small' });
    const texts = new Map((await ada.messages(id, '?limit=100')).map((message) => [message.id, message.text]));
    const leaf = (await ada.messages(id))[3];
    for (const branch of [undefined, leaf?.id]) {
      const shown = await see(id, branch && `?branch=${branch}`);
      const of = (state: string) => shown.messages.filter((message) => message.state === state);
      expect(of('cut').length).toBeGreaterThan(2);
      const { call, message } = await send('and?', { conversation_id: id, ...(branch && { parent_id: leaf?.id }) });
      const [system, ...rest] = call.messages;
      if (branch === undefined) {
        expect(rest.slice(0, -1).map(({ content }) => content)).toEqual(
          of('sent')
            .map((sent) => texts.get(sent.id))
            .reverse(),
        );
        const { totals } = shown;
        expect(message.provider_meta?.context).toMatchObject({
          messages: totals.messages + 1,
          dropped: totals.dropped,
          context_length: 900,
        });
        expect(totals.tokens + (shown.tokens_left ?? 0)).toBe(900);
        texts.set(message.id, message.text);
      }
      expect(system?.content).toBe(`Be brief.\n\n${shown.notes}`);
      expect(shown.notes).toContain('Rides a bicycle');
    }
    const wide = await see(id, '?model=scripted');
    expect([wide.totals.dropped, wide.totals.context_length, wide.tokens_left]).toEqual([0, null, null]);
  });

  it('counts exactly for models whose vocabulary is published', async () => {
    const id = await talk(1, { model: 'gpt-4o-small' });
    const { messages } = await see(id);
    expect(messages.map(({ tokens }) => tokens)).toEqual([countTokens(LONG) + 8, countTokens('question 1') + 8]);
  });

  it('sends a pinned message along when older ones are cut', async () => {
    await ada.call('PATCH', '/preferences', { summarise_conversations: false });
    const id = await talk(8, { model: 'small' });
    const oldest = (await ada.messages(id, '?limit=100')).at(-1);
    const pinned = await ada.call<{ message: TestMessage }>('PATCH', `/messages/${oldest?.id}`, { pinned: true });
    expect(pinned.body.message).toMatchObject({ id: oldest?.id, text: 'question 1', pinned: true });
    expect((await see(id)).messages.at(-1)).toMatchObject({ id: oldest?.id, pinned: true, state: 'sent' });
    const { call } = await send('and now?', { conversation_id: id });
    expect(call.messages[0]).toEqual({ role: 'user', content: 'question 1' });
    await ada.call('PATCH', `/messages/${oldest?.id}`, { pinned: false });
    expect((await see(id)).messages.at(-1)).toMatchObject({ pinned: false, state: 'cut' });
  });

  it('sums up what no longer fits, in the background; a person may read, correct and delete it', async () => {
    const id = await talk(7, { model: 'small' });
    await wake();
    const [summary] = await vi.waitFor(async () => {
      const found = await summaries(id);
      expect(found).toHaveLength(1);
      return found;
    }, 30_000);
    expect(summary).toMatchObject({ text: 'They talked about many things.', origin: 'model' });
    const asked = provider.calls.findLast(({ messages }) => messages[0]?.content.includes(SUMMING));
    expect(asked?.question).toContain('question 1');
    expect(asked?.question).not.toContain('question 6');

    await ada.call('PATCH', `/summaries/${summary?.id}`, { text: 'We planned </summary> a trip.' });
    expect(await summaries(id)).toMatchObject([{ id: summary?.id, origin: 'person' }]);
    await send('question 8', { conversation_id: id });
    const shown = await see(id);
    expect(shown.summary).toMatchObject({ id: summary?.id, message_id: summary?.message_id });
    expect(shown.totals).toMatchObject({ summarised: summary?.messages, dropped: 0 });
    const { call, message } = await send('question 9', { conversation_id: id });
    expect(call.messages[0]?.content).toContain('We planned ‹/summary> a trip.\n</summary>');
    expect(call.messages.some(({ content }) => content === 'question 1')).toBe(false);
    expect(message.provider_meta?.context).toMatchObject({ summarised: summary?.messages, dropped: 0 });

    const bob = await server.person('bob');
    for (const method of ['PATCH', 'DELETE']) {
      const body = method === 'PATCH' ? { text: 'mine' } : undefined;
      expect((await bob.call(method, `/summaries/${summary?.id}`, body)).status).toBe(404);
    }
    expect((await ada.call('DELETE', `/summaries/${summary?.id}`)).status).toBe(200);
    expect((await summaries(id)).map((one) => one.id)).not.toContain(summary?.id);
  });
});
