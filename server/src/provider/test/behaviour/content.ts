import { expect } from 'vitest';
import type { Behaviour } from '../behaviour.ts';

const DEEP = 100_000;
const pick = (random: () => number, items: readonly string[]) => items[Math.floor(random() * items.length)] ?? '';

/** Whole events with something wrong in them. */
export const CONTENT: readonly Behaviour[] = [
  {
    name: 'adds what only a later version knows',
    act: ({ answer, wire }) => answer(wire.begin + wire.withUnknown('still') + wire.end),
    ends: ['finish'],
    keeps: 'anything',
    check: ({ text }) => expect(text).toBe('still'),
  },
  {
    name: 'puts other types into its fields',
    act: ({ answer, saying, wire, random }) =>
      answer(wire.event(pick(random, wire.wrongTypes)) + saying + wire.event(pick(random, wire.wrongTypes)) + wire.end),
    ends: ['finish', 'E3003', 'E3005'],
    keeps: 'beginning',
  },
  {
    name: 'puts other types into all its fields, one after the other',
    act: ({ answer, saying, wire }) => answer(saying + wire.wrongTypes.map(wire.event).join('') + wire.end),
    ends: ['finish', 'E3003', 'E3005'],
    keeps: 'all',
  },
  {
    name: 'counts in numbers that are none',
    act: ({ answer, saying, wire, random }) =>
      answer(
        saying +
          wire.endWithCounts(pick(random, ['1e308', '-1', '1.5', '9007199254740993', '"7"', 'null', '[]', '1e999'])),
      ),
    ends: ['finish'],
    keeps: 'all',
    check: ({ last }) => {
      if (last?.type === 'finish') expect(last.usage.completion_tokens ?? 0).toBeLessThan(3);
    },
  },
  {
    name: 'sends an error after text',
    act: ({ answer, saying, wire, apiKey }) =>
      answer(
        saying +
          wire.error(JSON.stringify({ message: `out of memory ${apiKey ?? ''} today` })) +
          wire.text('more') +
          wire.end,
      ),
    ends: ['E3003'],
    keeps: 'all',
    says: /could not answer: out of memory (\[key\] )?today/,
  },
  {
    name: 'sends an error without words',
    act: ({ answer, saying, wire, random }) =>
      answer(saying + wire.error(pick(random, ['{}', '[]', '7', 'true', '{"message":{}}']))),
    ends: ['E3003'],
    keeps: 'all',
  },
  {
    name: 'sends an error with too many words',
    act: ({ answer, saying, wire }) =>
      answer(saying + wire.error(JSON.stringify({ message: `no\u0000\u202e ${'way '.repeat(100_000)}` }))),
    ends: ['E3003'],
    keeps: 'all',
    says: /no way way .*…$/,
  },
  {
    name: 'sends an error that is nested too deeply',
    act: ({ answer, saying, wire, random }) => {
      const [open, close] = random() < 0.5 ? ['{"error":', '}'] : ['[', ']'];
      return answer(saying + wire.error(`${open.repeat(DEEP)}1${close.repeat(DEEP)}`));
    },
    ends: ['E3003', 'E3005'],
    keeps: 'all',
  },
  {
    name: 'nests what nobody knows too deeply',
    act: ({ answer, saying, wire, random }) => {
      const [open, close] = random() < 0.5 ? ['{"x":', '}'] : ['[', ']'];
      return answer(saying + wire.event(`{"x":${open.repeat(DEEP)}1${close.repeat(DEEP)}}`) + wire.end);
    },
    ends: ['finish', 'E3005'],
    keeps: 'all',
  },
  {
    name: 'nests the arguments of a tool too deeply',
    act: ({ answer, saying, wire }) =>
      answer(
        saying +
          wire.toolCall({ id: 'a', name: 'look', arguments: `{"x":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}` }) +
          wire.end,
      ),
    ends: ['finish', 'E3005'],
    keeps: 'all',
  },
  {
    name: 'asks for a tool in broken JSON',
    act: ({ answer, saying, wire, random }) => {
      const json = pick(random, ['{"x":', '{x:1}', '', 'null', '[1', '"', '{"a":"\ud800"}', '{"a":1}}']);
      return answer(saying + wire.toolCall({ id: 'a', name: 'look', arguments: json }) + wire.end);
    },
    ends: ['finish', 'E3005'],
    keeps: 'all',
  },
  {
    name: 'asks for a tool without an id, or without a name',
    act: ({ answer, saying, wire, random }) => {
      const [id, name] = random() < 0.5 ? ['', 'look'] : ['a', ''];
      return answer(saying + wire.toolCall({ id, name, arguments: '{}' }) + wire.end);
    },
    ends: ['finish', 'E3005'],
    keeps: 'all',
    check: ({ parts }) => {
      const calls = parts.flatMap((part) => (part.type === 'tool_call' ? [part.call] : []));
      expect(calls.every(({ id, name }) => id !== '' && name !== '')).toBe(true);
    },
  },
  {
    name: 'uses the names of built-in properties',
    act: ({ answer, saying, wire }) =>
      answer(
        wire.event(
          '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toString":7,"hasOwnProperty":1}',
        ) +
          saying +
          wire.end,
      ),
    ends: ['finish'],
    keeps: 'all',
    check: () => expect(Reflect.get({}, 'polluted')).toBeUndefined(),
  },
  {
    name: 'thinks, speaks and thinks again',
    act: ({ answer, saying, wire }) => answer(wire.reasoning('one') + saying + wire.reasoning('two') + wire.end),
    ends: ['finish'],
    keeps: 'all',
    check: ({ reasoning }) => expect(reasoning).toBe('onetwo'),
  },
];
