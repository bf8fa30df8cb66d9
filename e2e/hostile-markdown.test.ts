import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './driver/open-browser.ts';
import { DIAGRAMS } from './hostile/diagram.ts';
import { buildSheets, openSheets, type SheetBuild } from './hostile/open-sheets.ts';
import { PAYLOADS } from './hostile/payload.ts';
import { streamPayloads } from './hostile/stream-payloads.ts';

let browser: Browser;
let build: SheetBuild;

beforeAll(async () => {
  [browser, build] = await Promise.all([openBrowser(), buildSheets()]);
});

afterAll(async () => {
  await browser.close();
  await build[Symbol.asyncDispose]();
});

/** Somewhere in the second half, at no border that markdown knows. */
const midway = (text: string) => [Math.ceil(text.length * (0.5 + (text.length % 5) / 10))];

describe('what a model writes', () => {
  it('is tried in many forms', () => {
    expect(new Set(PAYLOADS).size).toBeGreaterThanOrEqual(800);
  });

  it.each([
    ['every fourth with the content policy', true, 4],
    ['each without a content policy', false, 1],
  ])(
    'runs nothing, loads nothing and leads nowhere, while it comes and when it is whole: %s',
    async (_, hasPolicy, step) => {
      await using sheets = await openSheets(browser, build, hasPolicy);
      const payloads = PAYLOADS.filter((_text, index) => index % step === 0);
      expect((await streamPayloads(sheets, payloads, midway)).found).toEqual([]);
      expect(sheets.troubles).toEqual([]);
    },
    120_000,
  );

  it('would be noticed if it ran or loaded something', async () => {
    await using sheets = await openSheets(browser, build, false);
    await sheets.page.evaluate(`document.body.insertAdjacentHTML('beforeend',
      '<img src="https://canary.example/a.png"><img src="data:," onerror="ran()"><a href="javascript:ran()">x</a>')`);
    await expect.poll(() => sheets.troubles).toContain('asked https://canary.example/a.png');
    await expect.poll(() => sheets.troubles).toContain('console: a script ran');
  });

  it('is drawn where it is a formula or a diagram', async () => {
    await using sheets = await openSheets(browser, build, true);
    const { page } = sheets;
    const text = `So $a^2$ and \\(b^2\\).\n\n\\[\nc = \\sqrt{a}\n\\]\n\nIt costs $5 or $10.\n\n${DIAGRAMS.at(0)}`;
    expect(await sheets.draw([text], true)).toEqual([]);
    await page.getByRole('button', { name: 'Show code' }).waitFor();
    const frame = page.frameLocator('iframe');
    await frame.locator('svg').getByText('B', { exact: true }).waitFor();
    expect(await frame.locator('img').count()).toBe(0);
    expect((await page.locator('iframe').boundingBox())?.height).toBeGreaterThan(80);
    await expect.poll(() => page.locator('.formula .katex').count()).toBe(2);
    expect(await page.locator('.formula-block .katex-display').count()).toBe(1);
    await page.getByText('It costs $5 or $10.').waitFor();
    await page.getByRole('button', { name: 'Show code' }).click();
    await page.getByText('graph TD').waitFor();
    expect(sheets.troubles).toEqual([]);
  });
});
