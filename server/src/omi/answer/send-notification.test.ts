import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { outboxReader } from '../../store/outbox-reader.ts';
import { outboxWriter } from '../../store/outbox-writer.ts';
import { NEWEST_ID } from '../../store/page.ts';
import { writeQuery } from '../../store/query.ts';
import { reservePush } from './push-budget.ts';
import { readBudget } from './read-budget.ts';
import { takeAnswers } from './take-answers.ts';
import { linkOmiUser, type PushRoad, startPushRoad } from './test/start-push-road.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const removeLinks = writeQuery('test.remove_links', (db, _: Record<string, never>) => db.deleteFrom('omi_links'));

describe.each(DIALECTS)('a notification on %s', (dialect) => {
  let road: PushRoad;
  beforeAll(async () => {
    road = await startPushRoad(dialect);
  });
  beforeEach(() => road.renew());
  afterAll(() => road[Symbol.asyncDispose]());

  it('is told in the app and pushed, once for its cause', async () => {
    expect(await road.tell('Due now: Buy inner tube', { causeKey: 'task 1' })).toBe(true);
    expect(await road.tell('Due now: Buy inner tube', { causeKey: 'task 1' })).toBe(false);
    expect(await road.told()).toEqual(['app sent Due now: Buy inner tube', 'omi_push waiting Due now: Buy inner tube']);
    await road.pass(0);
    await road.pass(HOUR_MS);
    expect(road.pushed()).toEqual(['Due now: Buy inner tube']);
    expect(await road.told()).toEqual(['app sent Due now: Buy inner tube', 'omi_push sent Due now: Buy inner tube']);
  });

  it('is pushed to each Omi user its person is linked with', async () => {
    await road.transact((tx) => linkOmiUser(tx, road.owner, 'another', road.now()));
    road.omi.app.enabledUids.add('another');
    await road.tell('Due now: Buy inner tube');
    await road.pass(0);
    const uids = road.omi.notifications.slice(-2).map(({ uid }) => uid);
    expect(uids.sort()).toEqual(['another', road.link.omi_user_id]);
    expect((await road.told()).map((line) => line.split(' ')[0])).toEqual(['app', 'omi_push', 'omi_push']);
  });

  it('stays in the app where no push was asked for', async () => {
    await road.tell('Your import is done.', { kind: 'import_done', push: false });
    await road.pass(0);
    expect(await road.told()).toEqual(['app sent Your import is done.']);
    expect(road.pushed()).toEqual([]);
  });

  it('is cut at a sentence for the push and whole in the app', async () => {
    await road.tell('One sentence here. '.repeat(100).trim());
    await road.pass(0);
    expect(road.pushed()[0]).toMatch(/^(One sentence here\. )+… \(more in the app\)$/);
    expect((await road.told())[1]?.length).toBeGreaterThan(1_500);
  });

  it('waits for the end of quiet hours, and never rides on a reply meanwhile', async () => {
    await road.prefer({ quiet_hours: { from: '22:30', to: '07:00' }, time_zone: 'Europe/Berlin' });
    road.setNow('2026-05-01T21:00:00Z');
    await road.tell('Due now: Water the garden');
    await road.pass(0);
    expect(await road.transact((tx) => takeAnswers(tx, road.link, road.now()))).toEqual([]);
    expect((await road.told())[1]).toBe(
      'omi_push waiting Due now: Water the garden It waits for the end of your quiet hours.',
    );
    await road.pass(8 * HOUR_MS - 1);
    expect(road.pushed()).toEqual([]);
    await road.pass(1);
    expect(road.pushed()).toEqual(['Due now: Water the garden']);
  });

  it('keeps to the pushes that the person allows in an hour', async () => {
    await road.prefer({ pushes_per_hour: 2 });
    for (const name of ['one', 'two', 'three']) await road.tell(`Due now: ${name}`);
    await road.pass(0);
    expect(road.pushed()).toHaveLength(2);
    expect((await road.told()).filter((line) => line.endsWith('The pushes of this hour are used up.'))).toHaveLength(1);
    expect(await readBudget(road.store.read, road.link, road.now())).toEqual({
      limit: 2,
      used: 2,
      left: 0,
      resets_at: '2026-05-01T13:00:00.000Z',
    });
    await road.pass(HOUR_MS);
    expect(road.pushed()).toHaveLength(3);
  });

  it('leaves two pushes of the hour to link codes', async () => {
    for (let i = 0; i < 9; i += 1) await road.tell(`Due now: task ${i}`);
    await road.pass(0);
    expect(road.pushed()).toHaveLength(7);
    expect((await readBudget(road.store.read, road.link, road.now())).left).toBe(0);
    const codes: unknown[] = [];
    for (let i = 0; i < 3; i += 1)
      codes.push(await road.transact((tx) => reservePush(tx, road.link.omi_user_id, 'link_code', road.now())));
    expect(codes).toEqual([undefined, undefined, HOUR_MS]);
  });

  it('is dropped from pushing after a day, with its reason, and still stands in the app', async () => {
    await road.tell('Due now: Buy inner tube');
    road.omi.setFault({ kind: 'rate_limited', retryAfterS: 3_600 });
    for (let hour = 0; hour < 24; hour += 1) await road.pass(HOUR_MS);
    road.omi.setFault(undefined);
    await road.pass(HOUR_MS);
    expect(road.pushed()).toEqual([]);
    expect(await road.told()).toEqual([
      'app sent Due now: Buy inner tube',
      'omi_push dropped Due now: Buy inner tube It could not be pushed within a day.',
    ]);
    expect(await road.queued()).toEqual(['omi_push done']);
  });

  it('is dropped from pushing where pushes are not allowed, and where the Omi user is not linked any more', async () => {
    await road.prefer({ pushes_per_hour: 0 });
    await road.tell('Due now: one');
    await road.pass(0);
    await road.prefer({ pushes_per_hour: 7 });
    await road.tell('Due now: two');
    await road.transact((tx) => tx.run(removeLinks, {}));
    await road.pass(0);
    expect(road.pushed()).toEqual([]);
    expect((await road.told()).filter((line) => line.startsWith('omi_push'))).toEqual([
      'omi_push dropped Due now: one You allow no pushes to your Omi.',
      'omi_push dropped Due now: two This Omi user is not linked with you any more.',
    ]);
  });

  it('outlives five minutes without Omi, and costs none of the hour meanwhile', async () => {
    await road.tell('Due now: Buy inner tube');
    road.omi.setFault({ kind: 'down' });
    for (let second = 0; second < 300; second += 10) await road.pass(10_000);
    expect((await road.told())[1]).toBe('omi_push waiting Due now: Buy inner tube Omi could not be reached.');
    expect((await readBudget(road.store.read, road.link, road.now())).used).toBe(0);
    road.omi.setFault(undefined);
    for (let minute = 0; minute < 10; minute += 1) await road.pass(MINUTE_MS);
    expect(road.pushed()).toEqual(['Due now: Buy inner tube']);
  });

  it('waits as long as Omi says, which is no failure', async () => {
    await road.tell('Due now: Buy inner tube');
    road.omi.setFault({ kind: 'rate_limited', retryAfterS: 120 }, 1);
    await road.pass(0);
    await road.pass(119_000);
    expect(road.pushed()).toEqual([]);
    await road.pass(1_000);
    expect(road.pushed()).toEqual(['Due now: Buy inner tube']);
  });

  it('is set aside where the app is not enabled, and goes out when an admin tries it anew', async () => {
    road.omi.app.enabledUids.delete(road.link.omi_user_id);
    await road.tell('Due now: Buy inner tube');
    await road.pass(0);
    expect((await road.told())[1]).toBe(
      'omi_push failed Due now: Buy inner tube The Omi user has not enabled this app.',
    );
    const [parked] = await outboxReader.list(road.store.read, 'parked', { before: NEWEST_ID, limit: 10 });
    expect(parked).toMatchObject({ attempts: 1, last_error: 'E4005: The Omi user has not enabled this app.' });
    road.omi.app.enabledUids.add(road.link.omi_user_id);
    if (parked) await road.transact((tx) => outboxWriter.unpark(tx, parked.id, road.now()));
    await road.pass(0);
    expect((await road.told())[1]).toBe('omi_push sent Due now: Buy inner tube');
  });

  it('fails after an hour of tries', async () => {
    await road.tell('Due now: Buy inner tube');
    road.omi.setFault({ kind: 'status', status: 500 });
    for (let minute = 0; minute < 90; minute += 1) await road.pass(MINUTE_MS);
    expect((await road.told())[1]).toBe(
      'omi_push failed Due now: Buy inner tube Omi answered with an error (status 500).',
    );
    expect(await road.queued()).toEqual(['omi_push parked']);
  });

  it('is not pushed again where the process died between Omi’s yes and its note of it', async () => {
    await road.tell('Due now: Buy inner tube');
    const dying = road.createWorker('dying');
    const { transact } = road.store;
    let writes = 0;
    road.store.transact = (job) => {
      writes += 1;
      // The lease, the unit of the budget, and then the end, which never comes to the disk.
      return writes === 3 ? Promise.reject(new Error('killed')) : transact(job);
    };
    await expect(dying.tick()).rejects.toThrow('killed');
    road.store.transact = transact;
    expect(road.pushed()).toHaveLength(1);
    expect((await road.told())[1]).toBe('omi_push sent Due now: Buy inner tube');
    await road.transact((tx) => outboxWriter.releaseAll(tx, road.now()));
    await road.pass(0);
    await road.pass(HOUR_MS);
    expect(road.pushed()).toHaveLength(1);
    expect((await road.told())[1]).toBe('omi_push sent Due now: Buy inner tube');
  });
});

