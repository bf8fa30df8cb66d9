import { expect, it } from 'vitest';
import { toCsvLine } from './to-csv-line.ts';

it('quotes what would break the line', () => {
  expect(toCsvLine(['a,b', 'say "x"', 'two\nlines', 1, null, undefined, ''])).toBe(
    '"a,b","say ""x""","two\nlines",1,,,\r\n',
  );
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('makes %j no formula', (text) => {
  expect(toCsvLine([text]).replace(/^"/, '')).toMatch(/^'/);
});
