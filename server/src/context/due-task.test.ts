import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../test/database.ts';
import type { AgentEventId } from '../kit/id.ts';
import { type PushRoad, startPushRoad } from '../omi/answer/test/start-push-road.ts';
import { changeAgentEvent } from './change-agent-event.ts';
import { completeAgentEvent } from './complete-agent-event.ts';
import { createAgentEvent } from './create-agent-event.ts';
import { deleteAgentEvent } from './delete-agent-event.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe.each(DIALECTS)('a task with a due time on %s', (dialect) => {
  let road: PushRoad;
  beforeAll(async () => {
    road = await startPushRoad(dialect);
  });
  beforeEach(() => road.renew());
  afterAll(() => road[Symbol.asyncDispose]());

  const note = async (title: string, dueInMs: number, type = 'task') => {
    const event = {
      type,
      payload: { title },
      source: 'web',
      sourceMessageId: null,
      dueAt: road.now() + dueInMs,
    } as const;
    return (await road.transact((tx) => createAgentEvent(tx, road.owner, event, road.now()))).id;
  };
  const move = (id: AgentEventId, dueInMs: number) =>
    road.transact((tx) => changeAgentEvent(tx, road.owner, id, { dueAt: road.now() + dueInMs }, road.now()));

  it('is told when it is due, once, over every channel', async () => {
    await note('Buy inner tube', HOUR_MS);
    await road.pass(HOUR_MS - 1);
    expect(await road.told()).toEqual([]);
    await road.pass(1);
    await road.pass(HOUR_MS);
    expect(await road.told()).toEqual(['app sent Due now: Buy inner tube', 'omi_push sent Due now: Buy inner tube']);
    expect(road.pushed()).toEqual(['Due now: Buy inner tube']);
  });

  it('is not told when it is done or deleted before', async () => {
    const [done, deleted] = [await note('Done', HOUR_MS), await note('Deleted', HOUR_MS)];
    await road.transact((tx) => completeAgentEvent(tx, road.owner, done, road.now()));
    await road.transact((tx) => deleteAgentEvent(tx, road.owner, deleted));
    await road.pass(HOUR_MS);
    expect(await road.told()).toEqual([]);
  });

  it('is told at the time it was moved to, and not at the one before', async () => {
    const id = await note('Moved', HOUR_MS);
    await move(id, 2 * HOUR_MS);
    await road.pass(HOUR_MS);
    expect(await road.told()).toEqual([]);
    await road.pass(HOUR_MS);
    expect(road.pushed()).toEqual(['Due now: Moved']);
    await move(id, HOUR_MS);
    await road.pass(HOUR_MS);
    expect(road.pushed()).toHaveLength(2);
  });

  it('is told once when it was moved to and fro', async () => {
    const id = await note('To and fro', HOUR_MS);
    await move(id, 2 * HOUR_MS);
    await move(id, HOUR_MS);
    await road.pass(HOUR_MS);
    await road.pass(HOUR_MS);
    expect(road.pushed()).toEqual(['Due now: To and fro']);
  });

  it('is called overdue when the server was off meanwhile', async () => {
    await note('Take the pills', HOUR_MS);
    await road.pass(HOUR_MS + 11 * MINUTE_MS);
    expect(road.pushed()).toEqual(['Overdue: Take the pills']);
  });

  it('is not told when it was overdue already, and nothing else is that has a time', async () => {
    await note('Long ago', -HOUR_MS);
    await note('Party', HOUR_MS, 'event');
    await road.pass(2 * HOUR_MS);
    expect(await road.told()).toEqual([]);
    expect(await road.queued()).toEqual([]);
  });
});
