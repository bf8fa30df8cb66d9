import * as fc from 'fast-check';
import type { JsonSchema, Operation } from './api-document.ts';
import { fittingValue } from './fitting-value.ts';
import { hostileValue, nearly } from './hostile-value.ts';

/** One request, with marks where a thing that the sender knows is to stand. */
export interface FuzzInput {
  operation: Operation;
  actor: 'nobody' | 'user' | 'admin';
  isCookie: boolean;
  /** Path and query as they go over the wire. */
  target: string;
  headers: Record<string, string>;
  /** Null: no body at all. */
  body: string | null;
}

const DEEPEST = 100_000;
/** Above the largest body of any route. */
const TOO_LARGE = 9_000_000;

const BROKEN_BODIES = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '{"a":1,}',
  '{"__proto__":{"role":"admin"}}',
  '{"constructor":{"prototype":{"role":"admin"}}}',
  '\ufeff{}',
  '{"text":"\\ud800"}',
  '{"a":1}{"a":2}',
  'text=x&role=admin',
  '\0',
  '['.repeat(DEEPEST),
  `${'['.repeat(DEEPEST)}${']'.repeat(DEEPEST)}`,
  `{"text":"${'x'.repeat(TOO_LARGE)}"}`,
];
const BROKEN_TYPES = ['', 'text/plain', 'application/json; charset=utf-16', 'multipart/form-data', ';;;', 'a/b/c'];
const BROKEN_PATHS = ['', '%00', '%', '%ff', '%E0%A4%A', '..', '%2e%2e%2f', ';a=b', 'x'.repeat(5_000), 'constructor'];
const BROKEN_QUERIES = ['limit=1&limit=2', 'cursor[x]=1', '%00=%00', 'limit=%ff', '__proto__=1', '&&==&', 'q=%'];

/** Requests to one operation: about a third valid, a third nearly so, a third hostile. */
export function inputOf(operation: Operation): fc.Arbitrary<FuzzInput> {
  const places = (where: string) => operation.parameters.filter((parameter) => parameter.in === where);
  const path = places('path').map(({ name, schema }) => [name, segmentOf(schema, name, operation.path)] as const);
  const query = places('query').map(({ name, schema }) => [name, fittingValue(schema, name, operation.path)] as const);
  const needed = places('query').flatMap(({ name, required }) => (required ? [name] : []));
  const validQuery = fc.record(Object.fromEntries(query), { requiredKeys: needed, noNullPrototype: true });
  return fc
    .record({
      actor: fc.constantFrom<FuzzInput['actor'][]>('nobody', 'user', 'user', 'user', 'admin', 'admin'),
      isCookie: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
      path: fc.record(Object.fromEntries(path), { noNullPrototype: true }),
      query: fc.oneof(
        { weight: 3, arbitrary: validQuery.map(writeQuery) },
        { weight: 1, arbitrary: nearly(validQuery).map(writeQuery) },
        { weight: 1, arbitrary: fc.constantFrom(...BROKEN_QUERIES) },
      ),
      headers: headersOf(),
      content: contentOf(operation),
    })
    .map(({ actor, isCookie, path: segments, query: search, headers, content: { type, body } }) => ({
      operation,
      actor,
      isCookie,
      target: `${fillPath(operation.path, segments)}${search && `?${search}`}`,
      headers: { ...headers, ...(type !== null && { 'content-type': type }) },
      body,
    }));
}

function segmentOf(schema: JsonSchema, name: string, path: string): fc.Arbitrary<string> {
  const valid = fittingValue(schema, name, path).map((value) => encode(String(value)));
  return fc.oneof({ weight: 6, arbitrary: valid }, { weight: 1, arbitrary: fc.constantFrom(...BROKEN_PATHS) });
}

function contentOf({ method, path, requestBody }: Operation) {
  const schema = requestBody?.content['application/json']?.schema;
  const valid = schema ? fittingValue(schema, '', path) : fc.jsonValue({ maxDepth: 3 });
  const other = Object.keys(requestBody?.content ?? {}).filter((name) => name !== 'application/json');
  const json = (value: fc.Arbitrary<unknown>) =>
    value.map((body) => ({ type: 'application/json' as string | null, body: JSON.stringify(body) as string | null }));
  const none = fc.constant<{ type: string | null; body: string | null }>({ type: null, body: null });
  if (method === 'GET') return none;
  return fc.oneof(
    { weight: 6, arbitrary: json(valid) },
    { weight: 6, arbitrary: json(nearly(valid)) },
    { weight: 1, arbitrary: json(hostileValue) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(...BROKEN_BODIES).map((body) => ({ type: 'application/json', body })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...BROKEN_TYPES, ...other), fc.string({ unit: 'binary' }))
        .map(([type, body]) => ({ type, body })),
    },
    { weight: 1, arbitrary: none },
  );
}

/** Mostly none; otherwise names that mean something here or to some server, with any printable value. */
function headersOf(): fc.Arbitrary<Record<string, string>> {
  const name = fc.constantFrom(
    'accept',
    'authorization',
    'cookie',
    'idempotency-key',
    'if-none-match',
    'last-event-id',
    'origin',
    'range',
    'user-agent',
    'x-csrf-token',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-proto',
    'x-http-method-override',
    'x-request-id',
  );
  const printable = fc.integer({ min: 0x20, max: 0xff }).filter((code) => code !== 0x7f);
  const letters = fc.array(printable, { maxLength: 60 }).map((codes) => String.fromCharCode(...codes));
  const value = fc.oneof(letters, fc.constantFrom('*', '-1', '0', '9'.repeat(30), 'x'.repeat(8_000), '::1', 'null'));
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.dictionary(name, value, { maxKeys: 2, noNullPrototype: true }) },
  );
}

function fillPath(path: string, segments: Record<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => segments[name] ?? '');
}

function writeQuery(query: unknown): string {
  if (typeof query !== 'object' || query === null) return encode(String(query));
  const pairs = Object.entries(query).map(([name, value]) => {
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return `${encode(name)}=${encode(text)}`;
  });
  return pairs.join('&');
}

/** As in a URL, but for the marks, and no longer than a request line may be. */
function encode(text: string): string {
  if (text.startsWith('@known:')) return text;
  return encodeURIComponent(text.slice(0, 3_000).toWellFormed());
}
