import { openBenchPage } from '../driver/open-bench-page.ts';
import { findMedian } from '../driver/result.ts';
import type { Scenario } from './scenario.ts';

const visits = 5;

interface Visit {
  firstPaintMs: number;
  usableMs: number;
  scriptKb: number;
}

/** The page opened by somebody who is signed in, in a browser that has nothing of it: when something is seen, when one can type. */
export const pageLoad: Scenario = {
  name: 'page-load',
  run: async () => {
    await using place = await openBenchPage();
    const seen: Visit[] = [];
    for (let i = 0; i < visits; i += 1) seen.push(await visit(place));
    const median = (figure: keyof Visit) => findMedian(seen.map((one) => one[figure]));
    return [
      { figure: 'page-first-paint', ours: median('firstPaintMs') },
      { figure: 'page-usable', ours: median('usableMs') },
      { figure: 'page-script', ours: median('scriptKb') },
    ];
  },
};

async function visit({ url, browser, person }: Awaited<ReturnType<typeof openBenchPage>>): Promise<Visit> {
  const storageState = await person.page.context().storageState();
  const context = await browser.newContext({ storageState, serviceWorkers: 'block' });
  try {
    const page = await context.newPage();
    // Asked from outside, it would be some hundred milliseconds late, and count what is fetched in advance meanwhile.
    await page.addInitScript(`(function look() {
      const field = document.querySelector('textarea:enabled');
      if (field) window.usableMs = performance.now();
      else requestAnimationFrame(look);
    })()`);
    await page.goto(`${url}/app/`, { waitUntil: 'commit' });
    await page.getByLabel('Message', { exact: true }).fill('I can type.');
    return await page.evaluate<Visit>(`({
      usableMs,
      firstPaintMs: performance.getEntriesByName('first-contentful-paint')[0].startTime,
      scriptKb: performance.getEntriesByType('resource')
        .filter(({ name, responseEnd }) => name.endsWith('.js') && responseEnd <= usableMs)
        .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) / 1024,
    })`);
  } finally {
    await context.close();
  }
}
