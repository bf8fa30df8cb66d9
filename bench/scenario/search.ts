import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDataDir } from '../driver/create-data-dir.ts';
import { fillMessages } from '../driver/fill-messages.ts';
import { launchOurServer, signIn } from '../driver/our-server.ts';
import { createRandom, createVocabulary } from '../driver/vocabulary.ts';
import type { Sample, Scenario } from './scenario.ts';

/** `BENCH_MESSAGES` makes a quick look. */
const count = Number(process.env.BENCH_MESSAGES ?? 1_000_000);
const rounds = 40;
const maxIndexMs = 3_600_000;

/** Searching everything that one person wrote, by words of every kind, once a million messages are indexed. */
export const search: Scenario = {
  name: 'search',
  isOnce: true,
  run: async (upstream) => {
    const dataDir = createDataDir();
    try {
      const first = await launchOurServer(upstream, dataDir);
      const { userId } = await signIn(first.port);
      await first.stop();
      const file = join(dataDir, 'omniai.db');
      fillMessages(file, userId, count);
      const before = readSize(file);
      const server = await launchOurServer(upstream, dataDir);
      try {
        const indexS = await waitForIndex(file);
        const indexMb = readSize(file) - before;
        const { headers } = await signIn(server.port);
        const ask = (path: string) => timeOf(`http://127.0.0.1:${server.port}${path}`, headers);
        return await measure(ask, { messages: count, indexS, indexMb });
      } finally {
        await server.stop();
      }
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

/** Queries of every kind, each with other words in each round. */
function listPaths(words: readonly string[], random: () => number): Record<string, string> {
  const of = (from: number, to: number) => words[from + Math.floor(random() * (to - from))] ?? '';
  const common = of(0, 20);
  return {
    common: `/search?q=${common}%20`,
    'two-common': `/search?q="${common}"%20"${of(0, 20)}"`,
    rare: `/search?q="${of(20_000, 50_000)}"`,
    'rare-and-common': `/search?q="${of(5_000, 50_000)}"%20"${common}"`,
    phrase: `/search?q="${common}%20${of(0, 20)}"`,
    'prefix-of-two': `/search?q=${of(500, 5_000).slice(0, 2)}`,
    'prefix-of-three': `/search?q=${of(500, 50_000).slice(0, 3)}`,
    'role-and-time': `/search?q=${common}&role=user&to=2025-06-01T00:00:00Z`,
    missing: '/search?q=zzzzzzzz',
    title: `/conversations?q=${of(0, 200)}`,
  };
}

async function measure(ask: (path: string) => Promise<number>, detail: Record<string, number>): Promise<Sample[]> {
  const random = createRandom(2);
  const { words } = createVocabulary(random);
  const times = new Map<string, number[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [kind, path] of Object.entries(listPaths(words, random))) {
      times.set(kind, [...(times.get(kind) ?? []), await ask(path)]);
    }
  }
  const p95 = (list: number[]) => list.sort((a, b) => a - b)[Math.floor(list.length * 0.95)] ?? 0;
  for (const [kind, list] of times) detail[`${kind}-p95-ms`] = p95(list);
  return [{ figure: 'search-p95', ours: p95([...times.values()].flat()), detail }];
}

async function timeOf(url: string, headers: Record<string, string>): Promise<number> {
  const beganMs = performance.now();
  const response = await fetch(url, { headers });
  const body = await response.text();
  if (!response.ok) throw new Error(`${url} gave ${response.status}: ${body}`);
  return performance.now() - beganMs;
}

/** Seconds until every message is in the index. */
async function waitForIndex(file: string): Promise<number> {
  const beganMs = performance.now();
  const db = new DatabaseSync(file, { readOnly: true });
  const missing = db.prepare(
    'select (select count(*) from messages) > (select count(message_id) from search_entries) as missing',
  );
  try {
    while (missing.get()?.missing === 1) {
      if (performance.now() - beganMs > maxIndexMs) throw new Error('the messages were not indexed within an hour');
      await sleep(1_000);
    }
  } finally {
    db.close();
  }
  return (performance.now() - beganMs) / 1000;
}

/** Megabytes of the database. */
function readSize(file: string): number {
  const db = new DatabaseSync(file, { readOnly: true });
  const pages = Number(db.prepare('PRAGMA page_count').get()?.page_count);
  db.close();
  return (pages * 4096) / 1_000_000;
}
