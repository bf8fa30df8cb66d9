import type { Page } from 'playwright-core';

/** In the page: what can be reached by Tab, in the order of the page; of a group of radio buttons, the one that is chosen. */
const TABBABLE = `[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter((element) =>
  element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }) &&
  !element.closest('[inert]') && (element.type !== 'radio' || element.checked))`;

/** In the page: whether one does not see where the focus is. What hands it on to one of its own, as a group does, is not where it is. */
const IS_UNSEEN = `const isUnseen = (element) => {
  element.focus({ focusVisible: true });
  const { outlineStyle, boxShadow } = getComputedStyle(element);
  return document.activeElement === element && outlineStyle === 'none' && boxShadow === 'none' &&
    !element.closest('[class*="focus-within"], [class*="has-"]');
}`;

/**
 * Walks over the page with the Tab key, from its beginning to its end.
 * @returns what is never reached, what pushes itself to the front, and where the eye does not see that it is there
 */
export async function walkByKeyboard(page: Page): Promise<string[]> {
  await page.evaluate(`document.activeElement?.blur(); window.reached = new Set();
    document.addEventListener('focusin', ({ target }) => window.reached.add(target))`);
  const steps = await page.evaluate<number>(`${TABBABLE}.length`);
  // A field for a time has a stop for each of its parts.
  for (let step = 0; step < steps * 2 + 20; step += 1) {
    await page.keyboard.press('Tab');
    if (step >= steps && (await page.evaluate<boolean>(`${TABBABLE}.every((element) => window.reached.has(element))`)))
      break;
  }
  return page.evaluate<string[]>(`${IS_UNSEEN}; [
    ...${TABBABLE}.filter((element) => !window.reached.has(element)).map(({ outerHTML }) => 'never reached: ' + outerHTML.slice(0, 160)),
    ...[...document.querySelectorAll('[tabindex]')].filter(({ tabIndex }) => tabIndex > 0).map(({ outerHTML }) => 'to the front: ' + outerHTML.slice(0, 160)),
    ...[...window.reached].filter(isUnseen).map(({ outerHTML }) => 'not seen: ' + outerHTML.slice(0, 160)),
  ]`);
}
