import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import type { Behaviour } from '../behaviour.ts';
import type { Scene } from '../scene.ts';

const pick = <Item>({ random }: Scene, items: readonly [Item, ...Item[]]): Item =>
  items[Math.floor(random() * items.length)] ?? items[0];

const DEPTH = 6_000;

/** Answers that are none: refusals, redirects, and a 200 with something else in it. */
export const REFUSALS: readonly Behaviour[] = [
  {
    name: 'refuses with dirty words',
    act: (scene) => {
      const dirty = `no\u0000 \u001b[31mway\u202e ${scene.apiKey ?? ''} ${'x'.repeat(5_000)}`;
      scene.refuse(
        pick(scene, [400, 404, 409, 413, 422, 500, 502, 503, 529]),
        JSON.stringify({ error: { message: dirty } }),
      );
    },
    ends: ['E3003'],
    keeps: 'nothing',
    says: /refused the request \(\d{3}\): no \[31mway/,
  },
  {
    name: 'refuses the key and repeats it',
    act: (scene) =>
      scene.refuse(pick(scene, [401, 403]), JSON.stringify({ error: `bad key ${scene.apiKey ?? ''}, get a new one` })),
    ends: ['E3003'],
    keeps: 'nothing',
    says: /refused the API key \(\d{3}\): bad key .*get a new one/,
  },
  {
    name: 'limits the rate and says for how long',
    act: ({ refuse }) => refuse(429, '{"error":"slow down"}', { 'retry-after': '30' }),
    ends: ['E3004'],
    keeps: 'nothing',
    says: /slow down/,
    check: ({ last }) => expect(last).toMatchObject({ error: { retryAfterS: 30 } }),
  },
  {
    name: 'limits the rate and does not say for how long',
    act: (scene) => {
      const after = pick(scene, [undefined, '', 'soon', '-5', '1e9', 'Fri, 31 Dec 1999 23:59:59 GMT']);
      scene.refuse(429, '{"error":"slow down"}', after === undefined ? {} : { 'retry-after': after });
    },
    ends: ['E3004'],
    keeps: 'nothing',
    check: ({ last }) => expect(last).toMatchObject({ error: { retryAfterS: undefined } }),
  },
  {
    name: 'refuses in HTML',
    act: ({ refuse }) => refuse(502, '<html><h1>Bad gateway', { 'content-type': 'text/html' }),
    ends: ['E3003'],
    keeps: 'nothing',
    says: /^[^<]*$/,
  },
  {
    name: 'refuses in bytes',
    act: ({ refuse, random }) =>
      refuse(500, Buffer.from(Array.from({ length: 300 }, () => Math.floor(random() * 256)))),
    ends: ['E3003'],
    keeps: 'nothing',
  },
  {
    name: 'refuses in JSON that is nested too deeply',
    act: (scene) => {
      const [open, close] = pick(scene, [
        ['{"error":', '}'],
        ['{"error":{"message":', '}}'],
        ['{"error":[', ']}'],
        ['{"detail":', '}'],
      ]);
      scene.refuse(400, `${open.repeat(DEPTH)}1${close.repeat(DEPTH)}`);
    },
    ends: ['E3003'],
    keeps: 'nothing',
  },
  {
    name: 'refuses with other types in the known fields',
    act: (scene) =>
      scene.refuse(
        400,
        pick(scene, [
          '7',
          'null',
          '[]',
          '{"error":7}',
          '{"error":[]}',
          '{"error":{"message":{}}}',
          '{"message":7}',
          '"x"',
          '',
        ]),
      ),
    ends: ['E3003'],
    keeps: 'nothing',
  },
  {
    name: 'refuses without end',
    act: async ({ exchange: { response, write } }) => {
      response.writeHead(500);
      while (await write('x'.repeat(10_000)));
    },
    ends: ['E3003'],
    keeps: 'nothing',
  },
  {
    name: 'refuses, and its words never come',
    act: async ({ exchange: { response, write } }) => {
      response.writeHead(500);
      await write('{"error":');
    },
    limits: { errorBodyMs: 60 },
    ends: ['E3003'],
    keeps: 'nothing',
    says: /500/,
  },
  {
    name: 'refuses, and closes in its words',
    act: async ({ exchange: { response, write, socket } }) => {
      response.writeHead(500);
      await write('{"error":');
      socket.destroy();
    },
    ends: ['E3001', 'E3003'],
    keeps: 'nothing',
  },
  {
    name: 'redirects',
    act: (scene) => {
      // To itself: a second request there would be answered, and so be seen.
      if (scene.exchange.request.url === '/elsewhere') return scene.answer(scene.saying + scene.wire.end);
      scene.refuse(pick(scene, [301, 302, 303, 307, 308]), '', { location: '/elsewhere' });
      return undefined;
    },
    ends: ['E3003'],
    keeps: 'nothing',
    says: /redirects are not followed/,
  },
  {
    name: 'says OK and means an error',
    act: ({ refuse }) => refuse(200, '{"error":{"message":"the model is on fire"}}\n'),
    ends: ['E3003'],
    keeps: 'nothing',
    says: /the model is on fire/,
  },
  {
    name: 'says OK in HTML',
    act: ({ refuse }) => refuse(200, '<!doctype html><p>Hello', { 'content-type': 'text/html' }),
    ends: ['E3005'],
    keeps: 'nothing',
  },
  {
    name: 'says OK and nothing else',
    act: (scene) => scene.answer(''),
    ends: ['E3005'],
    keeps: 'nothing',
  },
  {
    name: 'sends another success than 200',
    act: (scene) =>
      scene.refuse(pick(scene, [201, 202, 203, 206]), scene.saying, { 'content-type': scene.wire.contentType }),
    ends: ['E3005'],
    keeps: 'nothing',
  },
  {
    name: 'sends no content',
    act: ({ exchange }) => void exchange.response.writeHead(204).end(),
    ends: ['E3005'],
    keeps: 'nothing',
  },
  {
    name: 'calls its answer plain text',
    act: ({ exchange, saying, wire }) =>
      void exchange.response.writeHead(200, { 'content-type': 'text/plain' }).end(saying + wire.end),
    ends: ['finish'],
    keeps: 'all',
  },
  {
    name: 'does not say what its answer is',
    act: ({ exchange, saying, wire }) => void exchange.response.writeHead(200).end(saying + wire.end),
    ends: ['finish'],
    keeps: 'all',
  },
  {
    name: 'compresses its answer unasked',
    act: ({ exchange, saying, wire }) =>
      void exchange.response
        .writeHead(200, { 'content-type': wire.contentType, 'content-encoding': 'gzip' })
        .end(gzipSync(saying + wire.end)),
    ends: ['E3005'],
    keeps: 'nothing',
  },
];
