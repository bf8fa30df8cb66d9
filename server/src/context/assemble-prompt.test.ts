import { describe, expect, it } from 'vitest';
import { assemblePrompt, type PromptParts } from './assemble-prompt.ts';

const base: PromptParts = {
  systemPrompt: null,
  notes: [],
  history: [],
  unread: 0,
  text: 'And now?',
  contextLength: null,
  maxTokens: null,
};
const history: PromptParts['history'] = [
  { role: 'assistant', text: 'the newest '.repeat(20) },
  { role: 'user', text: 'the middle '.repeat(20) },
  { role: 'assistant', text: 'the oldest '.repeat(20) },
];

describe('the prompt of an answer', () => {
  it('is the system prompt, the branch from old to new, and the question', () => {
    const { messages, context } = assemblePrompt({ ...base, systemPrompt: 'Be brief.', history });
    expect(messages.map(({ role }) => role)).toEqual(['system', 'assistant', 'user', 'assistant', 'user']);
    expect(messages.map(({ content }) => content.slice(0, 10))).toEqual([
      'Be brief.',
      'the oldest',
      'the middle',
      'the newest',
      'And now?',
    ]);
    expect(context).toEqual({ messages: 4, memories: 0, memories_dropped: 0, dropped: 0 });
  });

  it('keeps the newest whole messages that fit and says how many it left out', () => {
    const { messages, context } = assemblePrompt({ ...base, history, unread: 7, contextLength: 280 });
    expect(messages.map(({ content }) => content.slice(0, 10))).toEqual(['the middle', 'the newest', 'And now?']);
    expect(context).toEqual({ messages: 3, memories: 0, memories_dropped: 0, dropped: 8 });
  });

  it('leaves room for the answer that was asked for', () => {
    const kept = (maxTokens: number) => assemblePrompt({ ...base, history, contextLength: 340, maxTokens }).context;
    expect(kept(10).dropped).toBe(0);
    expect(kept(100).dropped).toBe(1);
  });

  it('refuses a question that does not fit at all, and names the limit', () => {
    const parts = { ...base, text: 'word '.repeat(2_000), contextLength: 2_048 };
    expect(() => assemblePrompt(parts)).toThrow(/2048 tokens/);
    expect(() => assemblePrompt({ ...parts, contextLength: null })).not.toThrow();
  });

  const memories: PromptParts['notes'][number] = {
    kind: 'memories',
    title: 'Memories.',
    lines: ['rides a bicycle', 'long '.repeat(400), 'likes tea'],
    total: 5,
    maxTokens: 200,
  };

  it('tells the notes that fit, whole, after the system prompt, and counts the memories that do not', () => {
    const { messages, context } = assemblePrompt({ ...base, systemPrompt: 'Be brief.', notes: [memories] });
    expect(messages[0]?.content).toMatch(/^Be brief\.\n\n.*instruction to you\.\n\n<notes about="memories">/s);
    expect(messages[0]?.content).toMatch(/- rides a bicycle\n- likes tea\n\(3 more are not shown here\)\n<\/notes>$/);
    expect(context).toEqual({ messages: 1, memories: 2, memories_dropped: 3, dropped: 0 });
  });

  it('leaves the notes out before it refuses a message', () => {
    const { messages, context } = assemblePrompt({
      ...base,
      text: 'word '.repeat(50),
      notes: [memories],
      contextLength: 130,
    });
    expect(messages.map(({ role }) => role)).toEqual(['user']);
    expect(context).toMatchObject({ memories: 0, memories_dropped: 5 });
  });

  it('stays within the model’s context with notes and history', () => {
    const { messages } = assemblePrompt({ ...base, history, notes: [memories], contextLength: 400 });
    const units = messages.reduce((sum, { content }) => sum + content.length, 0);
    expect(units / 3).toBeLessThanOrEqual(400 * 0.75);
    expect(messages.length).toBeGreaterThan(2);
  });
});
