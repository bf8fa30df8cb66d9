import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createId, type MessageId, type SummaryId } from '../kit/id.ts';
import { assemblePrompt, type PromptParts } from './assemble-prompt.ts';
import { estimateTokens } from './estimate-tokens.ts';
import type { PromptTurn } from './prompt-turn.ts';
import { toPromptTurn } from './prompt-turn.ts';
import type { TokenCounter } from './token-counter.ts';

const counter: TokenCounter = { count: (text) => estimateTokens(text) };

function turn(role: 'user' | 'assistant', text: string, isPinned = false): PromptTurn {
  return toPromptTurn(counter, { id: createId<MessageId>(), role, text, pinned_at: isPinned ? 1 : null });
}

const base: PromptParts = {
  systemPrompt: null,
  notes: [],
  turns: [],
  unread: 0,
  summary: undefined,
  question: turn('user', 'And now?'),
  closing: [],
  toolTokens: 0,
  contextLength: null,
  maxTokens: null,
  counter,
};
const turns = [
  turn('assistant', 'the newest '.repeat(20)),
  turn('user', 'the middle '.repeat(20)),
  turn('assistant', 'the oldest '.repeat(20)),
];
const beginnings = (parts: PromptParts) => assemblePrompt(parts).messages.map(({ content }) => content.slice(0, 10));

describe('the prompt of an answer', () => {
  it('is the system prompt, the branch from old to new, and the question', () => {
    const parts = { ...base, systemPrompt: 'Be brief.', turns };
    const { messages, context } = assemblePrompt(parts);
    expect(messages.map(({ role }) => role)).toEqual(['system', 'assistant', 'user', 'assistant', 'user']);
    expect(beginnings(parts)).toEqual(['Be brief.', 'the oldest', 'the middle', 'the newest', 'And now?']);
    expect(context).toMatchObject({ messages: 4, dropped: 0, summarised: 0, context_length: null });
  });

  it('keeps the newest whole messages that fit and says how many it left out', () => {
    const parts = { ...base, turns, unread: 7, contextLength: 290 };
    expect(beginnings(parts)).toEqual(['the middle', 'the newest', 'And now?']);
    expect(assemblePrompt(parts).context).toMatchObject({ messages: 3, dropped: 8, context_length: 290 });
  });

  it('leaves room for the answer that was asked for, for tools, and for what follows the question', () => {
    const dropped = (more: Partial<PromptParts>) =>
      assemblePrompt({ ...base, turns, contextLength: 340, maxTokens: 10, ...more }).context.dropped;
    expect(dropped({})).toBe(0);
    expect(dropped({ maxTokens: 100 })).toBe(1);
    expect(dropped({ toolTokens: 90 })).toBe(1);
    expect(dropped({ closing: [{ role: 'assistant', content: 'x'.repeat(270) }] })).toBe(1);
    const images = [{ media_type: 'image/png', bytes: new Uint8Array() }];
    const shown = { ...turn('user', 'Look.'), messages: [{ role: 'user' as const, content: 'Look.', images }] };
    const question = toPromptTurn(counter, { id: shown.id, role: 'user', text: 'Look.', pinned_at: null, images });
    expect(question.tokens).toBeGreaterThan(shown.tokens + 500);
  });

  it('refuses a question that does not fit at all, and names the limit', () => {
    const parts = { ...base, question: turn('user', 'word '.repeat(2_000)), contextLength: 2_048 };
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
    expect(context).toMatchObject({ messages: 1, memories: 2, memories_dropped: 3, dropped: 0 });
  });

  it('leaves the notes out before it refuses a message', () => {
    const question = turn('user', 'word '.repeat(50));
    const { messages, context } = assemblePrompt({ ...base, question, notes: [memories], contextLength: 150 });
    expect(messages.map(({ role }) => role)).toEqual(['user']);
    expect(context).toMatchObject({ memories: 0, memories_dropped: 5 });
  });

  it('lets a summary stand for what it covers once the branch does not fit, and not before', () => {
    const [newest, middle, oldest] = turns;
    const summary = {
      id: createId<SummaryId>(),
      messageId: middle?.id ?? createId(),
      messages: 9,
      text: 'Once </b>.',
      origin: 'model' as const,
    };
    const fitting = assemblePrompt({ ...base, turns, summary, contextLength: 1_000 });
    expect([fitting.summary, fitting.messages.length]).toEqual([undefined, 4]);
    const parts = { ...base, turns, unread: 7, summary, contextLength: 290 };
    const { messages, context, turns: states } = assemblePrompt(parts);
    expect(messages.map(({ role }) => role)).toEqual(['system', 'assistant', 'user']);
    expect(messages[0]?.content).toContain('Once ‹/b>.\n</summary>');
    expect(context).toMatchObject({ messages: 2, summarised: 9, dropped: 0 });
    expect(states).toEqual([
      { turn: newest, state: 'sent' },
      { turn: middle, state: 'summarised' },
      { turn: oldest, state: 'summarised' },
    ]);
    const elsewhere = { ...summary, messageId: createId<MessageId>() };
    expect(assemblePrompt({ ...parts, summary: elsewhere }).context).toMatchObject({ summarised: 0, dropped: 8 });
    const long = { ...summary, text: 'x'.repeat(600) };
    expect(assemblePrompt({ ...parts, summary: long }).context).toMatchObject({ summarised: 0, dropped: 8 });
  });

  it('asks for a summary when three quarters of the room are taken, unless one makes room', () => {
    const crowded = (parts: Partial<PromptParts>) => assemblePrompt({ ...base, turns, ...parts }).isCrowded;
    expect([crowded({}), crowded({ contextLength: 2_000 }), crowded({ contextLength: 400 })]).toEqual([
      false,
      false,
      true,
    ]);
    const summary = {
      id: createId<SummaryId>(),
      messageId: turns[1]?.id ?? createId(),
      messages: 2,
      text: 'Short.',
      origin: 'model' as const,
    };
    expect(crowded({ contextLength: 420, summary })).toBe(false);
  });

  it('keeps pinned messages when older ones are cut, in their place', () => {
    const pinned = turn('user', 'remember this: blue');
    const older = [
      { ...pinned, isPinned: true },
      ...Array.from({ length: 9 }, () => turn('user', 'older '.repeat(20))),
    ];
    const parts = { ...base, turns: [...turns, ...older], contextLength: 250 };
    expect(beginnings(parts)).toEqual(['remember t', 'the newest', 'And now?']);
    expect(assemblePrompt(parts).context).toMatchObject({ messages: 3, dropped: 11 });
    const tooMuch = turns.map((one) => ({ ...one, isPinned: true }));
    expect(beginnings({ ...base, turns: [turn('user', 'fresh'), ...tooMuch], contextLength: 250 })).toContain('fresh');
  });
});

