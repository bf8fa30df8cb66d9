import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { must } from '../../server/src/kit/must.ts';
import { type AnswerScript, answerText, findScript } from '../driver/answer-script.ts';
import { type OurServer, startOurServer } from '../driver/our-server.ts';
import { readRssMiB, startRssWatch } from '../driver/process-meter.ts';
import type { Scenario } from './scenario.ts';

const readers = 100;
/** 4,000 tokens of 4,000 units: answers of 16 MB. */
const bigAnswer = { tokens: 4_000, tokensPerSecond: 0, charsPerToken: 4_000, eventsPerChunk: 1 };
const maxWaitMs = 240_000;

interface Page {
  items: Record<string, unknown>[];
}

/** 100 readers ask for 16 MB each and never read a byte: how much the server grows, and whether it keeps every answer whole. */
export const stalledReader: Scenario = {
  name: 'stalled-reader',
  isOnce: true,
  run: async (upstream) => {
    const server = await startOurServer(upstream);
    const sockets: Socket[] = [];
    try {
      const idleMiB = await readRssMiB(server.pid);
      const watch = startRssWatch(server.pid);
      const startedAtMs = performance.now();
      for (let index = 0; index < readers; index += 1)
        sockets.push(await ask(server, { ...bigAnswer, seed: index % 4 }));
      await waitForQuiet(server);
      const elapsedMs = performance.now() - startedAtMs;
      const peakMiB = await watch.stop();
      await verifyStored(server);
      return [{ figure: 'stalled-reader', ours: peakMiB - idleMiB, detail: { idleMiB, peakMiB, elapsedMs } }];
    } finally {
      for (const socket of sockets) socket.destroy();
      await server.stop();
    }
  },
};

async function ask(server: OurServer, script: AnswerScript): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port: server.port });
  // Paused before it is connected, a socket never starts to read.
  socket.pause();
  socket.on('error', () => socket.destroy());
  await once(socket, 'connect');
  socket.write(server.formatRequest(script));
  return socket;
}

/** Waits until every question has its conversation and no answer is being written any more. */
async function waitForQuiet(server: OurServer): Promise<void> {
  const deadlineMs = performance.now() + maxWaitMs;
  for (;;) {
    const conversations = await listConversations(server);
    const { streams } = Object(await server.call('GET', '/chat/streams'));
    if (conversations.length === readers && streams.length === 0) return;
    if (performance.now() > deadlineMs)
      throw new Error(`${streams.length} answers were still written after ${maxWaitMs / 1000} s`);
    await sleep(500);
  }
}

/** Reads every answer back and compares it with what was ordered. */
async function verifyStored(server: OurServer): Promise<void> {
  for (const { id } of await listConversations(server)) {
    const { items } = await getPage(server, `/conversations/${String(id)}/messages`);
    const question = items.find((message) => message.role === 'user');
    const answer = items.find((message) => message.role === 'assistant');
    const script = must(findScript(JSON.stringify(question)), 'a script in the question');
    const isWhole = answer?.status === 'complete' && answer.text === answerText(script);
    if (!isWhole) throw new Error(`an answer was not stored whole: ${JSON.stringify(answer)?.slice(0, 300)}`);
  }
}

async function listConversations(server: OurServer): Promise<Page['items']> {
  return (await getPage(server, `/conversations?limit=${readers}`)).items;
}

async function getPage(server: OurServer, path: string): Promise<Page> {
  const { items } = Object(await server.call('GET', path));
  if (!Array.isArray(items)) throw new Error(`GET ${path} gave no items`);
  return { items };
}
