import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from './driver/open-browser.ts';
import { DIAGRAMS } from './hostile/diagram.ts';
import { buildSheets, openSheets, type SheetBuild } from './hostile/open-sheets.ts';
import { PAYLOADS } from './hostile/payload.ts';
import { streamPayloads } from './hostile/stream-payloads.ts';

let browser: Browser;
let build: SheetBuild;

beforeAll(async () => {
  [browser, build] = await Promise.all([openBrowser(), buildSheets()]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await build[Symbol.asyncDispose]();
});

/** After each character; of very long texts, after each of the first 400 and then at the end. */
const everywhere = (text: string) =>
  [...Array(Math.min(text.length, 400)).keys()].map((index) => index + 1).concat(text.length);

test.each([
  ['with the content policy', true],
  ['without a content policy', false],
])('no beginning of a hostile text runs, loads or leads anywhere, %s', async (policy, hasPolicy) => {
  await using sheets = await openSheets(browser, build, hasPolicy);
  const { found, drawn } = await streamPayloads(sheets, PAYLOADS, everywhere);
  process.stdout.write(`${PAYLOADS.length} texts, drawn ${drawn} times ${policy}\n`);
  expect(found).toEqual([]);
  expect(sheets.troubles).toEqual([]);
});

test.each([
  ['with the content policy', true],
  ['without a content policy', false],
])('no hostile diagram runs, loads or leads anywhere, %s', async (_, hasPolicy) => {
  await using sheets = await openSheets(browser, build, hasPolicy);
  for (const diagram of DIAGRAMS) {
    expect(await sheets.draw([diagram], true)).toEqual([]);
    // Those that cannot be read are never drawn.
    const drawn = sheets.page.frameLocator('iframe').locator('svg').first();
    await drawn.waitFor({ timeout: 5_000 }).catch(() => undefined);
    for (const link of await sheets.page.frameLocator('iframe').locator('a, .clickable').all()) {
      await link.click({ timeout: 1_000 }).catch(() => undefined); // It may lie under something else.
    }
    await sheets.clear();
  }
  expect(sheets.troubles).toEqual([]);
});
