import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ChatRequest } from '../spec.ts';
import { collectAnswer } from '../test/collect-answer.ts';
import { describeProvider } from '../test/describe-provider.ts';
import { GuideProvider } from './guide-provider.ts';
import { splitPage } from './split-page.ts';

const pagesDir = join(import.meta.dirname, '../../../../docs/guide');
const guide = new GuideProvider(pagesDir);
const { signal } = new AbortController();

const toRequest = (content: string): ChatRequest => ({
  model: 'guide',
  messages: [{ role: 'user', content }],
  options: {},
});
const ask = async (question: string, provider = guide) =>
  (await collectAnswer(provider.chat_stream(toRequest(question), signal))).text;

describeProvider('Guide', {
  provider: () => guide,
  request: toRequest('How do I connect LM Studio?'),
  expectedText: 'http://127.0.0.1:1234',
});

describe('the guide', () => {
  test('says that it is no model, first of all', async () => {
    expect(guide.is_model).toBe(false);
    expect(await ask('How do I connect Ollama?')).toMatch(/^\*This is the built-in guide, not a model/);
  });

  test.each([
    ['How do I connect LM Studio?', '## Connect LM Studio: Connect LM Studio on this machine'],
    ['how to set up lmstudio on a different machine', 'LMSTUDIO_BASE_URL'],
    ['connect ollama', '## Connect Ollama: Connect Ollama on this machine'],
    ['Ollama cuts my long conversations', 'OLLAMA_CONTEXT_LENGTH'],
    ['vllm', 'vllm serve'],
    ['I have an OpenAI API key, what now?', 'OPENAI_API_KEY=sk-your-key'],
    ['How do I invite my family?', '/admin/invites'],
    ['How do I link my Omi wearable?', '/link/omi/start'],
    ['what are the wake words', 'Hey Omi'],
    ['where is my data and how do I make a backup', 'session-secret'],
    ['How do I change the port?', 'PORT='],
    ['E3002', 'two minutes'],
    ['answers arrive all at once behind nginx', 'proxy_buffering off'],
    ['how many messages can I send per day', 'messages per day'],
    ['What is the default model?', 'DEFAULT_MODEL'],
  ])('answers "%s" from the right page', async (question, expected) => {
    expect(await ask(question)).toContain(expected);
  });

  test.each(['What is the capital of France?', 'Write me a poem about autumn leaves', 'hello', 'привет', ''])(
    'admits that it knows nothing about "%s"',
    async (question) => {
      expect(await ask(question)).toContain('I found nothing about that');
    },
  );

  test('answers the last question, not an earlier one', async () => {
    const messages = [
      { role: 'user', content: 'How do I make a backup?' },
      { role: 'assistant', content: 'Like this.' },
      { role: 'user', content: 'How do I connect vLLM?' },
    ] satisfies ChatRequest['messages'];
    const { text } = await collectAnswer(guide.chat_stream({ model: 'guide', messages, options: {} }, signal));
    expect(text).toContain('vllm serve');
    expect(text).not.toContain('session-secret');
  });

  test('says so where its pages are missing', async () => {
    expect(await ask('How do I connect Ollama?', new GuideProvider('/nowhere'))).toContain(
      'missing from this installation',
    );
  });
});

test('a page is cut at its headings, but not inside code', () => {
  const page = '# Page\nIntro\n## One\n```sh\n# no heading\n```\n### Deeper\ntext\n## Empty\n## Two\r\nend';
  expect(splitPage(page)).toEqual([
    { page: 'Page', title: 'Page', text: 'Intro' },
    { page: 'Page', title: 'One', text: '```sh\n# no heading\n```\n### Deeper\ntext' },
    { page: 'Page', title: 'Two', text: 'end' },
  ]);
});
