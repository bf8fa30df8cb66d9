import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

export const WIDE_PX = 1440;
export const NARROW_PX = 390;
const SCHEMES = ['dark', 'light'] as const;
/** In the page: resolves when the new look is drawn and every colour has changed over to it. */
const SETTLED = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  .then(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)))
  .then(() => undefined)`;

/**
 * Looks at the page as it stands, light and dark, in each of these widths, and leaves it light and in the last one.
 * @returns each serious or critical violation that axe finds, and each width at which the page scrolls sideways
 */
export async function findViolations(
  page: Page,
  widthsPx: readonly number[] = [NARROW_PX, WIDE_PX],
): Promise<string[]> {
  const found: string[] = [];
  for (const width of widthsPx) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(SETTLED);
      found.push(...(await runAxe(page)).map((violation) => `${width} px, ${colorScheme}: ${violation}`));
    }
    if (await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')) {
      found.push(`${width} px: the page scrolls sideways`);
    }
  }
  return found;
}

async function runAxe(page: Page): Promise<string[]> {
  // The other mode, made for frames of other origins, opens a second page for each look.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id} on ${html}: ${failureSummary}`));
}
