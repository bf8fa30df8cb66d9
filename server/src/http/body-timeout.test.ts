import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestServer, type TestServer } from './test/start-server.ts';

describe('a body that dawdles', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer('sqlite', {
      routes: () => [
        (http) => {
          for (const [path, bodyTimeoutMs] of [
            ['/hasty', 50],
            ['/patient', 60_000],
          ] as const) {
            const config = { policy: 'public', bodyTimeoutMs } as const;
            const schema = { body: z.object({ text: z.string() }), response: { 200: z.object({ text: z.string() }) } };
            http.post(path, { config, schema }, async (request) => ({ text: request.body.text }));
          }
        },
      ],
    });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  /** Sends a body in two parts, the second one when the server has closed the connection or after `ms`; gives what came back. */
  async function dawdle(path: string, ms: number): Promise<string> {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.on('data', (data) => {
      answer += String(data);
    });
    socket.on('error', () => undefined);
    const closed = once(socket, 'close');
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 15\r\nConnection: close\r\n\r\n{"text":`,
    );
    const late = setTimeout(() => socket.write('"late"}'), ms);
    await closed;
    clearTimeout(late);
    return answer;
  }

  it('is cut, unless its route gives it time', async () => {
    expect(await dawdle('/hasty', 10_000)).toBe('');
    expect(await dawdle('/patient', 200)).toContain('{"text":"late"}');
  });
});
