import { setTimeout as delay } from 'node:timers/promises';
import type { Behaviour } from '../behaviour.ts';

/** What happens to a connection before a body comes, and how HTTP itself is broken. */
export const BEFORE_AN_ANSWER: readonly Behaviour[] = [
  {
    name: 'closes before it answers',
    act: ({ exchange }) => void exchange.socket.destroy(),
    ends: ['E3001'],
    keeps: 'nothing',
    says: /closed the connection/,
  },
  {
    name: 'resets before it answers',
    act: ({ exchange }) => void exchange.socket.resetAndDestroy(),
    ends: ['E3001'],
    keeps: 'nothing',
  },
  {
    name: 'closes within its headers',
    act: ({ exchange }) => void exchange.socket.end('HTTP/1.1 200 OK\r\nContent-Ty'),
    ends: ['E3001', 'E3005'],
    keeps: 'nothing',
  },
  {
    name: 'does not speak HTTP',
    act: ({ exchange }) => void exchange.socket.write('SSH-2.0-OpenSSH_9.9\r\n'),
    ends: ['E3005'],
    keeps: 'nothing',
    says: /does not speak HTTP/,
  },
  {
    name: 'sends headers without end',
    act: async ({ exchange }) => {
      exchange.socket.write('HTTP/1.1 200 OK\r\n');
      for (let i = 0; i < 2_000 && !exchange.socket.destroyed; i++) {
        exchange.socket.write(`X-${i}: ${'x'.repeat(1_000)}\r\n`);
        if (i % 50 === 0) await delay(1);
      }
    },
    limits: { firstTokenMs: 2_000 },
    ends: ['E3001', 'E3002', 'E3005'],
    keeps: 'nothing',
  },
  {
    name: 'sends its headers byte by byte for ever',
    act: async ({ exchange: { socket } }) => {
      socket.write('HTTP/1.1 200 OK\r\nX: ');
      while (!socket.destroyed) {
        socket.write('x');
        await delay(10);
      }
    },
    limits: { firstTokenMs: 120 },
    ends: ['E3002'],
    keeps: 'nothing',
  },
  {
    name: 'switches protocols unasked',
    act: ({ exchange }) =>
      void exchange.socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
    limits: { firstTokenMs: 200 },
    ends: ['E3001', 'E3002', 'E3005'],
    keeps: 'nothing',
  },
  {
    name: 'gives hints before it answers',
    act: async ({ exchange, answer, saying, wire }) => {
      exchange.response.writeProcessing();
      exchange.response.writeEarlyHints({ link: '</x>; rel=preload' });
      await answer(saying + wire.end);
    },
    ends: ['finish'],
    keeps: 'all',
  },
  { name: 'stays silent', act: () => undefined, limits: { firstTokenMs: 60 }, ends: ['E3002'], keeps: 'nothing' },
  {
    name: 'sends headers, then nothing',
    act: ({ begin }) => begin(),
    limits: { firstTokenMs: 60 },
    ends: ['E3002'],
    keeps: 'nothing',
  },
  {
    name: 'ends before the length that it stated',
    act: async ({ exchange, wire, saying }) => {
      const headers = { 'content-type': wire.contentType, 'content-length': String(1_000_000) };
      exchange.response.writeHead(200, headers);
      await exchange.write(saying);
      exchange.socket.end();
    },
    ends: ['E3001', 'E3005'],
    keeps: 'beginning',
  },
  {
    name: 'breaks its chunks in the middle',
    act: ({ exchange, wire, saying }) => {
      const bytes = Buffer.byteLength(saying).toString(16);
      exchange.socket.write(
        `HTTP/1.1 200 OK\r\nContent-Type: ${wire.contentType}\r\nTransfer-Encoding: chunked\r\n\r\n${bytes}\r\n${saying}\r\nnot a size\r\n`,
      );
    },
    ends: ['E3001', 'E3005'],
    keeps: 'beginning',
  },
  {
    name: 'states two lengths',
    act: ({ exchange, wire, saying }) =>
      void exchange.socket.write(
        `HTTP/1.1 200 OK\r\nContent-Type: ${wire.contentType}\r\nContent-Length: 5\r\nContent-Length: 500\r\n\r\n${saying}`,
      ),
    limits: { firstTokenMs: 200 },
    ends: ['E3001', 'E3002', 'E3005'],
    keeps: 'nothing',
  },
];
