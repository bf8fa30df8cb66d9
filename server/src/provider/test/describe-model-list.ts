import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../errors.ts';
import type { ProviderLimits } from '../limits.ts';
import type { Script } from './hostile-server.ts';
import type { HostileVendor } from './hostile-vendor.ts';
import { createVendorOpener } from './open-vendor.ts';

const answerWith =
  (status: number, body: string): Script =>
  ({ response }) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(body);

const sendForEver: Script = async ({ response, write }) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  while (await write('[1,2,3,'.repeat(1_000)));
};

/** Model lists that are none. */
const LISTS: readonly [string, ErrorCode, Script, Partial<ProviderLimits>?][] = [
  ['is of other types', 'E3005', answerWith(200, '{"data":7,"models":7}')],
  ['is another document', 'E3005', answerWith(200, '<html>')],
  ['is nested too deeply', 'E3005', answerWith(200, `${'['.repeat(50_000)}${']'.repeat(50_000)}`)],
  ['has no end', 'E3005', sendForEver, { maxQuestionBodyBytes: 100_000 }],
  ['never comes', 'E3002', () => undefined, { questionMs: 60 }],
  ['dies', 'E3001', ({ socket }) => void socket.destroy()],
  ['is refused', 'E3003', answerWith(401, '{"error":"no"}')],
  ['is refused for now', 'E3004', answerWith(429, '{"error":"later"}')],
];

export function describeModelList(vendor: HostileVendor): void {
  describe(`${vendor.name} is down with a model list that`, () => {
    const open = createVendorOpener(vendor);
    test.each(LISTS)('%s: %s', async (_what, code, script, limits) => {
      const { provider } = await open(script, limits);
      const { signal } = new AbortController();
      await expect(provider.list_models(signal)).rejects.toMatchObject({ name: 'AppError', code });
      expect((await provider.health(signal)).status).toBe('down');
    });
  });
}
