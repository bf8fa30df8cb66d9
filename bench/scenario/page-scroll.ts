import type { Page } from 'playwright-core';
import { openBenchPage } from '../driver/open-bench-page.ts';
import { findMedian } from '../driver/result.ts';
import type { Scenario } from './scenario.ts';

const messages = 10_000;
const visits = 5;
const frames = 600;

/** A conversation of 10,000 messages: from the click until the newest is painted, and how smoothly one scrolls back in it. */
export const pageScroll: Scenario = {
  name: 'page-scroll',
  run: async () => {
    await using place = await openBenchPage(messages);
    const { page } = place.person;
    const opened: number[] = [];
    for (let i = 0; i < visits; i += 1) {
      // Nothing of it may be there from the time before.
      await page.goto(`${place.url}/app/`);
      await page.locator('a[href*="/c/"]').first().waitFor();
      opened.push(await page.evaluate<number>(OPEN));
    }
    const { dropped, longestMs, rows } = await scroll(page);
    return [
      { figure: 'page-open', ours: findMedian(opened), detail: { slowest: Math.max(...opened), rows } },
      { figure: 'page-dropped', ours: (dropped / frames) * 100, detail: { longestMs } },
    ];
  },
};

/** In the page: opens the conversation, and gives the milliseconds until its newest message is painted. */
const OPEN = `new Promise((resolve) => {
  const from = performance.now();
  document.querySelector('a[href*="/c/"]').click();
  const look = () => {
    const box = [...document.querySelectorAll('[data-index] article')].at(-1)?.getBoundingClientRect();
    if (box && box.height > 0 && box.top < innerHeight && box.bottom > 0) {
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - from)));
    } else requestAnimationFrame(look);
  };
  look();
})`;

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
