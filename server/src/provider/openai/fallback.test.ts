import { describe, expect, test } from 'vitest';
import { providerLimits } from '../limits.ts';
import type { Script } from '../test/hostile-server.ts';
import {
  CHAT,
  FALLBACK,
  openScripted,
  question,
  RESPONSES,
  readSequence,
  refuse,
  say,
  toEvent,
} from './test/scripted-openai.ts';

const chatAnswer = say(
  'data: {"choices":[{"delta":{"content":"from chat"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n',
);

describe('the fallback to Chat Completions', () => {
  const answeredBy = { type: 'answered_by', provider: 'openai', model: FALLBACK };
  const unsupported = { message: 'Unsupported.', code: 'unsupported_parameter', param: 'stream' };

  test.each<[string, Script]>([
    ['a missing interface', refuse(404, { message: 'Not Found' })],
    ['an unknown model', refuse(404, { message: 'The model does not exist', code: 'model_not_found' })],
    ['a model of others', refuse(403, { message: 'No access to the model', code: 'model_not_found' })],
    ['an unknown field', refuse(400, unsupported)],
    ['500', refuse(500, { message: 'Oops.' })],
    ['429', refuse(429, { message: 'Slow down.' })],
    ['an error before the first part', say(readSequence('error-at-once'))],
    ['a broken connection', ({ socket }) => void socket.destroy()],
    ['an empty answer', say('')],
    ['a web page', ({ response }) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>')],
  ])('answers after %s, and says who it is', async (_what, script) => {
    const { ask, asked } = await openScripted({ [RESPONSES]: script, [CHAT]: chatAnswer });
    const { parts, last } = await ask({ ...question('hi'), options: { temperature: 0.5, max_tokens: 9 } });
    expect(parts).toEqual([answeredBy, { type: 'text', text: 'from chat' }]);
    expect(last?.type).toBe('finish');
    expect(asked().at(-1)).toMatchObject({
      path: CHAT,
      body: { model: FALLBACK, temperature: 0.5, max_completion_tokens: 9 },
    });
  });

  test('answers after silence', async () => {
    const limits = { ...providerLimits, firstTokenMs: 1_000 };
    const { ask } = await openScripted({ [RESPONSES]: () => undefined, [CHAT]: chatAnswer }, { limits });
    expect((await ask(question('hi'))).parts[0]).toEqual(answeredBy);
  });

  test.each<[string, Script]>([
    ['a wrong key', refuse(401, { message: 'Incorrect API key' })],
    ['what is wrong with the question', refuse(400, { message: 'Bad image.', code: 'invalid_image' })],
    ['a question that is too long', refuse(400, { message: 'Too long.', code: 'context_length_exceeded' })],
    ['a prompt that is refused', say(toEvent('error', { code: 'invalid_prompt', message: 'No.' }))],
  ])('is of no use after %s', async (_what, script) => {
    const { ask, asked } = await openScripted({ [RESPONSES]: script, [CHAT]: chatAnswer });
    expect(await ask(question('hi'))).toMatchObject({ parts: [], last: { error: { code: 'E3003' } } });
    expect(asked()).toHaveLength(1);
  });

  test('that fails too leaves the first failure as the answer', async () => {
    const { ask } = await openScripted({
      [RESPONSES]: refuse(429, { message: 'Slow down.' }),
      [CHAT]: refuse(404, { message: 'No such model' }),
    });
    expect(await ask(question('hi'))).toMatchObject({ parts: [], last: { error: { code: 'E3004' } } });
  });

  test('never takes the place of an answer that has begun, be it with thinking', async () => {
    const thought = toEvent('response.reasoning_summary_text.delta', { delta: 'hm' });
    const { ask, asked } = await openScripted({ [RESPONSES]: say(thought), [CHAT]: chatAnswer });
    expect(await ask(question('hi'))).toMatchObject({ reasoning: 'hm', last: { error: { code: 'E3005' } } });
    expect(asked()).toHaveLength(1);
  });

  test('does not replace a model that a person has chosen', async () => {
    const { ask, asked } = await openScripted({ [RESPONSES]: refuse(500, { message: 'Oops.' }), [CHAT]: chatAnswer });
    expect((await ask(question('hi', 'o3'))).last).toMatchObject({ type: 'error' });
    expect(asked()).toHaveLength(1);
  });

  test('asks a chosen model itself where the address has no Responses API', async () => {
    const { ask, asked } = await openScripted({ [CHAT]: chatAnswer });
    const { parts } = await ask({ ...question('hi', 'o3'), options: { temperature: 0.5 } });
    expect(parts).toEqual([{ type: 'text', text: 'from chat' }]);
    expect(asked().at(-1)?.body).toMatchObject({ model: 'o3' });
    expect(asked().at(-1)?.body).not.toHaveProperty('temperature');
  });
});
