import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { formatPrompt } from '../driver/answer-script.ts';
import { createDataDir } from '../driver/create-data-dir.ts';
import { sendInLoop } from '../driver/load.ts';
import { type OurServer, startOurServer } from '../driver/our-server.ts';
import { SERVER_CORE, startDriver } from '../driver/pinned-process.ts';
import { readCpuMs } from '../driver/process-meter.ts';
import { readReply } from '../driver/read-reply.ts';
import { formatGet } from '../driver/subject.ts';
import { compare } from './compare.ts';
import type { Scenario } from './scenario.ts';

const turns = 10;
const pageLength = 20;
const clients = 16;

interface PageServer {
  pid: number;
  port: number;
}

/** Reading a page of 20 messages with its session check, against bare Fastify that serves the same 20 rows. */
export const messagePage: Scenario = {
  name: 'message-page',
  run: async (upstream, isOursFirst) => {
    const dataDir = createDataDir();
    const server = await startOurServer(upstream);
    try {
      const path = await createConversation(server);
      const file = join(dataDir, 'page.db');
      createPageFile(file, Object(await server.call('GET', path)).items);
      const [baseline, ours] = await compare(
        isOursFirst,
        () => measureStore(file, path),
        () => measurePages(server, formatGet(path, server.headers)),
      );
      return [{ figure: 'message-page', baseline, ours }];
    } finally {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

/** Fills a conversation with 20 messages and gives the path of its page. */
async function createConversation(server: OurServer): Promise<string> {
  const script = { tokens: 100, tokensPerSecond: 0, charsPerToken: 0, eventsPerChunk: 1 };
  let conversation: Record<string, string> = {};
  for (let seed = 0; seed < turns; seed += 1) {
    const text = formatPrompt({ ...script, seed });
    const { conversation_id: id } = Object(await server.call('POST', '/messages/send', { text, ...conversation }));
    conversation = { conversation_id: String(id) };
  }
  return `/conversations/${conversation.conversation_id}/messages?limit=${pageLength}`;
}

/** Puts our messages into a plain table: scalars as they are, everything else as JSON text. */
function createPageFile(file: string, messages: Record<string, unknown>[]): void {
  if (messages.length !== pageLength) throw new Error(`the page holds ${messages.length} messages, not ${pageLength}`);
  const names = Object.keys(messages[0] ?? {});
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA journal_mode = WAL; CREATE TABLE message (${names.join(', ')});
    CREATE INDEX message_page ON message (conversation_id, id)`);
  const insert = db.prepare(`INSERT INTO message VALUES (${names.map(() => '?').join(', ')})`);
  for (const message of messages) insert.run(...names.map((name) => toColumn(message[name])));
  db.close();
}

function toColumn(value: unknown): string | number | null {
  return typeof value === 'string' || typeof value === 'number' || value === null
    ? value
    : (JSON.stringify(value) ?? null);
}

async function measureStore(file: string, path: string): Promise<number> {
  const store = await startDriver(SERVER_CORE, './page-store.ts', file);
  try {
    return await measurePages(store, formatGet(path));
  } finally {
    await store.stop();
  }
}

/** Pages per second of the server's CPU time: so quick a server could otherwise wait for the clients. */
async function measurePages({ pid, port }: PageServer, request: Buffer): Promise<number> {
  await sendInLoop(port, { clients, durationMs: 1_000 }, () => request);
  const cpuBeforeMs = await readCpuMs(pid);
  const { answers } = await sendInLoop(port, { clients, durationMs: 3_000 }, () => request);
  const cpuMs = (await readCpuMs(pid)) - cpuBeforeMs;
  for (const { raw } of answers) {
    const { status, body } = readReply(raw);
    const length = status === 200 ? JSON.parse(body).items.length : 0;
    if (length !== pageLength) throw new Error(`a page was answered ${status} with ${length} messages`);
  }
  return (answers.length / cpuMs) * 1000;
}
