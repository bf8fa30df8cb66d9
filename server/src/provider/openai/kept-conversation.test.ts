import { describe, expect, test } from 'vitest';
import type { ChatMessage, ChatRequest } from '../spec.ts';
import { collectAnswer } from '../test/collect-answer.ts';
import {
  answerJson,
  CONVERSATIONS,
  END,
  MODEL,
  openScripted,
  RESPONSES,
  refuse,
  say,
  toEvent,
  toText,
} from './test/scripted-openai.ts';

const makes = (id: string) => answerJson(200, { id });

describe('a conversation kept at OpenAI', () => {
  const turns: ChatMessage[] = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'one' },
    { role: 'assistant', content: 'two' },
    { role: 'user', content: 'three' },
  ];
  const request: ChatRequest = { model: MODEL, messages: turns, options: {} };
  const going = { ...request, vendor_conversation: { id: 'conv_old', held_messages: 2 } };
  const lost = refuse(404, { message: "Conversation with id 'conv_old' not found." });
  const everything = ['one', 'two', 'three'].map((content) => expect.objectContaining({ content }));
  const answer = say(toText('a') + END);

  test('is made, gets every message but the system turns, and is told before the end', async () => {
    const { ask, asked } = await openScripted({ [CONVERSATIONS]: makes('conv_new'), [RESPONSES]: answer });
    const { parts, last } = await ask({ ...request, vendor_conversation: { id: null, held_messages: 0 } });
    expect(parts).toEqual([
      { type: 'text', text: 'a' },
      { type: 'vendor_conversation', id: 'conv_new' },
    ]);
    expect(last).toMatchObject({ type: 'finish', finish_reason: 'stop' });
    expect(asked()[1]?.body).toMatchObject({
      instructions: 'Be brief.',
      conversation: { id: 'conv_new' },
      input: everything,
    });
    expect(asked()[1]?.body).not.toHaveProperty('store');
  });

  test('gets only what it does not hold', async () => {
    const { ask, asked } = await openScripted({ [RESPONSES]: answer });
    expect((await ask(going)).parts.at(-1)).toEqual({ type: 'vendor_conversation', id: 'conv_old' });
    expect(asked()).toEqual([
      {
        path: RESPONSES,
        body: expect.objectContaining({
          conversation: { id: 'conv_old' },
          input: [{ role: 'user', content: 'three' }],
        }),
      },
    ]);
  });

  test.each([
    ['is lost', lost],
    ['is busy with an answer that was stopped', refuse(400, { message: 'Busy.', code: 'conversation_locked' })],
    ['has outgrown the model', refuse(400, { message: 'Too long.', code: 'context_length_exceeded' })],
    ['outgrows it in the stream', say(toEvent('error', { code: 'context_length_exceeded', message: 'Too long.' }))],
    ['waits for a tool', refuse(400, { message: 'No tool output found for function call call_1.' })],
  ])('that %s is made anew with everything, once', async (_what, script) => {
    const { ask, asked } = await openScripted({
      [CONVERSATIONS]: makes('conv_new'),
      [RESPONSES]: [script, answer],
    });
    const { text, parts } = await ask(going);
    expect(text).toBe('a');
    expect(parts.at(-1)).toEqual({ type: 'vendor_conversation', id: 'conv_new' });
    expect(asked().map(({ path }) => path)).toEqual([RESPONSES, CONVERSATIONS, RESPONSES]);
    expect(asked()[2]?.body).toMatchObject({ conversation: { id: 'conv_new' }, input: everything });
  });

  test('is given up where the new one is lost too', async () => {
    const { ask, asked } = await openScripted(
      { [CONVERSATIONS]: makes('conv_new'), [RESPONSES]: lost },
      { fallbackModel: null },
    );
    expect((await ask(going)).last).toMatchObject({ type: 'error', error: { code: 'E3003' } });
    expect(asked()).toHaveLength(3);
  });

  test('that holds all there is to send is left for a new one, since something was taken back', async () => {
    const { ask, asked } = await openScripted({ [CONVERSATIONS]: makes('conv_new'), [RESPONSES]: answer });
    await ask({ ...going, vendor_conversation: { id: 'conv_old', held_messages: 3 } });
    expect(asked()[1]?.body).toMatchObject({ conversation: { id: 'conv_new' }, input: everything });
  });

  test('is not needed for an answer: where none can be made, nothing is kept', async () => {
    const { ask, asked } = await openScripted({
      [CONVERSATIONS]: refuse(500, { message: 'Oops.' }),
      [RESPONSES]: answer,
    });
    const { parts } = await ask({ ...request, vendor_conversation: { id: null, held_messages: 0 } });
    expect(parts).toEqual([{ type: 'text', text: 'a' }]);
    expect(asked()[1]?.body).toMatchObject({ store: false, input: everything });
  });

  test('ends with the request that is aborted while it is made', async () => {
    const abort = new AbortController();
    const { provider, asked } = await openScripted({ [CONVERSATIONS]: () => abort.abort() });
    const wish = { ...request, vendor_conversation: { id: null, held_messages: 0 } };
    expect(await collectAnswer(provider.chat_stream(wish, abort.signal))).toMatchObject({ parts: [], last: undefined });
    expect(asked()).toHaveLength(1);
  });
});
