import { describe, expect, test } from 'vitest';
import { refuse } from '../test/sse.ts';
import { type Handler, startStreamServer } from '../test/start-stream-server.ts';
import { createApiClient } from './create-api-client.ts';
import { unwrap } from './unwrap.ts';

async function askHealth(handler: Handler) {
  await using server = await startStreamServer([handler]);
  return await unwrap(createApiClient({ baseUrl: server.baseUrl, send: fetch }).http.GET('/health'));
}

describe('unwrap', () => {
  test('gives the body of an answer', async () => {
    const answer = await askHealth((response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true,"needs_setup":false}');
    });
    expect(answer).toMatchObject({ ok: true, needs_setup: false });
  });

  test('throws what the server said', async () => {
    const asked = askHealth((response) =>
      refuse(response, 429, { code: 'E1006', message: 'Wait.', retry_after_s: 30 }),
    );
    await expect(asked).rejects.toMatchObject({
      code: 'E1006',
      message: 'Wait.',
      status: 429,
      retryAfterS: 30,
      requestId: 'r1',
    });
  });

  test('throws for an answer that is not the server’s', async () => {
    const asked = askHealth((response) =>
      response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>'),
    );
    await expect(asked).rejects.toMatchObject({ code: 'unknown', status: 502 });
  });

  test('throws `offline` when no answer comes', async () => {
    await expect(askHealth((response) => response.destroy())).rejects.toMatchObject({ code: 'offline', status: 0 });
  });
});
