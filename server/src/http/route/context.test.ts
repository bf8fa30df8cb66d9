import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { runSql } from '../../../test/raw-sql.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { createTestPerson, type TestConversation, type TestPerson } from '../../../test/test-person.ts';
import type { Window } from '../../context/list-windows.ts';
import type { Preferences } from '../../context/preference.ts';

describe.each(DIALECTS)('spaces, windows and preferences on %s', (dialect) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(dialect);
    server.provider.answer((call) => call.emit('Yes.').then(() => call.finish()));
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const windows = async (person: TestPerson) =>
    (await person.call<{ windows: Window[] }>('GET', '/windows')).body.windows;
  const spaceOf = async (person: TestPerson, id: string) =>
    (await person.call<{ conversation: TestConversation }>('GET', `/conversations/${id}`)).body.conversation.space;
  const say = async (person: TestPerson, body: object) =>
    (await person.call<{ conversation_id: string }>('POST', '/messages/send', body)).body.conversation_id;

  describe('spaces', () => {
    it('are seven, and default is active at first', async () => {
      const ada = await server.person();
      const { body } = await ada.call<{ active: string; spaces: { space: string; active: boolean }[] }>(
        'GET',
        '/spaces',
      );
      expect(body.active).toBe('default');
      expect(body.spaces.filter(({ active }) => active).map(({ space }) => space)).toEqual(['default']);
      expect(body.spaces).toHaveLength(7);
    });

    it('are switched with the conversation in the active window, and new conversations begin there', async () => {
      const ada = await server.person();
      const elsewhere = await say(ada, { text: 'in window two', slot: 2 });
      const inWindow = await say(ada, { text: 'in window one', slot: 1 });
      const { body } = await ada.call('POST', '/spaces/switch', { space: 'tasks' });
      expect(body).toEqual({ ok: true, active: 'tasks' });
      expect([await spaceOf(ada, inWindow), await spaceOf(ada, elsewhere)]).toEqual(['tasks', 'default']);
      expect(await spaceOf(ada, await say(ada, { text: 'new' }))).toBe('tasks');
      expect(await spaceOf(ada, await say(ada, { text: 'new', slot: 3 }))).toBe('tasks');
    });

    it('tell the model of linked Omi users, and of what the person was notified of', async () => {
      const ada = await server.person();
      await wearable(ada);
      await ada.call('POST', '/followups', { message: 'The parcel is at the neighbour’s' });
      // The answer to what was asked is no news.
      await runSql(
        server.database,
        `insert into notifications (id, user_id, kind, channel, status, text, created_at, cause_key)
         values ('${ada.id}-answer', '${ada.id}', 'answer', 'omi_reply', 'sent', 'Eight minutes', 1, '${ada.id}')`,
      );
      const systemIn = async (space: string) => {
        await ada.call('POST', '/spaces/switch', { space });
        await say(ada, { text: 'What is new?' });
        return server.provider.calls.at(-1)?.messages[0]?.content;
      };
      expect(await systemIn('friends')).toContain(`Omi user omi-of-${ada.id}, linked on`);
      const told = await systemIn('notifications');
      expect(told?.match(/The parcel is at the neighbour’s/g)).toHaveLength(1);
      expect(told).not.toContain('Eight minutes');
    });

    it('can be chosen for one conversation', async () => {
      const ada = await server.person();
      const made = await ada.call<{ conversation: TestConversation }>('POST', '/conversations', { space: 'agent' });
      expect(made.body.conversation.space).toBe('agent');
      const path = `/conversations/${made.body.conversation.id}`;
      const moved = await ada.call<{ conversation: TestConversation }>('PATCH', path, { space: 'friends' });
      expect(moved.body.conversation.space).toBe('friends');
      const begun = await ada.call<{ conversation_id: string }>('POST', '/messages/send', {
        text: 'x',
        space: 'todos',
      });
      expect((await ada.call('GET', `/conversations/${begun.body.conversation_id}`)).body).toMatchObject({
        conversation: { space: 'todos' },
      });
      for (const answer of [
        await ada.call('PATCH', path, { space: 'attic' }),
        await ada.call('POST', '/spaces/switch', { space: 'attic' }),
        await ada.call('POST', '/messages/send', { text: 'x', space: 'attic' }),
        await ada.call('POST', '/messages/send', { text: 'x', space: 'todos', slot: 2 }),
        await ada.call('POST', '/messages/send', {
          text: 'x',
          space: 'todos',
          conversation_id: made.body.conversation.id,
        }),
      ]) {
        expect(answer.body.error.code).toBe('E1001');
      }
    });
  });

  /** A linked Omi that heard something and was asked something. */
  async function wearable({ id }: TestPerson): Promise<void> {
    const heard = `'${id}-link', '${id}-session'`;
    for (const statement of [
      `insert into omi_links (id, user_id, omi_user_id, status, code_attempts, created_at, verified_at)
        values ('${id}-link', '${id}', 'omi-of-${id}', 'active', 0, 1, 1)`,
      `insert into voice_sessions (id, user_id, link_id, omi_user_id, started_at, last_heard_at, last_segment_start_s)
        values ('${id}-session', '${id}', '${id}-link', 'omi', 1, 1, 0)`,
      `insert into transcript_segments (id, user_id, link_id, voice_session_id, segment_key, text, is_user, start_s, end_s, received_at, updated_at)
        values ('${id}', '${id}', ${heard}, 'k', 'a secret', 1, 0, 1, 1, 1)`,
      `insert into utterances (id, user_id, link_id, voice_session_id, utterance_key, trigger, intent, text, start_s, end_s, reply, heard_at)
        values ('${id}', '${id}', ${heard}, 'k', 'wake_word', 'remember', 'a secret', 0, 1, 'a secret', 1)`,
      `insert into outbox (id, kind, user_id, payload, dedupe_key, status, attempts, due_at, created_at, updated_at)
        values ('${id}', 'omi_question', '${id}', 'a secret', '${id}', 'done', 1, 1, 1, 1)`,
    ]) {
      await runSql(server.database, statement);
    }
  }

  describe('windows', () => {
    it('are five, empty at first, the first one active', async () => {
      const ada = await server.person();
      const empty = { conversation_id: null, title: null, space: null };
      expect(await windows(ada)).toEqual([1, 2, 3, 4, 5].map((slot) => ({ slot, active: slot === 1, ...empty })));
    });

    it('get a conversation at their first message, named after it, and keep it', async () => {
      const ada = await server.person();
      const id = await say(ada, { text: 'Which tyres fit my bicycle?', slot: 4 });
      expect(await say(ada, { text: 'And tubes?', slot: 4 })).toBe(id);
      expect((await windows(ada))[3]).toEqual({
        slot: 4,
        active: false,
        conversation_id: id,
        title: 'Which tyres fit my bicycle?',
        space: 'default',
      });
      expect(await ada.messages(id)).toHaveLength(4);
    });

    it('get one conversation however many first messages come at once', async () => {
      const ada = await server.person();
      const ids = await Promise.all(Array.from({ length: 8 }, (_, i) => say(ada, { text: `message ${i}`, slot: 1 })));
      expect(new Set(ids).size).toBe(1);
      const { body } = await ada.call<{ items: TestConversation[] }>('GET', '/conversations');
      expect(body.items.map(({ id }) => id)).toEqual([ids[0]]);
    });

    it('take the same message once for one client_message_id, and refuse it for another window', async () => {
      const ada = await server.person();
      const message = { text: 'once', slot: 1, client_message_id: 'mine' };
      const id = await say(ada, message);
      expect(await say(ada, message)).toBe(id);
      expect(await ada.messages(id)).toHaveLength(2);
      expect((await ada.call('POST', '/messages/send', { ...message, slot: 2 })).body.error.code).toBe('E1003');
    });

    it('become active with the space of their conversation', async () => {
      const ada = await server.person();
      await say(ada, { text: 'hello', slot: 1 });
      await ada.call('POST', '/spaces/switch', { space: 'todos' });
      expect((await ada.call('POST', '/windows/activate', { slot: 2 })).body).toEqual({ ok: true, active_slot: 2 });
      expect((await windows(ada)).find(({ active }) => active)?.slot).toBe(2);
      await ada.call('POST', '/spaces/switch', { space: 'agent' });
      await ada.call('POST', '/windows/activate', { slot: 1 });
      expect((await ada.call<{ active: string }>('GET', '/spaces')).body.active).toBe('todos');
    });

    it('are empty again when their conversation is deleted', async () => {
      const ada = await server.person();
      const id = await say(ada, { text: 'hello', slot: 5 });
      await ada.call('DELETE', `/conversations/${id}`);
      expect((await windows(ada))[4]?.conversation_id).toBeNull();
      expect(await say(ada, { text: 'again', slot: 5 })).not.toBe(id);
    });

    it.each([{ slot: 0 }, { slot: 6 }, { slot: 1.5 }, { slot: 1, conversation_id: 'x' }, { slot: '1' }])(
      'refuse %o',
      async (place) => {
        const ada = await server.person();
        expect((await ada.call('POST', '/messages/send', { text: 'x', ...place })).body.error.code).toBe('E1001');
      },
    );

    it('of others stay theirs', async () => {
      const [ada, eve] = [await server.person(), await server.person()];
      const id = await say(ada, { text: 'hello', slot: 1 });
      expect(await say(eve, { text: 'hello', slot: 1 })).not.toBe(id);
      expect((await windows(eve))[0]?.conversation_id).not.toBe(id);
    });
  });

  describe('preferences', () => {
    const change = (person: TestPerson, body: object) =>
      person.call<{ preferences: Preferences; error: { code: string } }>('PATCH', '/preferences', body);

    it('have defaults, change one by one, and go back to the default with null', async () => {
      const ada = await server.person();
      const first = await ada.call<{ preferences: Preferences }>('GET', '/preferences');
      expect(first.body.preferences).toMatchObject({
        listen_mode: 'TRIGGER',
        inject_memories: true,
        quiet_hours: null,
      });
      const quiet = { from: '22:00', to: '07:00' };
      await change(ada, { listen_mode: 'ALWAYS', quiet_hours: quiet });
      const { body } = await change(ada, { language: 'de', listen_mode: null });
      expect(body.preferences).toEqual({ ...first.body.preferences, language: 'de', quiet_hours: quiet });
      expect((await ada.call<{ preferences: Preferences }>('GET', '/preferences')).body).toEqual(body);
      const [row] = await runSql(server.database, `select settings from preferences where user_id = '${ada.id}'`);
      expect(JSON.parse(String(row?.settings))).toEqual({ language: 'de', quiet_hours: quiet });
    });

    it.each([
      [
        { time_zone: 'Pacific/Auckland', language: 'de' },
        { time_zone: 'Pacific/Auckland', language: 'de' },
      ],
      [
        { time_zone: 'Moon/Tranquility', language: 'Klingon' },
        { time_zone: 'UTC', language: 'en' },
      ],
    ])('begin on the device that makes the account: %o', async (here, kept) => {
      const account = {
        email: `${kept.language}-${kept.time_zone.length}@example.org`,
        password: 'long enough',
        ...here,
      };
      const ada = await createTestPerson(server.url, '/auth/register', account);
      const { body } = await ada.call<{ preferences: Preferences }>('GET', '/preferences');
      expect(body.preferences).toMatchObject(kept);
    });

    it('keep both of two changes at once', async () => {
      const ada = await server.person();
      await Promise.all([change(ada, { language: 'de' }), change(ada, { transcript_days: 3 })]);
      const { body } = await change(ada, {});
      expect(body.preferences).toMatchObject({ language: 'de', transcript_days: 3 });
    });

    it.each([
      { listen_mode: 'SOMETIMES' },
      { unknown: 1 },
      { quiet_hours: { from: '25:00', to: '07:00' } },
      { time_zone: 'Europe/Atlantis' },
      { wake_words: ['x'] },
      { pushes_per_hour: 8 },
    ])('refuse %o', async (body) => {
      const answer = await change(await server.person(), body);
      expect([answer.status, answer.body.error.code]).toEqual([400, 'E1001']);
    });

    it('forget what the wearable heard when the consent to it is taken back', async () => {
      const [ada, bob] = [await server.person(), await server.person()];
      for (const person of [ada, bob]) await wearable(person);
      const left = async ({ id }: TestPerson) => ({
        segments: await runSql(server.database, `select text from transcript_segments where user_id = '${id}'`),
        questions: await runSql(server.database, `select payload from outbox where id = '${id}'`),
        utterances: await runSql(server.database, `select text, reply from utterances where user_id = '${id}'`),
      });
      const all = {
        segments: [{ text: 'a secret' }],
        questions: [{ payload: 'a secret' }],
        utterances: [{ text: 'a secret', reply: 'a secret' }],
      };
      await change(ada, { language: 'de' });
      expect(await left(ada)).toEqual(all);
      await change(ada, { voice_consent: false });
      expect(await left(ada)).toEqual({ segments: [], questions: [], utterances: [{ text: '', reply: '' }] });
      expect(await left(bob)).toEqual(all);
    });

    it('refuse a default conversation that is not the person’s', async () => {
      const [ada, eve] = [await server.person(), await server.person()];
      const id = await say(ada, { text: 'hello' });
      expect((await change(eve, { default_conversation_id: id })).body.error.code).toBe('E1002');
      expect((await change(ada, { default_conversation_id: id })).body.preferences.default_conversation_id).toBe(id);
    });
  });
});
