import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { readQuery, writeQuery } from '../../store/query.ts';
import { type LinkedServer, startLinkedServer } from '../test/start-voice-server.ts';

const listTexts = readQuery('test.list_texts', (db) => db.selectFrom('transcript_segments').select('text'));
const setStatus = writeQuery('test.set_status', (db, a: { status: 'active' | 'disabled' }) =>
  db.updateTable('users').set({ status: a.status }),
);
const forbidMessages = writeQuery('test.forbid_messages', (db) =>
  db
    .insertInto('user_quotas')
    .columns(['user_id', 'messages_per_day', 'updated_at'])
    .expression((eb) => eb.selectFrom('users').select((e) => ['id as user_id', e.lit(0).as('m'), e.lit(0).as('u')])),
);
const removeUsers = writeQuery('test.remove_users', (db) => db.deleteFrom('users'));

describe.each(DIALECTS)('an answer that comes too late for its delivery, on %s,', (dialect) => {
  let server: LinkedServer;
  beforeEach(async () => {
    server = await startLinkedServer(dialect, { holdMs: 50 });
  });
  afterEach(() => server[Symbol.asyncDispose]());

  const pushes = async (script: string, startS = 0) => (await server.say(script, startS)).map(({ push }) => push);
  const stored = async () => (await server.store.read.all(listTexts, {})).map(({ text }) => text);

  it('rides on the reply to the next delivery', async () => {
    const answer = server.holdAnswers();
    const [asking] = await server.say('Hey Omi, think hard.');
    expect(asking?.elapsedMs).toBeGreaterThan(45);
    expect(asking).toMatchObject({ status: 200, body: {} });
    answer('Forty-two, after all.');
    await expect.poll(server.queued).toContain('omi_notification pending');
    expect(await pushes('Nice weather.', 20)).toEqual(['Forty-two, after all.']);
    server.clock.advance(60_000);
    await server.outbox.tick();
    expect(server.notified()).toEqual([]);
  });

  it('is pushed after five seconds of silence, cut at a sentence', async () => {
    const answer = server.holdAnswers();
    await server.say('Hey Omi, think hard.');
    answer('Forty-two. '.repeat(200));
    await expect.poll(server.queued).toContain('omi_notification pending');
    server.clock.advance(4_999);
    await server.outbox.tick();
    expect(server.notified()).toEqual([]);
    server.clock.advance(1);
    await server.outbox.tick();
    expect(server.notified()).toEqual([`${'Forty-two. '.repeat(89).trim()} … (more in the app)`]);
    expect(server.omi.notifications.at(-1)?.api).toBe('v1');
    expect(await pushes('Nice weather.', 20)).toEqual([undefined]);
  });

  it('says in its place that the limit of the day is reached, and asks no model', async () => {
    await server.store.transact((tx) => tx.run(forbidMessages, {}));
    const answer = server.holdAnswers();
    const [reply] = await server.say('Hey Omi, what about Lisbon?');
    answer('Never asked for.');
    // In the reply, or pushed where the machine was too busy for its 50 ms.
    server.clock.advance(10_000);
    await server.outbox.tick();
    expect(reply?.push ?? server.notified()[0]).toContain('You have used all 0 messages of today.');
    expect(await server.queued()).not.toContain('omi_question pending');
  });

  it('leaves two notifications of the hour to link codes, and goes out when the hour is over', async () => {
    const answer = server.holdAnswers();
    const questions = Array.from({ length: 9 }, (_, i) => server.say(`Hey Omi, question ${i}.`, i * 20));
    await Promise.all(questions);
    answer('An answer.');
    const waiting = async () => (await server.queued()).filter((row) => row === 'omi_notification pending');
    const answered = async () => {
      // A question that a busy database turned away is asked again a moment later.
      server.clock.advance(1_000);
      await server.outbox.tick();
      return (await server.queued()).filter((row) => row.startsWith('omi_notification')).length;
    };
    await expect.poll(answered).toBe(9);
    server.clock.advance(10_000);
    await server.outbox.tick();
    expect(server.notified()).toHaveLength(6);
    expect(await waiting()).toHaveLength(3);
    server.clock.advance(3_600_000);
    await server.outbox.tick();
    expect(server.notified()).toHaveLength(9);
  });

  it('is tried again when Omi is down, and set aside when the app is not enabled', async () => {
    const answer = server.holdAnswers();
    await server.say('Hey Omi, think hard.');
    answer('Forty-two, after all.');
    await expect.poll(server.queued).toContain('omi_notification pending');
    server.omi.setFault({ kind: 'down' });
    server.clock.advance(10_000);
    await server.outbox.tick();
    expect(await server.queued()).toContain('omi_notification pending');
    server.omi.setFault(undefined);
    server.omi.app.enabledUids.delete('u1');
    server.clock.advance(10_000);
    await server.outbox.tick();
    expect(await server.queued()).toContain('omi_notification parked');
    expect(server.notified()).toEqual([]);
  });

  it('goes nowhere once the account is disabled or deleted, and nothing more is stored', async () => {
    const answer = server.holdAnswers();
    await server.say('Hey Omi, think hard.');
    answer('Forty-two, after all.');
    await expect.poll(server.queued).toContain('omi_notification pending');
    await server.store.transact((tx) => tx.run(setStatus, { status: 'disabled' }));
    server.clock.advance(10_000);
    await server.outbox.tick();
    expect(await pushes('Hey Omi, hello.', 20)).toEqual([undefined]);
    expect(await stored()).toHaveLength(1);
    await server.store.transact((tx) => tx.run(removeUsers, {}));
    expect(await pushes('Hey Omi, hello.', 40)).toEqual([undefined]);
    expect(await stored()).toEqual([]);
    expect(server.notified()).toEqual([]);
    expect(server.asked).toHaveLength(1);
  });
});
