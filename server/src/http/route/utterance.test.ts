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

  const tryIt = async (body: object) => {
    const { understood, ...rest } = (await linker.call('POST', '/omi/understand', server.ada, body)).body;
    const said = understood.map((one: { trigger: string; wake_word: string | null; intent: string; text: string }) =>
      [one.trigger, one.wake_word, one.intent, one.text].join(' | '),
    );
    return { said, ...rest };
  };

  it('can be tried: the wake word, the mode, the intent and what is left, and nothing is kept of it', async () => {
    await linker.call('PATCH', '/preferences', server.ada, { voice_consent: true });
    const before = await list();
    expect(await tryIt({ text: 'So. Hey Omi, how long do I boil an egg?' })).toMatchObject({
      is_heard: true,
      listen_mode: 'TRIGGER',
      said: ['wake_word | Hey Omi | question | how long do I boil an egg?'],
    });
    expect((await tryIt({ text: 'How long do I boil an egg?' })).said).toEqual([]);
    expect((await tryIt({ text: 'How long do I boil an egg?', listen_mode: 'ALWAYS' })).said).toEqual([
      'always |  | question | How long do I boil an egg?',
    ]);
    expect((await tryIt({ text: 'And for two?', listen_mode: 'FOLLOWUP' })).said).toEqual([]);
    expect((await tryIt({ text: 'And for two?', listen_mode: 'FOLLOWUP', after_answer: true })).said).toEqual([
      'follow_up |  | question | And for two?',
    ]);
    const { body } = await linker.call('POST', '/omi/understand', server.ada, {
      text: 'Hey Omi, add a task: buy milk.',
    });
    expect(body.understood).toMatchObject([{ intent: 'add_task', command: { intent: 'add_task', title: 'buy milk' } }]);

    expect((await tryIt({ text: 'Hey Omi, list my tasks and list my windows.' })).said).toEqual(
      ['list_tasks', 'list_windows'].map(
        (intent) => `wake_word | Hey Omi | ${intent} | list my tasks and list my windows.`,
      ),
    );

    await linker.call('PATCH', '/preferences', server.ada, { wake_words: ['Hey Jarvis'], paused: true });
    expect(await tryIt({ text: 'Hey Jarvis, help.' })).toMatchObject({
      is_heard: false,
      said: ['wake_word | Hey Jarvis | help | help.'],
    });
    await linker.call('PATCH', '/preferences', server.ada, { wake_words: null, paused: null });
    expect(await list()).toEqual(before);
  });
});
