import { describe, expect, test } from 'vitest';
import { markFormulas } from './mark-formulas.ts';

describe('markFormulas', () => {
  test.each([
    ['so $x^2$ is', 'so $$x^2$$ is'],
    [String.raw`so \(x^2\) is`, 'so $$x^2$$ is'],
    [String.raw`$\text{5 \$}$.`, String.raw`$$\text{5 \$}$$.`],
    [String.raw`so \[a = b\], then`, 'so $$a = b$$, then'],
    ['\\[\na = b\n\\]', '$$\na = b\n$$'],
    ['- see\n  \\[a\\]\n- next', '- see\n  $$\n  a\n  $$\n- next'],
    ['while it comes\n\\[\na =', 'while it comes\n$$\na =\n$$'],
  ])('%s becomes %s', (text, marked) => {
    expect(markFormulas(text)).toBe(marked);
  });

  test.each([
    'costs $5 and $10',
    'US$5-US$10',
    'between $5-$10 each',
    '$HOME and $PATH',
    'a $ b $ c',
    String.raw`\$5\$ and \\(not this\\)`,
    '`$x$` and ``a ` $y$``',
    '```sh\necho $a $b$\n```',
    '~~~\n$x$',
    '$$\na $ b\n$$',
    'half \\(x',
  ])('leaves alone: %s', (text) => {
    expect(markFormulas(text)).toBe(text);
  });

  test('takes time in proportion to the text', () => {
    const startMs = performance.now();
    for (const piece of ['$a', '\\(', '\\[', '`', '``a', '~~~ ', '$$', '\n```']) markFormulas(piece.repeat(3_000));
    expect(performance.now() - startMs).toBeLessThan(1_000);
  });
});
