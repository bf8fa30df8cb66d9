import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const WIDTHS_PX = [1440, 390];
const SCHEMES = ['light', 'dark'] as const;
/** In the page: resolves when the new look is drawn and every colour has changed over to it. */
const SETTLED = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  .then(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)))
  .then(() => undefined)`;

/**
 * Looks at the page as it stands, wide and narrow, light and dark, and leaves it wide and light.
 * @returns each serious or critical violation that axe finds, and each width at which the page scrolls sideways
 */
export async function findViolations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const width of WIDTHS_PX) {
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
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

async function runAxe(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id} on ${html}: ${failureSummary}`));
}
