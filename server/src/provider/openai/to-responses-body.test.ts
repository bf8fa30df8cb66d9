import { describe, expect, test } from 'vitest';
import type { ChatMessage, ChatRequest } from '../spec.ts';
import { END, MODEL, openScripted, parse, question, RESPONSES, refuse, say, toText } from './test/scripted-openai.ts';

describe('a request', () => {
  const bodyOf = async (request: ChatRequest) => {
    const { ask, asked } = await openScripted({ [RESPONSES]: say(toText('a') + END) });
    await ask(request);
    return asked()[0]?.body;
  };
  const said: ChatMessage[] = [
    { role: 'system', content: 'Be brief.' },
    { role: 'system', content: 'The person likes tea.' },
    { role: 'user', content: 'hi' },
  ];

  test('stores nothing at OpenAI, has system turns as instructions, and leaves out what thinking models refuse', async () => {
    const request = { model: MODEL, messages: said, options: { temperature: 0.5, top_p: 0.9, max_tokens: 5 } };
    expect(await bodyOf(request)).toEqual({
      model: MODEL,
      instructions: 'Be brief.\n\nThe person likes tea.',
      input: [{ role: 'user', content: 'hi' }],
      stream: true,
      store: false,
      reasoning: { summary: 'auto' },
      max_output_tokens: 16,
    });
  });

  test('to a model that does not think has its sampling options, images and tools', async () => {
    const images = [{ media_type: 'image/png', bytes: Uint8Array.of(1, 2, 3) }];
    const tools = [{ name: 'now', description: 'The time', parameters: { type: 'object' } }];
    const messages: ChatMessage[] = [{ role: 'user', content: 'What is this?', images }];
    expect(await bodyOf({ model: 'gpt-4o', messages, options: { temperature: 0.5 }, tools, web_search: true })).toEqual(
      {
        model: 'gpt-4o',
        input: [
          {
            role: 'user',
            content: [
              { type: 'input_text', text: 'What is this?' },
              { type: 'input_image', detail: 'auto', image_url: 'data:image/png;base64,AQID' },
            ],
          },
        ],
        stream: true,
        store: false,
        temperature: 0.5,
        tools: [{ type: 'web_search' }, { type: 'function', ...tools[0], strict: false }],
      },
    );
  });

  test('gives calls back with their thinking and their results', async () => {
    const thinking = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'gAAA' };
    const call = {
      id: 'call_1',
      name: 'now',
      arguments: '{}',
      vendor_state: JSON.stringify([thinking, { type: 'x' }]),
    };
    const other = { id: 'call_2', name: 'now', arguments: '{}', vendor_state: 'of another vendor' };
    const messages: ChatMessage[] = [
      ...said,
      { role: 'assistant', content: 'A moment.', tool_calls: [call, other] },
      { role: 'tool', tool_call_id: 'call_1', name: 'now', content: 'noon', is_error: false },
      { role: 'tool', tool_call_id: 'call_2', name: 'now', content: 'no clock', is_error: true },
    ];
    const tools = [{ name: 'now', description: 'The time', parameters: { type: 'object' } }];
    expect(await bodyOf({ model: MODEL, messages, options: {}, tools })).toMatchObject({
      include: ['reasoning.encrypted_content'],
      input: [
        { role: 'user', content: 'hi' },
        thinking,
        { role: 'assistant', content: 'A moment.' },
        { type: 'function_call', call_id: 'call_1', name: 'now', arguments: '{}' },
        { type: 'function_call', call_id: 'call_2', name: 'now', arguments: '{}' },
        { type: 'function_call_output', call_id: 'call_1', output: 'noon' },
        { type: 'function_call_output', call_id: 'call_2', output: 'no clock' },
      ],
    });
  });

  test.each([
    ['reasoning.summary', 'Your organization must be verified to generate reasoning summaries.', 'reasoning', MODEL],
    ['temperature', "Unsupported parameter: 'temperature' is not supported with this model.", 'temperature', 'newer'],
    ['tools', "Hosted tool 'web_search' is not supported with this model.", 'tools', MODEL],
  ])(
    'is made once more without what this model refuses (%s), and from then on',
    async (param, message, field, model) => {
      const { ask, asked } = await openScripted({
        [RESPONSES]: (exchange) =>
          (field in parse(exchange.body) ? refuse(400, { message, param }) : say(toText('a') + END))(exchange),
      });
      const request = { ...question('hi', model), options: { temperature: 1 }, web_search: true };
      for (let i = 0; i < 2; i++) expect((await ask(request)).text).toBe('a');
      expect(asked().map(({ path }) => path)).toEqual([RESPONSES, RESPONSES, RESPONSES]);
    },
  );
});
