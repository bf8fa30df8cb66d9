import * as fc from 'fast-check';

const DEEP = 2_000;

const NASTY = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 1,
  2 ** 31,
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\u202egnp.exe',
  '\ufeff',
  'e\u0301'.repeat(200),
  "' OR 1=1; DROP TABLE users; --",
  '%00%ff%2e%2e%2f',
  '../../../../etc/passwd',
  `\${7*7}{{7*7}}<script>alert(1)</script>`,
  '__proto__',
  '9'.repeat(400),
  '-1',
  'NaN',
  '2026-02-30T25:61:61Z',
  '+275760-09-13T00:00:00.001Z',
  '0000-01-01T00:00:00Z',
  'x'.repeat(300_000),
  '\u6f22'.repeat(100_000),
  [],
  {},
  [[]],
  [null],
  { $ne: null },
  { toString: 'x', constructor: { a: 1 }, hasOwnProperty: 1 },
  Array.from({ length: 10_000 }, (_, i) => i),
  nest(DEEP),
] as const;

/** What no client of ours sends: wrong types, sizes, depths, letters. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<unknown>(...NASTY) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 100 }) },
);

/** A valid value with one thing wrong somewhere in it. */
export function nearly(valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(valid, hostileValue, fc.nat(), fc.constantFrom('replace', 'drop', 'add')).map(spoil);
}

function spoil([value, hostile, at, how]: [unknown, unknown, number, string]): unknown {
  if (typeof value !== 'object' || value === null) return hostile;
  const keys = Object.keys(value);
  const key = keys[at % keys.length];
  if (key === undefined || how === 'add') return { ...value, [how === 'add' ? 'is_admin' : 'x']: hostile };
  const inner: unknown = Object.entries(value)[at % keys.length]?.[1];
  const isDeep = typeof inner === 'object' && inner !== null && at % 2 === 0;
  const put = isDeep ? spoil([inner, hostile, at >> 1, how]) : hostile;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (String(index) === key ? put : item));
  const rest = Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
  return how === 'drop' && !isDeep ? rest : { ...rest, [key]: put };
}

function nest(depth: number): unknown {
  let value: unknown = 'x';
  for (let i = 0; i < depth; i += 1) value = i % 2 === 0 ? [value] : { x: value };
  return value;
}
