import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { runSql } from '../../../test/raw-sql.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import type { TestPerson } from '../../../test/test-person.ts';

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe.each(DIALECTS)('the official OpenAI client on %s', (dialect) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(dialect);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  async function openClient(): Promise<{ ada: TestPerson; client: OpenAI }> {
    const ada = await server.person();
    const made = await ada.call<{ key: string }>('POST', '/account/api-keys', { name: 'editor', scope: 'chat' });
    return { ada, client: new OpenAI({ baseURL: `${server.url}/v1`, apiKey: made.body.key, maxRetries: 0 }) };
  }
  const ask = (content: string) => ({ model: 'default', messages: [{ role: 'user' as const, content }] });
  const rowsOf = (ada: TestPerson) =>
    runSql(
      server.database,
      `select id from conversations where user_id = '${ada.id}' union all select id from messages where user_id = '${ada.id}'`,
    );

  it('lists the models of every provider, and asks the one it names', async () => {
    const { client } = await openClient();
    const models = (await client.models.list()).data.map(({ id }) => id);
    expect(models).toContain('openai-compatible/tiny');
    const whole = client.chat.completions.create({ ...ask('which one?'), model: 'openai-compatible/tiny' });
    const call = await server.provider.call('which one?');
    expect(call.model).toBe('tiny');
    await call.emit('This one.');
    await call.finish();
    expect((await whole).model).toBe('openai-compatible/tiny');
  });

  it('gets a whole answer with its token counts, and nothing of it is kept', async () => {
    const { ada, client } = await openClient();
    const answer = client.chat.completions.create({
      model: 'default',
      temperature: 0.5,
      max_completion_tokens: 50,
      messages: [
        { role: 'developer', content: 'Be brief.' },
        { role: 'user', content: 'Two?' },
        { role: 'assistant', content: 'Two.' },
        { role: 'user', content: [{ type: 'text', text: 'And three?' }] },
      ],
    });
    const call = await server.provider.call('And three?');
    expect(call.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect(call.body).toMatchObject({ temperature: 0.5, max_tokens: 50 });
    await call.emit('Three', '.');
    await call.finish('stop', { prompt_tokens: 12, completion_tokens: 3 });
    const { choices, usage } = await answer;
    expect(choices[0]).toMatchObject({ message: { content: 'Three.' }, finish_reason: 'stop' });
    expect(usage).toEqual({ prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 });
    await expect.poll(() => rowsOf(ada)).toEqual([]);
    const { body } = await ada.call<{ today: { messages: number; tokens: number } }>('GET', '/account/usage');
    expect(body.today.messages).toBe(1);
  });

  it('streams, and says at the end what it cost', async () => {
    const { ada, client } = await openClient();
    const streaming = client.chat.completions.create({
      ...ask('stream it'),
      stream: true,
      stream_options: { include_usage: true },
    });
    const call = await server.provider.call('stream it');
    await call.reason('Hm.');
    await call.emit('One ', '😀', ' two');
    await call.finish('length', { prompt_tokens: 4, completion_tokens: 5 });
    let text = '';
    let reason: string | null = null;
    let total: number | undefined;
    for await (const chunk of await streaming) {
      text += chunk.choices[0]?.delta.content ?? '';
      reason = chunk.choices[0]?.finish_reason ?? reason;
      total = chunk.usage?.total_tokens ?? total;
    }
    expect({ text, reason, total }).toEqual({ text: 'One 😀 two', reason: 'length', total: 9 });
    await expect.poll(() => rowsOf(ada)).toEqual([]);
  });

  it('stops the model when it hangs up, streaming or waiting', async () => {
    const { ada, client } = await openClient();
    const streaming = await client.chat.completions.create({ ...ask('leave me'), stream: true });
    const first = await server.provider.call('leave me');
    await first.emit('Half');
    streaming.controller.abort();
    await first.closed;
    const hangUp = new AbortController();
    const waiting = client.chat.completions.create(ask('forget it'), { signal: hangUp.signal });
    const second = await server.provider.call('forget it');
    hangUp.abort();
    await expect(waiting).rejects.toThrow(OpenAI.APIUserAbortError);
    await second.closed;
    await expect.poll(() => rowsOf(ada)).toEqual([]);
  });

  it('is told of failures as OpenAI tells them', async () => {
    const { ada, client } = await openClient();
    const stranger = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: 'wrong', maxRetries: 0 });
    await expect(stranger.models.list()).rejects.toThrow(OpenAI.AuthenticationError);
    const unknown = client.chat.completions.create({ ...ask('x'), model: 'nobody/knows' });
    await expect(unknown).rejects.toMatchObject({ status: 404, code: 'E3000' });
    const twice = client.chat.completions.create({ ...ask('x'), n: 2 });
    await expect(twice).rejects.toMatchObject({ status: 400, code: 'E1001', param: 'n' });
    const fetched = client.chat.completions.create({
      model: 'default',
      messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'http://10.0.0.1/cat.png' } }] }],
    });
    await expect(fetched).rejects.toMatchObject({ status: 400, message: expect.stringContaining('not fetched') });
    const broken = client.chat.completions.create({ ...ask('break'), stream: true });
    (await server.provider.call('break')).refuse(401, 'no such key');
    const reading = async () => {
      for await (const chunk of await broken) expect(chunk.choices[0]?.delta.content).toBe('');
    };
    await expect(reading()).rejects.toMatchObject({ code: 'E3003' });
    await runSql(
      server.database,
      `insert into user_quotas (user_id, messages_per_day, updated_at) values ('${ada.id}', 0, 0)`,
    );
    await expect(client.chat.completions.create(ask('more'))).rejects.toThrow(OpenAI.RateLimitError);
    expect(await rowsOf(ada)).toEqual([]);
  });

  it('asks the program for its own tools, in one piece or streamed', async () => {
    const { client } = await openClient();
    const tools = [{ type: 'function' as const, function: { name: 'look', parameters: { type: 'object' } } }];
    const asked = { index: 0, id: 'call_1', function: { name: 'look', arguments: '{"at":"it"}' } };
    const expected = { id: 'call_1', function: { name: 'look', arguments: '{"at":"it"}' } };
    const askForTool = async (question: string) => {
      const call = await server.provider.call(question);
      expect(call.body.tools).toMatchObject([{ function: { name: 'look' } }]);
      await call.raw(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { tool_calls: [asked] } }] })}\n\n`);
      await call.finish('tool_calls');
    };
    const whole = client.chat.completions.create({ ...ask('look once'), tools });
    await askForTool('look once');
    const message = { content: null, tool_calls: [expected] };
    expect((await whole).choices[0]).toMatchObject({ finish_reason: 'tool_calls', message });

    const streaming = client.chat.completions.create({ ...ask('look again'), tools, stream: true });
    await askForTool('look again');
    const deltas = [];
    for await (const { choices } of await streaming) deltas.push(...(choices[0]?.delta.tool_calls ?? []));
    expect(deltas).toMatchObject([expected]);

    const result = client.chat.completions.create({
      model: 'default',
      messages: [
        { role: 'user', content: 'look' },
        { role: 'assistant', content: null, tool_calls: [{ ...expected, type: 'function' }] },
        { role: 'tool', tool_call_id: 'call_1', content: 'a cat' },
      ],
    });
    const call = await server.provider.call('a cat');
    expect(call.messages.at(-1)).toMatchObject({ role: 'tool', tool_call_id: 'call_1' });
    await call.emit('A cat.');
    await call.finish();
    expect((await result).choices[0]?.message.content).toBe('A cat.');
  });

  it('sends pictures on', async () => {
    const { client } = await openClient();
    const image_url = { url: `data:image/png;base64,${PIXEL}` };
    const answer = client.chat.completions.create({
      model: 'default',
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'See?' },
            { type: 'image_url', image_url },
          ],
        },
      ],
    });
    const call = await server.provider.call();
    expect(JSON.stringify(call.body.messages)).toContain(PIXEL);
    await call.emit('I do.');
    await call.finish();
    expect((await answer).choices[0]?.message.content).toBe('I do.');
  });
});
