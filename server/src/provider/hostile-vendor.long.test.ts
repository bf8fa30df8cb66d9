import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { chooseSeed, createRandom } from '../../test/random.ts';
import { createBody, decodeReads, joinParts } from './test/cut-stream.ts';
import { describeSlowReader } from './test/describe-slow-reader.ts';
import { faceBehaviour } from './test/face-behaviour.ts';
import type { HostileVendor } from './test/hostile-vendor.ts';
import { HOSTILE_VENDORS } from './test/hostile-vendors.ts';
import { listBehaviours } from './test/list-behaviours.ts';

const SEEDS = 20;
const CUTS = 100_000;
/** What all of it may leave behind in the heap. */
const MAX_HEAP_GROWTH_BYTES = 8 * 1_048_576;

const seed = chooseSeed();
setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

describe.each(HOSTILE_VENDORS)('$name', (vendor) => {
  const behaviours = listBehaviours(vendor);

  test.each(behaviours)(`bears ${SEEDS} times (SEED=${seed}) a vendor that $name`, async (behaviour) => {
    for (let i = 0; i < SEEDS; i++) await faceBehaviour(vendor, behaviour, seed + i);
  });

  test('has kept nothing of all that', async () => {
    const before = await measureHeapBytes();
    for (const behaviour of behaviours) await faceBehaviour(vendor, behaviour, seed);
    expect((await measureHeapBytes()) - before).toBeLessThan(MAX_HEAP_GROWTH_BYTES);
  });

  test(`says the same wherever its stream is cut in two (SEED=${seed})`, async () => {
    const body = createBody(vendor, seed);
    const whole = await readAt(vendor, body, []);
    for (let at = 1; at < body.length; at++) {
      expect(await readAt(vendor, body, [at]), `cut at byte ${at}`).toEqual(whole);
    }
  });

  test(`says the same with ${CUTS} cuts anywhere (SEED=${seed})`, async () => {
    const random = createRandom(seed);
    for (let cuts = 0, i = 0; cuts < CUTS; i++) {
      const body = createBody(vendor, seed + i);
      const places = Array.from({ length: 1 + Math.floor(random() * 200) }, () => Math.floor(random() * body.length));
      cuts += places.length;
      const whole = await readAt(vendor, body, []);
      expect(await readAt(vendor, body, places), `body of SEED=${seed + i}, cut at ${places}`).toEqual(whole);
    }
  });

  describeSlowReader(vendor);
});

async function readAt(vendor: HostileVendor, body: Buffer, places: readonly number[]): Promise<unknown[]> {
  const ends = [...places.toSorted((a, b) => a - b), body.length];
  const reads = ends.map((end, i) => body.subarray(i === 0 ? 0 : ends[i - 1], end)).filter(({ length }) => length > 0);
  const answer = await decodeReads(vendor, reads);
  expect(answer.last).toMatchObject({ type: 'finish' });
  return joinParts(answer);
}

async function measureHeapBytes(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    await new Promise(setImmediate); // what has just been closed lets go in its own turn
    collectGarbage();
  }
  return process.memoryUsage().heapUsed;
}
