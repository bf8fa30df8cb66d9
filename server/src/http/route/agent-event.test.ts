import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { runSql } from '../../../test/raw-sql.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import type { TestPerson } from '../../../test/test-person.ts';
import type { AgentEvent } from '../../context/agent-event.ts';

interface Page {
  items: AgentEvent[];
  nextCursor?: string;
}

describe.each(DIALECTS)('events and tasks on %s', (dialect) => {
  let server: TestServer;
  let nowMs = Date.UTC(2026, 4, 1, 12);
  beforeAll(async () => {
    server = await startTestServer(dialect, { clock: { now: () => nowMs, monotonic: () => performance.now() } });
    server.provider.answer((call) => call.emit('Yes.').then(() => call.finish()));
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const note = async (person: TestPerson, body: object) =>
    (await person.call<{ event: AgentEvent }>('POST', '/agent-events', body)).body.event;
  const task = (person: TestPerson, title: string, due_at?: string) =>
    note(person, { type: 'task', payload: { title }, ...(due_at !== undefined && { due_at }) });
  const list = async (person: TestPerson, query = '') =>
    (await person.call<Page>('GET', `/agent-events${query}`)).body.items;
  const titles = (events: AgentEvent[]) => events.map(({ payload }) => payload.title);
  const change = async (person: TestPerson, id: string, path: string, body?: object) =>
    (await person.call<{ event: AgentEvent }>('PATCH', `/agent-events/${id}${path}`, body)).body.event;

  it('are made, changed, done once, taken up again and deleted', async () => {
    const ada = await server.person();
    const made = await task(ada, '  Buy inner tube ', '2026-05-02T09:00:00+02:00');
    expect(made).toMatchObject({
      type: 'task',
      payload: { title: 'Buy inner tube' },
      status: 'open',
      source: 'api',
      due_at: '2026-05-02T07:00:00.000Z',
      completed_at: null,
    });
    const moved = await change(ada, made.id, '', { due_at: null, payload: { title: 'Buy two tubes', shop: 'Ada’s' } });
    expect(moved).toMatchObject({ due_at: null, payload: { title: 'Buy two tubes', shop: 'Ada’s' } });
    const done = await change(ada, made.id, '/complete');
    expect(done).toMatchObject({ status: 'done', completed_at: new Date(nowMs).toISOString() });
    nowMs += 1_000;
    expect(await change(ada, made.id, '/complete')).toEqual(done);
    expect(await change(ada, made.id, '', { status: 'open' })).toMatchObject({ status: 'open', completed_at: null });
    expect((await ada.call('DELETE', `/agent-events/${made.id}`)).body).toEqual({ ok: true });
    expect((await ada.call('PATCH', `/agent-events/${made.id}/complete`)).status).toBe(404);
  });

  it('are listed newest first, by type, by status and by what is due', async () => {
    const ada = await server.person();
    await note(ada, { type: 'deploy', payload: { title: 'event' } });
    await task(ada, 'soon', '2026-05-02T00:00:00Z');
    await task(ada, 'late', '2026-06-01T00:00:00Z');
    const { id } = await task(ada, 'done', '2026-05-01T00:00:00Z');
    await task(ada, 'whenever');
    await change(ada, id, '/complete');
    expect(titles(await list(ada))).toEqual(['whenever', 'done', 'late', 'soon', 'event']);
    expect(titles(await list(ada, '?type=deploy'))).toEqual(['event']);
    expect(titles(await list(ada, '?type=task&status=open'))).toEqual(['whenever', 'late', 'soon']);
    expect(titles(await list(ada, '?status=done'))).toEqual(['done']);
    expect(titles(await list(ada, '?type=task&status=open&due_before=2026-05-10T00:00:00Z'))).toEqual(['soon']);
    expect(titles(await list(ada, '?due_before=2026-05-10T00:00:00Z'))).toEqual(['done', 'soon']);
    const { body } = await ada.call<Page>('GET', '/agent-events?limit=3');
    expect(titles(await list(ada, `?limit=3&cursor=${body.nextCursor}`))).toEqual(['soon', 'event']);
  });

  it('with a due time are queued to be told then, also after they moved', async () => {
    const ada = await server.person();
    const { id } = await task(ada, 'call Anna', '2026-05-02T09:00:00Z');
    await change(ada, id, '', { due_at: '2026-05-03T09:00:00Z' });
    const rows = await runSql(server.database, `select due_at from outbox where subject_id = '${id}' order by due_at`);
    expect(rows.map(({ due_at }) => Number(due_at))).toEqual([Date.UTC(2026, 4, 2, 9), Date.UTC(2026, 4, 3, 9)]);
  });

  it.each([
    { type: 'task' },
    { type: 'task', payload: { title: ' ' } },
    { type: 'task', payload: { title: 'x' }, due_at: 'tomorrow' },
    { type: '' },
    { type: 'note', payload: { text: 'ü'.repeat(8_200) } },
    { type: 'note', payload: [] },
    { type: 'note', user_id: 'x' },
  ])('refuse %o', async (body) => {
    const ada = await server.person();
    const answer = await ada.call('POST', '/agent-events', body);
    expect([answer.status, answer.body.error.code]).toEqual([400, 'E1001']);
  });

  it('keep a task’s title when its payload changes', async () => {
    const ada = await server.person();
    const { id } = await task(ada, 'x');
    expect((await ada.call('PATCH', `/agent-events/${id}`, { payload: {} })).body.error.code).toBe('E1001');
  });

  describe('in a prompt', () => {
    async function systemIn(person: TestPerson, space: string): Promise<string> {
      await person.call('POST', '/spaces/switch', { space });
      await person.call('POST', '/messages/send', { text: `What is new in ${space}?` });
      const [first] = server.provider.calls.at(-1)?.messages ?? [];
      return first?.role === 'system' ? first.content : '';
    }

    it('are told where the space is about them, tasks by urgency and in the person’s time', async () => {
      const ada = await server.person();
      await ada.call('PATCH', '/preferences', { time_zone: 'Europe/Berlin' });
      await task(ada, 'whenever');
      await task(ada, 'late', '2026-06-01T07:30:00Z');
      await task(ada, 'soon', '2026-05-02T07:00:00Z');
      await note(ada, { type: 'deploy', payload: { version: 7 } });
      for (const space of ['tasks', 'todos']) {
        const system = await systemIn(ada, space);
        expect(system).toMatch(/- It is Friday, May 1, 2026 at 2:00\sPM now\./);
        const [soon, late, whenever] = ['- soon (due Saturday, May 2, 2026 at 9:00', '- late (due', '- whenever'].map(
          (line) => system.indexOf(line),
        );
        expect([soon, late, whenever]).toEqual([soon, late, whenever].toSorted((a = 0, b = 0) => a - b));
        expect(soon).toBeGreaterThan(0);
        expect(system).not.toContain('deploy');
      }
      expect(await systemIn(ada, 'agent')).toContain('deploy: {"version":7}');
      expect(await systemIn(ada, 'default')).toBe('');
      expect(await systemIn(ada, 'friends')).toBe('');
    });

    it('that are too many for a prompt are said to be more', async () => {
      const ada = await server.person();
      for (let i = 0; i < 53; i += 1) await task(ada, `task ${i}`);
      expect(await systemIn(ada, 'tasks')).toContain('(3 more are not shown here)');
    });
  });
});
