import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DIALECTS } from '../../test/database.ts';
import { sweepExpired } from '../account/sweep-expired.ts';
import { AppError } from '../errors.ts';
import { createId } from '../kit/id.ts';
import { readQuery, writeQuery } from '../store/query.ts';
import { answerOnce } from './answer-once.ts';
import { signUpAdmin, startTestServer, type TestServer } from './test/start-server.ts';

const insertThing = writeQuery('test.insert_thing', (db, a: { key: string; value: string }) =>
  db.insertInto('instance_state').values({ key: a.key, value: a.value, updated_at: 1 }),
);
const listThings = readQuery('test.list_things', (db) =>
  db.selectFrom('instance_state').select('value').where('key', 'like', 'thing:%'),
);
const thing = z.object({ ok: z.literal(true), id: z.string() });

describe.each(DIALECTS)('an Idempotency-Key on %s', (dialect) => {
  let server: TestServer;
  let bearer: { authorization: string };
  beforeEach(async () => {
    server = await startTestServer(dialect, {
      routes: ({ store, clock }) => [
        (http) => {
          const schema = { body: z.strictObject({ name: z.string() }) };
          http.post('/things', { config: { policy: 'user' }, schema }, (request) =>
            answerOnce({ store, clock }, request, thing, async (tx) => {
              const id = createId<string>();
              await tx.run(insertThing, { key: `thing:${id}`, value: request.body.name });
              if (request.body.name === 'refused') throw new AppError('E1003', 'refused');
              return { ok: true as const, id };
            }),
          );
        },
      ],
    });
    ({ bearer } = await signUpAdmin(server));
  });
  afterEach(() => server[Symbol.asyncDispose]());

  const create = (name: string, key?: string) =>
    server.post('/things', { name }, key === undefined ? bearer : { ...bearer, 'idempotency-key': key });
  const stored = async () => (await server.store.read.all(listThings, {})).map((row) => row.value).sort();

  it('makes one thing of twenty parallel requests and gives everyone the same answer', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => create('a', 'k1')));
    expect(answers.map((a) => a.status)).toEqual(Array(20).fill(200));
    const bodies = await Promise.all(answers.map((a) => a.text()));
    expect(new Set(bodies).size).toBe(1);
    expect(await stored()).toEqual(['a']);
  });

  it('refuses the key for another body, and makes a new thing for another key or none', async () => {
    expect((await create('a', 'k1')).status).toBe(200);
    expect((await create('b', 'k1')).status).toBe(409);
    expect((await create('b', 'k2')).status).toBe(200);
    expect((await create('c')).status).toBe(200);
    expect((await create('c')).status).toBe(200);
    expect(await stored()).toEqual(['a', 'b', 'c', 'c']);
    expect((await create('a', 'x'.repeat(256))).status).toBe(400);
  });

  it('keeps nothing of a request that failed', async () => {
    expect((await create('refused', 'k1')).status).toBe(409);
    expect((await create('a', 'k1')).status).toBe(200);
    expect(await stored()).toEqual(['a']);
  });

  it('forgets the key after a day', async () => {
    await create('a', 'k1');
    await sweepExpired(server.store, server.clock);
    expect((await create('b', 'k1')).status).toBe(409);
    server.clock.advance(86_400_000);
    await sweepExpired(server.store, server.clock);
    expect((await create('b', 'k1')).status).toBe(200);
  });
});
