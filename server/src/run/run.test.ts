import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../test/database.ts';
import { startTestServer, type TestServer } from '../../test/server.ts';

describe.each(DIALECTS)('an answer on %s', (dialect) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(dialect);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  it('comes as meta, deltas and final, each delta numbered with the length of the text so far', async () => {
    const ada = await server.person();
    const stream = await ada.send('Hello?');
    const call = await server.provider.call('Hello?');
    await call.emit('Hel', 'lo ', 'Ada');
    await call.finish('stop', { prompt_tokens: 7, completion_tokens: 3 });
    const events = await stream.rest();
    expect(events.map(({ event }) => event).filter((name, i, all) => name !== all[i - 1])).toEqual([
      'meta',
      'delta',
      'final',
    ]);
    let length = 0;
    for (const event of events) {
      if (event.event !== 'delta') continue;
      length += event.data.text?.length ?? 0;
      expect(event.id).toBe(length);
    }
    expect(stream.text).toBe('Hello Ada');
  });
});
