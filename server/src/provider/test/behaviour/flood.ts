import { expect } from 'vitest';
import type { Behaviour } from '../behaviour.ts';

const MIB = 1_048_576;
const call = (i: number, json = '{}') => ({ id: `call_${i}`, name: 'look', arguments: json });

/** Too much of something: each is stopped long before it fills the memory. */
export const FLOODS: readonly Behaviour[] = [
  {
    name: 'sends a line of 64 MiB',
    act: async ({ begin, send, saying, wire, exchange: { write } }) => {
      begin();
      await send(saying + wire.lineStart);
      for (let sent = 0; sent < 64 * MIB && (await write('x'.repeat(65_536))); sent += 65_536);
    },
    limits: { maxBytesWithoutText: Number.POSITIVE_INFINITY },
    ends: ['E3005'],
    keeps: 'all',
    says: /line without end/,
  },
  {
    name: 'sends signs of life as fast as it can',
    act: async ({ begin, exchange: { write }, wire }) => {
      begin();
      while (await write(wire.nothing.repeat(1_000)));
    },
    limits: { maxBytesWithoutText: 200_000 },
    ends: ['E3005'],
    keeps: 'nothing',
    says: /no text in it/,
  },
  {
    name: 'sends signs of life for a while, and then its answer',
    act: ({ answer, saying, wire }) => {
      const life = wire.nothing.repeat(Math.floor(180_000 / wire.nothing.length));
      return answer(wire.begin + life + saying + wire.end);
    },
    limits: { maxBytesWithoutText: 200_000 },
    ends: ['finish'],
    keeps: 'all',
  },
  {
    name: 'sends empty texts as fast as it can',
    act: async ({ begin, exchange: { write }, wire }) => {
      begin();
      while (await write(wire.text('').repeat(200)));
    },
    limits: { maxBytesWithoutText: 200_000 },
    ends: ['E3005'],
    keeps: 'nothing',
  },
  {
    name: 'writes text without end',
    act: async ({ begin, exchange: { write }, wire }) => {
      begin();
      while (await write(wire.text('again ').repeat(100)));
    },
    limits: { maxAnswerUnits: 10_000 },
    ends: ['finish'],
    keeps: 'anything',
    check: ({ last, text }) => {
      expect(last).toMatchObject({ finish_reason: 'length' });
      expect(text.length).toBeGreaterThan(9_900);
      expect(text.length).toBeLessThanOrEqual(10_000);
    },
  },
  {
    name: 'thinks without end',
    act: async ({ begin, exchange: { write }, wire }) => {
      begin();
      while (await write(wire.reasoning('hmm ').repeat(100)));
    },
    limits: { maxAnswerUnits: 10_000 },
    ends: ['finish'],
    keeps: 'nothing',
    check: ({ last, reasoning }) => {
      expect(last).toMatchObject({ finish_reason: 'length' });
      expect(reasoning.length).toBeLessThanOrEqual(10_000);
    },
  },
  {
    name: 'says much in one event',
    act: ({ answer, wire }) => answer(wire.begin + wire.text('0123456789'.repeat(50_000)) + wire.end),
    ends: ['finish'],
    keeps: 'anything',
    check: ({ text }) => expect(text.length).toBe(500_000),
  },
  {
    name: 'says little in each of many events',
    act: ({ answer, wire }) => answer(wire.begin + wire.text('x').repeat(5_000) + wire.end),
    ends: ['finish'],
    keeps: 'anything',
    check: ({ text }) => expect(text).toBe('x'.repeat(5_000)),
  },
  {
    name: 'asks for thousands of tools',
    act: ({ answer, saying, wire }) =>
      answer(saying + Array.from({ length: 3_000 }, (_, i) => wire.toolCall(call(i))).join('') + wire.end),
    ends: ['finish', 'E3005'],
    keeps: 'all',
    check: ({ parts }) => expect(parts.filter(({ type }) => type === 'tool_call').length).toBeLessThanOrEqual(128),
  },
  {
    name: 'asks for tools without end',
    act: async ({ begin, send, saying, wire, exchange: { write } }) => {
      begin();
      await send(saying);
      for (
        let i = 0;
        await write(Array.from({ length: 100 }, (_, j) => wire.toolCall(call(i * 100 + j))).join(''));
        i++
      );
    },
    ends: ['finish', 'E3005'],
    keeps: 'all',
    check: ({ parts }) => expect(parts.filter(({ type }) => type === 'tool_call').length).toBeLessThanOrEqual(128),
  },
  {
    name: 'asks for the same tool again and again',
    act: ({ answer, saying, wire }) => answer(saying + wire.toolCall(call(1)).repeat(500) + wire.end),
    ends: ['finish', 'E3005'],
    keeps: 'all',
    check: ({ parts }) => {
      const ids = parts.flatMap((part) => (part.type === 'tool_call' ? [part.call.id] : []));
      expect(new Set(ids).size).toBe(ids.length);
    },
  },
  {
    name: 'writes arguments without end, with text in between',
    act: async ({ begin, exchange: { write }, wire }) => {
      begin();
      const piece = wire.text('.') + wire.toolCall(call(1, JSON.stringify({ x: 'y'.repeat(10_000) })));
      while (await write(piece));
    },
    limits: { maxLineUnits: 100_000 },
    ends: ['finish', 'E3005'],
    keeps: 'anything',
    check: ({ parts }) => {
      const units = parts.reduce((sum, part) => sum + (part.type === 'tool_call' ? part.call.arguments.length : 0), 0);
      expect(units).toBeLessThan(2 * MIB);
    },
  },
];
