import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, DIALECTS, type TestDatabase } from '../../test/database.ts';
import { runSql } from '../../test/raw-sql.ts';
import { type ScriptedProvider, startScriptedProvider } from '../../test/scripted-provider.ts';
import { startTestServer, type TestServer } from '../../test/server.ts';
import { openStalledReader } from '../../test/stalled-reader.ts';
import type { TestPerson } from '../../test/test-person.ts';
import { openHostileServer } from '../provider/test/hostile-server.ts';

describe.each(DIALECTS)('stopping the server on %s', (dialect) => {
  let database: TestDatabase;
  let provider: ScriptedProvider;
  let server: TestServer;
  let ada: TestPerson;
  beforeEach(async () => {
    database = await createTestDatabase(dialect);
    provider = await startScriptedProvider();
    server = await startTestServer(dialect, { database, provider });
    ada = await server.person();
  });
  afterEach(async () => {
    await server[Symbol.asyncDispose]();
    await provider[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  it('lets a running answer end first', async () => {
    const stream = await ada.send('finish this');
    const call = await provider.call('finish this');
    await call.emit('almost ');
    await stream.untilLength(7);
    const stopping = server.stop(20_000);
    expect(await ada.call('POST', '/chat/stream', { text: 'too late' })).toMatchObject({
      status: 503,
      body: { error: { code: 'E1007' } },
    });
    await call.emit('done');
    await call.finish();
    expect((await stream.until('final')).data.message).toMatchObject({ text: 'almost done', status: 'complete' });
    await stopping;
  });

  it('ends an answer that takes longer as interrupted, with all its text', async () => {
    const stream = await ada.send('never ends');
    const call = await provider.call('never ends');
    const { stream_id, conversation_id } = (await stream.until('meta')).data;
    await call.emit('so far');
    await stream.untilLength(6);
    await server.stop();
    await call.closed;
    expect((await stream.until('error')).data).toMatchObject({ code: 'E1007', retryable: true });

    server = await startTestServer(dialect, { database, provider });
    const back = await server.signIn(ada).then((person) => person.resume(stream_id, 3));
    expect((await back.until('error')).data).toMatchObject({ code: 'E1007', retryable: true });
    expect(back.text).toBe('far');
    const [answer] = await (await server.signIn(ada)).messages(conversation_id);
    expect(answer).toMatchObject({ text: 'so far', status: 'interrupted', error: { code: 'E1007' } });
  });

  // The same on both: no database is asked while the last bytes go out.
  it.runIf(dialect === 'sqlite')('is not held up by a reader that never reads', async () => {
    const stream = await ada.send('too much');
    const call = await provider.call('too much');
    const { stream_id } = (await stream.until('meta')).data;
    const reading = stream.rest();
    const stalled = await openStalledReader(server.url, ada, stream_id);
    for (let i = 0; i < 60; i += 1) await call.emit('unread words. '.repeat(15_000));
    const closed = once(stalled, 'close');
    await server.stop();
    stalled.resume();
    await closed;
    await reading;
  });
});

it('begins nothing for a message that was on its way when the server was stopped', async () => {
  // It never answers: a message waits a moment for the first list of models.
  const silent = await openHostileServer(() => undefined);
  const server = await startTestServer('sqlite', { env: { OPENAI_COMPATIBLE_BASE_URL: `${silent.url}/v1` } });
  const ada = await server.person();
  const arrived = once(server.app.server.server, 'request');
  const sending = ada.call('POST', '/chat/stream', { text: 'just in time?' });
  await arrived;
  const stopping = server.stop();
  expect(await sending).toMatchObject({ status: 503, body: { error: { code: 'E1007' } } });
  await stopping;
  expect(await runSql(server.database, 'select id from messages')).toEqual([]);
  await server[Symbol.asyncDispose]();
  await silent.close();
});