describe.each(DIALECTS)('a late answer on %s', (dialect) => {
  let road: PushRoad;
  beforeAll(async () => {
    road = await startPushRoad(dialect);
  });
  beforeEach(() => road.renew());
  afterAll(() => road[Symbol.asyncDispose]());

  it('is told by a reply or by a push, never by both', async () => {
    await road.answer('Boil it for eight minutes.');
    expect(await road.transact((tx) => takeAnswers(tx, road.link, road.now()))).toEqual(['Boil it for eight minutes.']);
    await road.answer('Salt the water first.');
    await road.pass(MINUTE_MS);
    expect(await road.transact((tx) => takeAnswers(tx, road.link, road.now()))).toEqual([]);
    expect(road.pushed()).toEqual(['Salt the water first.']);
    expect(await road.told()).toEqual([
      'omi_reply sent Boil it for eight minutes.',
      'omi_push sent Salt the water first.',
    ]);
  });

  it('is told with the header and footer its person chose, of the moment it was given', async () => {
    await road.prefer({
      answer_header: ['time', 'window', 'space'],
      answer_footer: ['space'],
      time_zone: 'Europe/Berlin',
    });
    await road.answer('Eight minutes.');
    await road.pass(5 * MINUTE_MS);
    expect(road.pushed()).toEqual(['14:00 · Window 1 · default\nEight minutes.\ndefault']);
  });

  it('does not mind quiet hours while its question was just asked, and later does', async () => {
    await road.prefer({ quiet_hours: { from: '00:00', to: '23:00' } });
    await road.answer('Eight minutes.');
    await road.pass(MINUTE_MS);
    expect(road.pushed()).toEqual(['Eight minutes.']);
    await road.answer('Nine minutes.');
    await road.pass(11 * MINUTE_MS);
    expect((await road.told())[1]).toBe('omi_push waiting Nine minutes. It waits for the end of your quiet hours.');
    await road.pass(11 * HOUR_MS);
    expect(road.pushed()).toEqual(['Eight minutes.', 'Nine minutes.']);
  });

  it('waits ten minutes for a delivery where no Omi app is configured, then stands in the app alone', async () => {
    await using lone = await startPushRoad(dialect, { hasApp: false });
    await lone.answer('Eight minutes.');
    await lone.answer('Nine minutes.');
    await lone.tell('Due now: Buy inner tube');
    await lone.pass(9 * MINUTE_MS);
    expect(await lone.told()).toEqual([
      'omi_push waiting Eight minutes. No Omi app is configured on this server.',
      'omi_push waiting Nine minutes. No Omi app is configured on this server.',
      'app sent Due now: Buy inner tube',
      'omi_push dropped Due now: Buy inner tube No Omi app is configured on this server.',
    ]);
    expect(await lone.transact((tx) => takeAnswers(tx, lone.link, lone.now()))).toHaveLength(2);
    await lone.answer('Ten minutes.');
    await lone.pass(10 * MINUTE_MS);
    expect((await lone.told()).at(-1)).toBe('omi_push dropped Ten minutes. No Omi app is configured on this server.');
    expect(await lone.transact((tx) => takeAnswers(tx, lone.link, lone.now()))).toEqual([]);
    expect((await lone.queued()).every((row) => row.endsWith(' done'))).toBe(true);
  });
});
