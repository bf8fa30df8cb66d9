import { expect, test } from 'vitest';
import { toPlainText } from './to-plain-text.ts';

test.each([
  ['## Eggs\n\n1. **Soft:** four minutes.\n- *Hard:* `nine`.', 'Eggs\n\n1. Soft: four minutes.\n• Hard: nine.'],
  ['> See [the book](https://example.org/a).', 'See the book.'],
  ['2 * 3 * 4 = 24, snake_case stays', '2 * 3 * 4 = 24, snake_case stays'],
])('%j is read as %j', (markdown, plain) => expect(toPlainText(markdown)).toBe(plain));
