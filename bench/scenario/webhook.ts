import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createDataDir } from '../driver/create-data-dir.ts';
import { sendInLoop } from '../driver/load.ts';
import { type OurServer, startOurServer, webhookSecret } from '../driver/our-server.ts';
import { SERVER_CORE, startDriver } from '../driver/pinned-process.ts';
import { readCpuMs } from '../driver/process-meter.ts';
import { readReply } from '../driver/read-reply.ts';
import { formatPost, type Subject } from '../driver/subject.ts';
import { compare } from './compare.ts';
import type { Sample, Scenario } from './scenario.ts';

/** As many as Omi sends at once from one of its processes. Each is a wearer of the device with deliveries in order. */
const wearers = 64;
const warmUpMs = 1_000;
const durationMs = 3_000;

interface DeliveryRate {
  perSecond: number;
  /** Tells slow code from a slow disk. */
  perCpuSecond: number;
  /** All that were acknowledged, those of the warm-up too. */
  delivered: number;
}

/** Transcript deliveries per second, each answered only when it is durable. */
export const webhook: Scenario = {
  name: 'webhook',
  run: async (upstream, isOursFirst) => {
    const [stores, ours] = await compare(
      isOursFirst,
      async () => ({ single: await measureStore('single'), grouped: await measureStore('grouped') }),
      () => measureOurs(upstream),
    );
    return [createSample('webhook-single', stores.single, ours), createSample('webhook-grouped', stores.grouped, ours)];
  },
};

function createSample(figure: string, baseline: DeliveryRate, ours: DeliveryRate): Sample {
  const detail = { baselinePerCpuSecond: baseline.perCpuSecond, oursPerCpuSecond: ours.perCpuSecond };
  return { figure, baseline: baseline.perSecond, ours: ours.perSecond, detail };
}

async function measureStore(mode: 'single' | 'grouped'): Promise<DeliveryRate> {
  const dataDir = createDataDir();
  const file = join(dataDir, 'segment.db');
  const store = await startDriver(SERVER_CORE, './segment-store.ts', mode, file);
  try {
    const rate = await measureDeliveries(store, '/');
    verifyStored(file, 'segment', rate.delivered);
    return rate;
  } finally {
    await store.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measureOurs(upstream: Subject): Promise<DeliveryRate> {
  const server = await startOurServer(upstream);
  try {
    for (let wearer = 0; wearer < wearers; wearer += 1) await link(server, formatUid(wearer));
    const rate = await measureDeliveries(server, `/omi-webhook/${webhookSecret}`);
    verifyStored(join(server.dataDir, 'omniai.db'), 'transcript_segments', rate.delivered);
    return rate;
  } finally {
    await server.stop();
  }
}

/** Links an Omi user with the code that the server shows while no Omi app is configured. */
async function link(server: OurServer, uid: string): Promise<void> {
  const { dev_code: code } = Object(await server.call('POST', '/link/omi/start', { omi_user_id: uid }));
  await server.call('POST', '/link/omi/confirm', { omi_user_id: uid, code });
}

async function measureDeliveries({ pid, port }: { pid: number; port: number }, path: string): Promise<DeliveryRate> {
  const startS = new Array<number>(wearers).fill(0);
  const request = (_index: number, wearer: number) => {
    const start = (startS[wearer] ?? 0) + 2;
    startS[wearer] = start;
    return formatPost(`${path}?uid=${formatUid(wearer)}`, createDelivery(formatUid(wearer), start));
  };
  const warmUp = await sendInLoop(port, { clients: wearers, durationMs: warmUpMs }, request);
  const cpuBeforeMs = await readCpuMs(pid);
  const { answers, elapsedMs } = await sendInLoop(port, { clients: wearers, durationMs }, request);
  const cpuMs = (await readCpuMs(pid)) - cpuBeforeMs;
  for (const { raw } of answers) {
    const { status, body } = readReply(raw);
    if (status !== 200) throw new Error(`a delivery was answered ${status}: ${body}`);
  }
  return {
    perSecond: (answers.length / elapsedMs) * 1000,
    perCpuSecond: (answers.length / cpuMs) * 1000,
    delivered: warmUp.answers.length + answers.length,
  };
}

/** One segment as Omi's backend sends it in real time: talk without a wake word. */
function createDelivery(uid: string, start: number) {
  const segment = {
    id: randomUUID(),
    text: 'and then we should look at the roof again before it rains',
    speaker: 'SPEAKER_00',
    speaker_id: 0,
    is_user: false,
    person_id: null,
    start,
    end: start + 1.8,
    translations: [],
    speech_profile_processed: true,
    stt_provider: 'deepgram',
  };
  return { session_id: uid, segments: [segment] };
}

function formatUid(wearer: number): string {
  return `bench-wearer-${wearer}`;
}

/** Every delivery that was acknowledged must be in the database. */
function verifyStored(file: string, table: string, delivered: number): void {
  const db = new DatabaseSync(file, { readOnly: true });
  const stored = Number(db.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.count);
  db.close();
  if (stored !== delivered) throw new Error(`${delivered} deliveries were acknowledged, ${stored} are stored`);
}
