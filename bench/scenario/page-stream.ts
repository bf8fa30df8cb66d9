import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { ProviderCall } from '../../server/test/scripted-provider.ts';
import { type BenchPage, openBenchPage } from '../driver/open-bench-page.ts';
import type { Sample, Scenario } from './scenario.ts';

const messages = 500;
const tokenEveryMs = 20;
const keyEveryMs = 80;
const frameMs = 16;
/** With everything that changes its height while it comes: a table, code, a formula, a list, lines that wrap. */
const answer = `# A title

Some **bold** text with \`code\` and $x^2$.

| name | count |
|---|---|
| one | 1 |
| two | 2 |

\`\`\`ts
const sum: number = [1, 2, 3].reduce((total, one) => total + one, 0);
console.log(sum);
\`\`\`

\\[
E = mc^2
\\]

- first
- second

${'A sentence that is long enough to wrap on the page at some point. '.repeat(12)}`;
const pieces = answer.match(/.{1,9}/gs) ?? [];

/** What moves while an answer streams in, how long a key takes to show meanwhile, and what 500 streamed messages leave in memory. */
export const pageStream: Scenario = {
  name: 'page-stream',
  run: async () => {
    await using place = await openBenchPage();
    return [...(await measureStreaming(place)), ...(await measureMemory(place))];
  },
};

async function measureStreaming({ person, provider }: BenchPage): Promise<Sample[]> {
  const { page } = person;
  provider.answer(async (call) => {
    for (const piece of pieces) {
      await call.emit(piece);
      await sleep(tokenEveryMs);
    }
    await call.finish();
  });
  await page.evaluate(OBSERVE);
  await person.ask('Show me everything.');
  await person.answer.getByText('A title').waitFor();
  const field = page.getByLabel('Message', { exact: true });
  let keys = 0;
  for (; await isStreaming(page); keys += 1) {
    await field.press('abcdefghij'[keys % 10] ?? 'a', { delay: keyEveryMs });
  }
  await field.fill('');
  const { shift, keysMs } = await page.evaluate<{ shift: number; keysMs: number[] }>('window.observed');
  // Those that took less than a frame are not reported.
  const all = [...Array<number>(Math.max(0, keys - keysMs.length)).fill(frameMs), ...keysMs.sort((a, b) => a - b)];
  return [
    { figure: 'page-shift', ours: shift },
    { figure: 'page-typing', ours: all[Math.floor(all.length * 0.98)] ?? Number.NaN, detail: { keys } },
  ];
}

/** In the page: adds up how far things move by themselves, and notes how long each key took until it was painted, in steps of 8 ms. */
const OBSERVE = `window.observed = { shift: 0, keysMs: [] };
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.observed.shift += value;
}).observe({ type: 'layout-shift' });
new PerformanceObserver((list) => {
  for (const { name, duration } of list.getEntries()) if (name === 'keydown') window.observed.keysMs.push(duration);
}).observe({ type: 'event', durationThreshold: ${frameMs} });`;

function isStreaming(page: Page): Promise<boolean> {
  return page.evaluate(`document.querySelector('article[aria-busy=true]') !== null`);
}

async function measureMemory({ url, person, provider }: BenchPage): Promise<Sample[]> {
  const { page } = person;
  provider.answer(async (call: ProviderCall) => {
    await call.emit(...pieces.slice(0, 40));
    await call.finish();
  });
  await page.goto(`${url}/app/`);
  await page.getByLabel('Message', { exact: true }).waitFor();
  const before = await readMemory(page);
  for (let i = 0; i < messages / 2; i += 1) {
    await person.ask(`Question ${i}`);
    await page.waitForFunction(HAS_ANSWERED, `Question ${i}`);
  }
  const after = await readMemory(page);
  return [
    { figure: 'page-heap', ours: after.heapMib, detail: { beforeMib: before.heapMib } },
    { figure: 'page-nodes', ours: after.nodes, detail: { before: before.nodes } },
  ];
}

/** In the page: whether the newest question is this one and its answer has ended. */
const HAS_ANSWERED = `(question) => {
  const [asked, answered] = [...document.querySelectorAll('[data-index]')].sort((a, b) => a.dataset.index - b.dataset.index).slice(-2);
  return asked?.textContent.includes(question) && answered?.querySelector('article')?.ariaBusy !== 'true' && / tokens$/m.test(answered.innerText);
}`;

async function readMemory(page: Page): Promise<{ heapMib: number; nodes: number }> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  await devtools.detach();
  const find = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { heapMib: find('JSHeapUsedSize') / 1_048_576, nodes: find('Nodes') };
}
