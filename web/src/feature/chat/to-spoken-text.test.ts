import { expect, test } from 'vitest';
import { toSpokenText } from './to-spoken-text.ts';

test.each([
  ['## A **plan**\n\n1. Dig *deep*.\n- See `beans.md`.', 'A plan\nDig deep.\nSee beans.md.'],
  ['Before\n\n```python\nprint("x")\n```\n\nAfter', 'Before\nAfter'],
  ['Before\n\n```python\nprint("x")', 'Before'],
  ['~~~\ncode\n~~~\nAfter', 'After'],
  ['See [the docs](https://example.org/a) and ![a cat](https://example.org/c.png).', 'See the docs and a cat.'],
  ['| crop | sow |\n|---|:-:|\n| Beans | May |', 'crop, sow.\nBeans, May.'],
  ['$$\\int x$$\nThat is it.', 'That is it.'],
  ['2 * 3 * 4 = 24, snake_case stays', '2 * 3 * 4 = 24, snake_case stays'],
  ['> Quoted\n\n---\n\nSaid', 'Quoted\nSaid'],
])('%j is read as %j', (markdown, spoken) => expect(toSpokenText(markdown)).toBe(spoken));
