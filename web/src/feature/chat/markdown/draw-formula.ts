import 'katex/dist/katex.min.css';
import katex from 'katex';

/**
 * Draws a formula into an element, for eyes and, as MathML, for screen readers. What could lead away or reach out of its place (links,
 * pictures, ids, styles, great sizes, endless macros) is refused.
 * @throws Error where it cannot be read
 */
export function drawFormula(element: HTMLElement, tex: string, isDisplay: boolean): void {
  katex.render(tex, element, {
    displayMode: isDisplay,
    trust: false,
    strict: 'ignore',
    throwOnError: true,
    maxSize: 10,
    maxExpand: 300,
  });
}
