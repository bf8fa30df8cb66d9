import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { OPENAPI_FILE, renderOpenapi } from './openapi.ts';

it('client/openapi.json describes the routes as they are (npm run openapi brings it up to date)', async () => {
  expect(await readFile(OPENAPI_FILE, 'utf8')).toBe(await renderOpenapi());
});
