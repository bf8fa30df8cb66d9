import * as fc from 'fast-check';
import type { JsonSchema } from './api-document.ts';
import { markOf } from './known-thing.ts';

const USUAL_UNITS = 40;
const USUAL_ITEMS = 4;
const NAMES_A_THING = /(^|_)(id|uid|code|key|token|cursor|email|password|provider|model)$/;

/** Values that fit a schema; those whose name says that they name a thing are often one that there is. */
export function fittingValue(schema: JsonSchema, name: string, path: string): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => fittingValue(choice, name, path)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (Array.isArray(schema.type)) {
    return fc.oneof(...schema.type.map((type) => fittingValue({ ...schema, type }, name, path)));
  }
  switch (schema.type) {
    case 'object':
      return objectOf(schema, path);
    case 'array':
      return fc.array(fittingValue(schema.items ?? {}, name, path), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? USUAL_ITEMS, Math.max(USUAL_ITEMS, schema.minItems ?? 0)),
      });
    case 'string':
      return textOf(schema, name, path);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1_000, max: schema.maximum ?? 1_000_000 });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 3 });
  }
}

function objectOf(schema: JsonSchema, path: string): fc.Arbitrary<unknown> {
  const { additionalProperties: rest } = schema;
  if (typeof rest === 'object')
    return fc.dictionary(fc.string(), fittingValue(rest, '', path), { maxKeys: USUAL_ITEMS });
  const fields: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [key, inner] of Object.entries(schema.properties ?? {})) fields[key] = fittingValue(inner, key, path);
  const needed = schema.required ?? [];
  const least = Object.fromEntries(Object.entries(fields).filter(([key]) => needed.includes(key)));
  return fc.oneof(
    { weight: 1, arbitrary: fc.record(least, { noNullPrototype: true }) },
    { weight: 2, arbitrary: fc.record(fields, { requiredKeys: [...needed], noNullPrototype: true }) },
  );
}

function textOf(schema: JsonSchema, name: string, path: string): fc.Arbitrary<string> {
  const free = freeTextOf(schema);
  if (!NAMES_A_THING.test(name)) return free;
  const known = fc.nat({ max: 19 }).map((index) => markOf(name, path, index));
  return fc.oneof({ weight: 4, arbitrary: known }, { weight: 1, arbitrary: free });
}

function freeTextOf(schema: JsonSchema): fc.Arbitrary<string> {
  if (schema.format === 'date-time') return fc.date({ noInvalidDate: true }).map(writeTime);
  if (schema.format === 'date') return fc.date({ noInvalidDate: true }).map((date) => writeTime(date).slice(0, 10));
  if (schema.format === 'uri') return fc.webUrl();
  if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern));
  const minLength = schema.minLength ?? 0;
  const maxLength = schema.maxLength ?? 10_000;
  const usual = fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, minLength + USUAL_UNITS) });
  const longest = fc.constantFrom('x', '\u00e9', '\u6f22', '"').map((letter) => letter.repeat(maxLength));
  return fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: longest });
}

/** Years of four digits are what the format allows. */
function writeTime(date: Date): string {
  const year = Math.abs(date.getUTCFullYear()) % 10_000;
  return `${String(year).padStart(4, '0')}${date.toISOString().slice(-20)}`;
}
