import { expect, test } from 'vitest';
import { openSse, refuse } from '../test/sse.ts';
import { type Handler, startStreamServer } from '../test/start-stream-server.ts';
import { createApiClient } from './create-api-client.ts';
import type { Change } from './follow-changes.ts';

const PACE = { baseDelayMs: 1, maxDelayMs: 4, silenceMs: 5_000, random: () => 0 };

async function follow(handlers: readonly Handler[], silenceMs = PACE.silenceMs) {
  await using server = await startStreamServer(handlers);
  const client = createApiClient({ baseUrl: server.baseUrl, send: fetch, pace: { ...PACE, silenceMs } });
  const changes: Change[] = [];
  for await (const change of client.followChanges(AbortSignal.timeout(30_000))) changes.push(change);
  return { changes, paths: server.seen.map(({ path }) => path) };
}

const tell =
  (isLast: boolean): Handler =>
  (response) => {
    openSse(response);
    response.write('event: ready\ndata: {}\n\n');
    response.write('event: change\ndata: {"topics":["conversations"]}\n\n');
    if (isLast) setImmediate(() => response.destroy());
  };
const signedOut: Handler = (response) => refuse(response, 401, { code: 'E2000', message: 'Sign in.' });
const TOLD: Change[] = [{ type: 'connected' }, { type: 'changed', topics: ['conversations'] }];

test('comes back when the connection breaks, until the server refuses', async () => {
  const { changes, paths } = await follow([tell(true), (response) => response.destroy(), tell(true), signedOut]);
  expect(changes).toEqual([...TOLD, ...TOLD]);
  expect(paths).toEqual(Array(4).fill('/events'));
});

test('takes silence for a broken connection', async () => {
  const { changes } = await follow([tell(false), () => undefined, tell(true), signedOut], 1_500);
  expect(changes).toEqual([...TOLD, ...TOLD]);
}, 40_000);
