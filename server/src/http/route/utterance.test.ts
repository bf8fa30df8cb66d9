import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { must } from '../../kit/must.ts';
import { writeQuery } from '../../store/query.ts';
import { createLinker } from '../test/create-linker.ts';
import { type LinkedServer, startLinkedServer } from '../test/start-voice-server.ts';

const forgetOutbox = writeQuery('test.forget_outbox', (db) => db.deleteFrom('outbox'));

describe.each(DIALECTS)('what was said to the assistant on %s', (dialect) => {
  let server: LinkedServer;
  let linker: ReturnType<typeof createLinker>;
  beforeAll(async () => {
    server = await startLinkedServer(dialect);
    linker = createLinker(server);
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  const list = async (query = '', who = server.ada) => (await linker.call('GET', `/omi/utterances${query}`, who)).body;

  it('is listed with what was understood, the answer and how it came', async () => {
    await server.say('Hey Omi, how long do I boil an egg?', 10);
    server.clock.advance(20_000);
    await server.say('Hey Omi, remember that the key is at Anna’s.', 30);
    server.clock.advance(20_000);
    const answer = server.holdAnswers();
    const delivery = server.say('Hey Omi, why is that so?', 50);
    await expect
      .poll(async () => (await list()).items[0])
      .toMatchObject({ text: 'why is that so?', answer: null, answer_status: 'streaming', delivery: null });
    answer('Because.');
    await delivery;
    const inReply = { channel: 'omi_reply', status: 'sent', reason: null, sent_at: expect.any(String) };
    const { items } = await list();
    expect(items).toMatchObject([
      { intent: 'question', text: 'why is that so?', answer: 'Because.', answer_status: 'complete', delivery: inReply },
      { intent: 'remember', answer_status: null, delivery: inReply, message_id: null, conversation_id: null },
      {
        omi_user_id: 'u1',
        trigger: 'wake_word',
        intent: 'question',
        text: 'how long do I boil an egg?',
        answer: 'You said: how long do I boil an egg?',
        conversation_id: expect.any(String),
        message_id: expect.any(String),
        delivery: inReply,
      },
    ]);
    expect(items[1].answer).toContain('key');

    await server.store.transact((tx) => tx.run(forgetOutbox, {}));
    expect((await list()).items).toEqual(items);
  });

  it('comes page by page, and only to who said it', async () => {
    const { items } = await list();
    expect(items).toHaveLength(3);
    const first = await list('?limit=2');
    const second = await list(`?limit=2&cursor=${must(first.nextCursor, 'a second page')}`);
    expect([...first.items, ...second.items]).toEqual(items);
    expect(second.nextCursor).toBeUndefined();
    expect((await list('?cursor=none')).error.code).toBe('E1001');
    expect(await list('', await linker.signUp())).toEqual({ ok: true, items: [] });
  });

  it('is gone when its person takes back that speech may be stored', async () => {
    expect((await linker.call('PATCH', '/preferences', server.ada, { voice_consent: false })).status).toBe(200);
    expect((await list()).items).toEqual([]);
  });
});
