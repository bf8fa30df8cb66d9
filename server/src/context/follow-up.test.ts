import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../test/database.ts';
import { createConversation } from '../chat/create-conversation.ts';
import { listMessages } from '../chat/list-messages.ts';
import { createId, type FollowUpId, type OutboxId, type UserId } from '../kit/id.ts';
import { type PushRoad, startPushRoad } from '../omi/answer/test/start-push-road.ts';
import { conversationWriter } from '../store/conversation-writer.ts';
import { outboxWriter } from '../store/outbox-writer.ts';
import { cancelFollowUp } from './cancel-follow-up.ts';
import { createFollowUp, type NewFollowUp } from './create-follow-up.ts';
import { listFollowUps } from './list-follow-ups.ts';

const HOUR_MS = 3_600_000;

describe.each(DIALECTS)('a follow-up on %s', (dialect) => {
  let road: PushRoad;
  beforeAll(async () => {
    road = await startPushRoad(dialect);
  });
  beforeEach(() => road.renew());
  afterAll(() => road[Symbol.asyncDispose]());

  const begin = () => road.transact((tx) => createConversation(tx, road.owner, {}, road.now()));
  const ask = (message: string, more: Partial<NewFollowUp> = {}) =>
    road.transact((tx) =>
      createFollowUp(tx, road.owner, { conversationId: null, message, deliverAt: road.now(), ...more }, road.now()),
    );
  const texts = async (id: Parameters<typeof listMessages>[2]) =>
    (await listMessages(road.store.read, road.owner, id, { limit: 20 })).items.map(
      ({ role, text, status, source }) => `${role} ${status} ${source}: ${text}`,
    );

  it('is delivered at once over every channel where no time is named', async () => {
    const { id } = await begin();
    expect(await ask('How did the repair go?', { conversationId: id })).toMatchObject({ isDelivered: true });
    await road.pass(0);
    expect(await texts(id)).toEqual(['assistant complete api: How did the repair go?']);
    expect(await road.told()).toEqual(['app sent How did the repair go?', 'omi_push sent How did the repair go?']);
    expect(road.pushed()).toEqual(['How did the repair go?']);
  });

  it('is delivered at its time and not before, once, however often its row is worked on', async () => {
    const { id: conversationId } = await begin();
    await ask('First', { conversationId });
    const { id, isDelivered } = await ask('Second', { conversationId, deliverAt: road.now() + HOUR_MS });
    expect(isDelivered).toBe(false);
    await road.pass(HOUR_MS - 1);
    expect(await texts(conversationId)).toHaveLength(1);
    await road.transact((tx) => queueAgain(tx, id, road.now() + 1));
    await road.pass(1);
    await road.pass(HOUR_MS);
    expect(await texts(conversationId)).toEqual(['assistant complete api: Second', 'assistant complete api: First']);
    expect(road.pushed()).toEqual(['First', 'Second']);
  });

  function queueAgain(tx: Parameters<typeof createFollowUp>[0], id: FollowUpId, dueAt: number) {
    return outboxWriter.insert(tx, {
      id: createId<OutboxId>(),
      kind: 'follow_up',
      user_id: road.owner,
      subject_id: id,
      payload: '{}',
      dedupe_key: 'the same again',
      due_at: dueAt,
      created_at: road.now(),
    });
  }

  it('is taken back until it is delivered', async () => {
    const later = await ask('Not any more', { deliverAt: road.now() + HOUR_MS });
    await road.transact((tx) => cancelFollowUp(tx, road.owner, later.id));
    await road.pass(HOUR_MS);
    expect(await road.told()).toEqual([]);
    expect((await listFollowUps(road.store.read, road.owner, { limit: 10 })).items).toEqual([]);
    const now = await ask('Too late');
    const cancel = (owner: UserId, id: FollowUpId) => road.transact((tx) => cancelFollowUp(tx, owner, id));
    await expect(cancel(road.owner, now.id)).rejects.toMatchObject({ code: 'E1003' });
    await expect(cancel(road.owner, later.id)).rejects.toMatchObject({ code: 'E1002' });
    await expect(cancel(createId<UserId>(), now.id)).rejects.toMatchObject({ code: 'E1002' });
  });

  it('goes with its conversation, and into no conversation of somebody else', async () => {
    const { id } = await begin();
    await ask('Gone', { conversationId: id, deliverAt: road.now() + HOUR_MS });
    await road.transact((tx) => conversationWriter.delete(tx, road.owner, id));
    await road.pass(HOUR_MS);
    expect(await road.told()).toEqual([]);
    await expect(ask('Lost', { conversationId: createId() })).rejects.toMatchObject({ code: 'E1002' });
  });
});
