import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

export const WIDE_PX = 1440;
export const NARROW_PX = 390;
const SCHEMES = ['dark', 'light'] as const;
/** Set by the long lane: each look there takes four times as long. */
const LOOKS_CLOSELY = process.env.LOOK_CLOSELY === 'yes';
/** In the page: resolves when the new look is drawn and every colour has changed over to it. */
const SETTLED = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  .then(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)))
  .then(() => undefined)`;

/** In the page: whether something invisible lengthens it, as what has a place of its own does outside of the part that scrolls. */
const IS_LONGER = `document.documentElement.scrollHeight > Math.max(innerHeight, document.getElementById('root').scrollHeight)`;

/**
 * Looks at the page as it stands, and leaves it so. The long lane (`npm run test:long`) looks at it dark and light in each of these widths.
 * @returns each serious or critical violation that axe finds, and each width at which the page scrolls sideways or is longer than what stands on it
 */
export async function findViolations(
  page: Page,
  widthsPx: readonly number[] = [NARROW_PX, WIDE_PX],
): Promise<string[]> {
  if (!LOOKS_CLOSELY) return lookOnce(page);
  const found: string[] = [];
  const before = page.viewportSize();
  for (const width of widthsPx) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      found.push(...(await lookOnce(page)).map((violation) => `${colorScheme}, ${violation}`));
    }
  }
  if (before) await page.setViewportSize(before);
  return found;
}

async function lookOnce(page: Page): Promise<string[]> {
  await page.evaluate(SETTLED);
  // The other mode, made for frames of other origins, opens a second page for each look.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  const found = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id} on ${html}: ${failureSummary}`));
  if (await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')) {
    found.push('the page scrolls sideways');
  }
  if (await page.evaluate<boolean>(IS_LONGER)) found.push('the page is longer than what stands on it');
  return found.map((violation) => `${page.viewportSize()?.width} px: ${violation}`);
}