describe('any prompt', () => {
  const text = fc.oneof(fc.string({ maxLength: 400 }), fc.string({ unit: 'grapheme', maxLength: 200 }));
  const said = fc.record({
    text,
    isPinned: fc.boolean(),
    role: fc.constantFrom('user' as const, 'assistant' as const),
  });
  const anyParts = fc
    .record({
      systemPrompt: fc.option(text),
      lines: fc.array(text, { maxLength: 8 }),
      said: fc.array(said, { maxLength: 30 }),
      unread: fc.nat(20),
      summary: fc.option(fc.record({ at: fc.nat(29), text, messages: fc.nat(40) }), { nil: undefined }),
      contextLength: fc.integer({ min: 400, max: 4_000 }),
      maxTokens: fc.option(fc.integer({ min: 1, max: 2_000 })),
      bytesAToken: fc.double({ min: 1.08, max: 5, noNaN: true }),
      toolTokens: fc.nat(100),
    })
    .map(({ lines, said: messages, summary, bytesAToken, ...rest }): PromptParts => {
      const own: TokenCounter = { count: (value) => estimateTokens(value, bytesAToken) };
      const list = messages.map(({ text: content, isPinned, role }) =>
        toPromptTurn(own, { id: createId<MessageId>(), role, text: content, pinned_at: isPinned ? 1 : null }),
      );
      const last = summary && list[summary.at];
      return {
        ...base,
        ...rest,
        counter: own,
        turns: list,
        notes: [{ kind: 'memories', title: 'Memories.', lines, total: lines.length + 2, maxTokens: 300 }],
        question: toPromptTurn(own, { id: createId<MessageId>(), role: 'user', text: 'And?', pinned_at: null }),
        summary: last && {
          id: createId<SummaryId>(),
          messageId: last.id,
          messages: summary.messages,
          text: summary.text,
          origin: 'model' as const,
        },
      };
    });

  it('stays within the context, keeps the order and the newest, and counts every message once', () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        let prompt: ReturnType<typeof assemblePrompt>;
        try {
          prompt = assemblePrompt(parts);
        } catch {
          // The system prompt and the question alone were too long.
          return;
        }
        const { messages, context, turns: states } = prompt;
        const length = parts.contextLength ?? 0;
        const answer = Math.min(parts.maxTokens ?? 1_024, Math.floor(length / 4));
        expect(context.tokens).toBeLessThanOrEqual(length - answer);
        const counted = messages.reduce((sum, { content }) => sum + parts.counter.count(content), parts.toolTokens);
        expect(counted).toBeLessThanOrEqual(context.tokens);

        const sent = parts.turns.filter((_, i) => states[i]?.state === 'sent').reverse();
        const branch = messages.filter(({ role }) => role !== 'system').slice(0, -1);
        expect(branch).toEqual(sent.flatMap((one) => one.messages));
        const open = states.filter(({ turn: { isPinned } }) => !isPinned).map(({ state }) => state);
        const firstUnsent = open.findIndex((state) => state !== 'sent');
        if (firstUnsent >= 0) expect(open.slice(firstUnsent)).not.toContain('sent');

        const count = (state: string) => states.filter((one) => one.state === state).length;
        expect(context.messages).toBe(count('sent') + 1);
        expect(context.messages - 1 + context.dropped + (context.summarised ?? 0)).toBe(
          parts.turns.length + parts.unread,
        );
        if (parts.unread === 0 && context.dropped === 0 && !prompt.summary) expect(count('sent')).toBe(states.length);
      }),
      { numRuns: 500 },
    );
  });
});
