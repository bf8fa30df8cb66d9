import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Behaviour } from '../behaviour.ts';

const LINE_END = /\r?\n/g;

/** A good answer in bad wrapping, and an answer that is cut off. */
export const FRAMING: readonly Behaviour[] = [
  {
    name: 'cuts its writes anywhere',
    act: ({ answer, saying, wire }) => answer(saying + wire.end),
    ends: ['finish'],
    keeps: 'all',
  },
  {
    name: 'writes byte by byte',
    act: async ({ begin, saying, wire, exchange: { write, response } }) => {
      begin();
      for (const byte of Buffer.from(saying + wire.end)) await write(Buffer.of(byte));
      response.end();
    },
    ends: ['finish'],
    keeps: 'all',
  },
  {
    name: 'pauses within a character',
    act: async ({ begin, wire, exchange: { write, response } }) => {
      begin();
      const bytes = Buffer.from(wire.begin + wire.text('世') + wire.end);
      const middle = bytes.indexOf(Buffer.from('世')) + 1;
      await write(bytes.subarray(0, middle));
      await delay(10);
      response.end(bytes.subarray(middle));
    },
    ends: ['finish'],
    keeps: 'anything',
    check: ({ text }) => expect(text).toBe('世'),
  },
  {
    name: 'sends bytes that are no UTF-8',
    act: ({ answer, wire }) => {
      const bytes = Buffer.from(wire.begin + wire.text('a?b') + wire.end, 'latin1');
      bytes[bytes.indexOf('a?b') + 1] = 0xff;
      return answer(bytes);
    },
    ends: ['finish'],
    keeps: 'anything',
    check: ({ text }) => expect(text).toBe('a\ufffdb'),
  },
  {
    name: 'ends its lines with CRLF',
    act: ({ answer, saying, wire }) => answer((saying + wire.end).replace(LINE_END, '\r\n')),
    ends: ['finish'],
    keeps: 'all',
  },
  {
    name: 'ends its lines with CR',
    framing: 'sse',
    act: ({ answer, saying, wire }) => answer((saying + wire.end).replace(LINE_END, '\r')),
    ends: ['finish'],
    keeps: 'all',
  },
  {
    name: 'mixes line ends',
    framing: 'sse',
    act: ({ answer, saying, wire, random }) =>
      answer((saying + wire.end).replace(LINE_END, () => ['\n', '\r\n', '\r'][Math.floor(random() * 3)] ?? '\n')),
    ends: ['finish', 'E3005'], // CR and LF of two lines that meet are one line end
    keeps: 'beginning',
  },
  {
    name: 'begins with a BOM',
    act: ({ answer, saying, wire }) => answer(`\ufeff${saying}${wire.end}`),
    ends: ['finish'],
    keeps: 'all',
  },
  {
    name: 'comments everything',
    framing: 'sse',
    act: ({ answer, saying, wire }) => answer(`: hello\n\n${(saying + wire.end).replace(/^data:/gm, ': x\n:\ndata:')}`),
    ends: ['finish'],
    keeps: 'all',
  },
  {
    name: 'sends fields that no event stream knows',
    framing: 'sse',
    act: ({ answer, saying, wire }) =>
      answer((saying + wire.end).replace(/^data:/gm, 'id: \u0000\nretry: never\nfoo: bar\nnonsense\ndata:')),
    ends: ['finish'],
    keeps: 'all',
  },
  {
    name: 'writes no space after the colon',
    framing: 'sse',
    act: ({ answer, saying, wire }) => answer((saying + wire.end).replace(/^data: /gm, 'data:')),
    ends: ['finish'],
    keeps: 'all',
  },
  {
    name: 'spreads empty lines and signs of life',
    act: ({ answer, saying, wire }) => answer(wire.nothing.repeat(20) + saying + wire.nothing.repeat(20) + wire.end),
    ends: ['finish'],
    keeps: 'all',
  },
  {
    name: 'leaves out the last line end',
    act: ({ answer, saying, wire }) => answer((saying + wire.end).trimEnd()),
    ends: ['finish'],
    keeps: 'all',
  },
  {
    name: 'sends no end mark',
    act: ({ answer, saying }) => answer(saying),
    ends: ['E3005'],
    keeps: 'all',
    says: /without saying that it is whole/,
  },
  {
    name: 'sends its end mark twice',
    act: ({ answer, saying, wire }) => answer(saying + wire.end + wire.end),
    ends: ['finish'],
    keeps: 'all',
  },
  {
    name: 'sends nothing but an end mark',
    act: ({ answer, wire }) => answer(wire.begin + wire.end),
    ends: ['finish'],
    keeps: 'nothing',
  },
  {
    name: 'goes on after its end mark',
    act: ({ answer, saying, wire }) =>
      answer(saying + wire.end + wire.text('more') + wire.garbage + wire.error('{"message":"late"}') + wire.end),
    ends: ['finish'],
    keeps: 'all',
  },
  {
    name: 'leaves the connection open after its end mark',
    act: async ({ begin, send, saying, wire, exchange }) => {
      begin();
      await send(saying + wire.end);
      await exchange.closed;
    },
    limits: { afterFinishMs: 60 },
    ends: ['finish'],
    keeps: 'all',
  },
  {
    name: 'dies in mid-token',
    act: async ({ begin, send, sayingHalf, exchange: { socket } }) => {
      begin();
      await send(sayingHalf);
      socket.destroy();
    },
    ends: ['E3001'],
    keeps: 'beginning',
  },
  {
    name: 'resets in mid-token',
    act: async ({ begin, send, sayingHalf, exchange: { socket } }) => {
      begin();
      await send(sayingHalf);
      socket.resetAndDestroy();
    },
    ends: ['E3001'],
    keeps: 'beginning',
  },
  {
    name: 'ends anywhere in its answer',
    act: ({ answer, saying, random }) => {
      const bytes = Buffer.from(saying);
      return answer(bytes.subarray(0, Math.floor(random() * bytes.length)));
    },
    ends: ['E3005'],
    keeps: 'beginning',
  },
  {
    name: 'falls silent in mid-token',
    act: async ({ begin, send, sayingHalf }) => {
      begin();
      await send(sayingHalf);
    },
    limits: { silenceMs: 300 },
    ends: ['E3002'],
    keeps: 'all',
    says: /stopped in the middle/,
  },
  {
    name: 'gives a sign of life now and then, for ever',
    act: async ({ begin, exchange: { write }, wire }) => {
      begin();
      while (await write(wire.nothing)) await delay(15);
    },
    limits: { answerMs: 150 },
    ends: ['E3002'],
    keeps: 'nothing',
  },
  {
    name: 'trickles its text for ever',
    act: async ({ begin, exchange: { write }, wire }) => {
      begin();
      while (await write(wire.text('x'))) await delay(5);
    },
    limits: { answerMs: 150 },
    ends: ['E3002'],
    keeps: 'anything',
    check: ({ text }) => expect(text).toMatch(/^x*$/), // none on a machine too busy to read in time
  },
  {
    name: 'sends a line that is not JSON',
    act: ({ answer, saying, wire }) => answer(saying + wire.garbage + wire.end),
    ends: ['E3005'],
    keeps: 'all',
    says: /is not JSON/,
  },
  {
    name: 'sends JSON that is no object',
    act: ({ answer, saying, wire, random }) => {
      const json = ['null', '7', '"text"', '[]', 'true', '[{"choices":[]}]'][Math.floor(random() * 6)] ?? 'null';
      return answer(saying + wire.event(json) + wire.end);
    },
    ends: ['finish', 'E3005'],
    keeps: 'all',
  },
];
