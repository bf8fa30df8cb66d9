import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { buildPage } from '../server/src/build-page.ts';
import { formatTable } from './driver/format-table.ts';
import { holdMachine } from './driver/hold-machine.ts';
import { LOAD_CORE, pinSelf } from './driver/pinned-process.ts';
import { readBudgets } from './driver/read-budget.ts';
import { createResult } from './driver/result.ts';
import { startUpstream } from './driver/upstream-subject.ts';
import { firstToken } from './scenario/first-token.ts';
import { fullSpeed } from './scenario/full-speed.ts';
import { messagePage } from './scenario/message-page.ts';
import { openStream } from './scenario/open-stream.ts';
import { paced } from './scenario/paced.ts';
import { pageLoad } from './scenario/page-load.ts';
import { pageScroll } from './scenario/page-scroll.ts';
import { pageStream } from './scenario/page-stream.ts';
import { saturation } from './scenario/saturation.ts';
import type { Sample, Scenario } from './scenario/scenario.ts';
import { search } from './scenario/search.ts';
import { stalledReader } from './scenario/stalled-reader.ts';
import { startUp } from './scenario/start-up.ts';
import { webhook } from './scenario/webhook.ts';

/*
 * Runs the scenarios (all, or those named on the command line) in interleaved rounds, prints one table and writes result/latest.json.
 * Ends with 1 when something broke or a figure is far from its bar; a bar that is just missed shows in the table only.
 */

const scenarios = [
  fullSpeed,
  paced,
  firstToken,
  saturation,
  openStream,
  stalledReader,
  webhook,
  messagePage,
  startUp,
  search,
  pageLoad,
  pageStream,
  pageScroll,
];

const { values: options, positionals: names } = parseArgs({
  options: { rounds: { type: 'string', default: '3' } },
  allowPositionals: true,
});
const unknown = names.filter((name) => !scenarios.some((scenario) => scenario.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no scenario ${unknown.join(', ')}. There are: ${scenarios.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}

// A server builds the page beside its work where it is older than its sources; that would be measured with it.
await buildPage();
await holdMachine((line) => console.error(line));
const chosen = names.length === 0 ? scenarios : scenarios.filter(({ name }) => names.includes(name));
const failures: string[] = [];
const samples: Sample[] = [];
const startedAt = new Date();
const startLoad = loadavg();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // Minutes of measuring are not thrown away because somebody ran out of patience.
    report();
    process.exit(130);
  });
}
pinSelf(LOAD_CORE);

for (let round = 1; round <= Number(options.rounds); round += 1) {
  for (const scenario of chosen) {
    if (round === 1 || !scenario.isOnce) await runOnce(scenario, round);
  }
}
report();

/** Runs one scenario on servers of its own; what goes wrong in it does not stop the others. */
async function runOnce(scenario: Scenario, round: number): Promise<void> {
  const beganMs = performance.now();
  const upstream = await startUpstream();
  try {
    samples.push(...(await scenario.run(upstream, round % 2 === 0)));
    console.error(`round ${round}: ${scenario.name}, ${((performance.now() - beganMs) / 1000).toFixed(1)} s`);
  } catch (error) {
    failures.push(`round ${round}, ${scenario.name}: ${error instanceof Error ? error.message : String(error)}`);
    console.error(failures.at(-1));
  } finally {
    await upstream.stop();
  }
}

function report(): void {
  const results = readBudgets()
    .map((budget) =>
      createResult(
        budget,
        samples.filter(({ figure }) => figure === budget.name),
      ),
    )
    .filter((result) => result !== undefined);
  const minutes = ((Date.now() - startedAt.getTime()) / 60_000).toFixed(1);
  console.log(
    `${startedAt.toISOString()}, ${options.rounds} rounds in ${minutes} min, Node ${process.version}, load average before ${startLoad.map((load) => load.toFixed(1)).join(' ')}\n`,
  );
  console.log(formatTable(results));
  for (const failure of failures) console.log(`\nFailed: ${failure}`);
  const folder = new URL('./result/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('latest.json', folder), JSON.stringify({ startedAt, startLoad, failures, results }, null, 2));
  process.exitCode = failures.length > 0 || results.some((result) => result.isFarOff) ? 1 : 0;
}
