import type { Locator, Page } from 'playwright-core';
import { type BenchPage, openBenchPage } from '../driver/open-bench-page.ts';
import { findMedian } from '../driver/result.ts';
import type { Scenario } from './scenario.ts';

const messages = 10_000;
const visits = 5;
const frames = 600;

/** A pointer rests on what it is about to press; people take about this long at the least. */
const restMs = 100;

/** A conversation of 10,000 messages: from the press on its name until the newest is painted, and how smoothly one scrolls back in it. */
export const pageScroll: Scenario = {
  name: 'page-scroll',
  run: async () => {
    await using place = await openBenchPage(messages);
    const { page } = place.person;
    const opened: number[] = [];
    const unannounced: number[] = [];
    for (let i = 0; i < visits; i += 1) {
      // Nothing of it may be there from the time before.
      const link = await goHome(place);
      unannounced.push(await measureOpening(page, () => link.dispatchEvent('click')));
      await goHome(place);
      await link.hover();
      await page.waitForTimeout(restMs);
      opened.push(await measureOpening(page, () => link.click()));
    }
    const { dropped, longestMs, rows } = await scroll(page);
    const detail = { slowest: Math.max(...opened), unannounced: findMedian(unannounced), rows };
    return [
      { figure: 'page-open', ours: findMedian(opened), detail },
      { figure: 'page-dropped', ours: (dropped / frames) * 100, detail: { longestMs } },
    ];
  },
};

async function goHome({ url, person: { page } }: BenchPage): Promise<Locator> {
  await page.goto(`${url}/app/`);
  await page.mouse.move(0, 0);
  const link = page.locator('a[href*="/c/"]').first();
  await link.waitFor();
  return link;
}

/** Milliseconds from the click that `press` makes until the conversation's newest message is painted. */
async function measureOpening(page: Page, press: () => Promise<void>): Promise<number> {
  await page.evaluate(WATCH);
  await press();
  return page.evaluate<number>('opening');
}

const WATCH = `window.opening = new Promise((resolve) => {
  addEventListener('click', ({ timeStamp }) => {
    const look = () => {
      const box = [...document.querySelectorAll('[data-index] article')].at(-1)?.getBoundingClientRect();
      if (box && box.height > 0 && box.top < innerHeight && box.bottom > 0) {
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - timeStamp)));
      } else requestAnimationFrame(look);
    };
    look();
  }, { capture: true, once: true });
}); 0`;

interface Scrolled {
  /** Frames that were due and did not come. */
  dropped: number;
  longestMs: number;
  /** How many rows of the conversation the page holds in the end. */
  rows: number;
}

/** Scrolls back as fast as a finger flings, through pages that are fetched on the way. */
function scroll(page: Page): Promise<Scrolled> {
  return page.evaluate(`new Promise((resolve) => {
    let list = document.querySelector('[data-index]');
    while (list && getComputedStyle(list).overflowY !== 'auto') list = list.parentElement;
    const dueMs = 1_000 / 60;
    let [dropped, longestMs, lastMs, left] = [0, 0, undefined, ${frames}];
    const step = (nowMs) => {
      if (lastMs !== undefined) {
        longestMs = Math.max(longestMs, nowMs - lastMs);
        dropped += Math.max(0, Math.round((nowMs - lastMs) / dueMs) - 1);
      }
      lastMs = nowMs;
      list.scrollTop -= 60;
      left -= 1;
      if (left > 0) requestAnimationFrame(step);
      else resolve({ dropped, longestMs, rows: document.querySelectorAll('[data-index]').length });
    };
    requestAnimationFrame(step);
  })`);
}
