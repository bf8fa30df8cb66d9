import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createId } from '../src/kit/id.ts';
import { must } from '../src/kit/must.ts';
import { LEFT_BEHIND, PORTABLE_TABLES, type PortableTable } from '../src/store/portable-table.ts';
import { DIALECTS } from './database.ts';
import { runSql } from './raw-sql.ts';
import { startTestServer, type TestServer } from './server.ts';
import { listColumns } from './table-column.ts';
import type { TestPerson } from './test-person.ts';
import { writePast } from './write-past.ts';

/** Columns of restored tables that stay behind: how requests are repeated, what opens something, what is under way, what the database makes itself. */
const COLUMNS_LEFT: Record<string, string[]> = {
  conversations: ['expires_at'],
  messages: ['body_hash', 'client_message_id'],
  memories: ['search_text', 'short_key'],
  omi_links: [
    'code_expires_at',
    'last_delivery_at',
    'pending_command',
    'pending_command_expires_at',
    'previous_token_expires_at',
    'previous_token_hash',
    'push_code_hash',
    'self_test',
    'silence_noticed_at',
    'spoken_code_hash',
    'verified_at',
    'webhook_token_hash',
  ],
  voice_sessions: ['meeting_from_s'],
};
const RESTORED = PORTABLE_TABLES.filter(({ isRestored }) => isRestored);

describe.each(DIALECTS)('taking an account along on %s', (dialect) => {
  let server: TestServer;
  let ada: TestPerson;
  beforeEach(async () => {
    server = await startTestServer(dialect);
    ada = await server.person('ada');
  });
  afterEach(() => server[Symbol.asyncDispose]());

  /** Puts two rows of a person into every table that comes back, each naming rows of the tables before. */
  async function fill(person: TestPerson) {
    const ids = new Map<string, string[]>();
    /** Rows that name one row each name different ones. */
    const idOf = (table: string, n: number) => ids.get(table)?.[n - 1] ?? ids.get(table)?.at(-1);
    const statements: string[] = [];
    const sha256 = await keepContent(person);
    for (const table of RESTORED) {
      for (let n = 1; n <= (table.key[0] === 'user_id' ? 1 : 2); n += 1) {
        const own = createId<string>();
        const row: Record<string, string | number | null> = { user_id: person.id, ...table.fixed };
        for (const [name, { schema, names = '' }] of Object.entries(table.columns)) {
          const choices = [`${name} ${n} — “é”`, '{"a":1}', sha256, ...WORDS, n, 1];
          if (names === table.name && n === 1) row[name] = null;
          else if (names === 'own') row[name] = own;
          else if (names) row[name] = must(idOf(names === 'any' ? 'conversations' : names, n), names);
          else
            row[name] = must(
              choices.find((value) => schema.safeParse(value).success),
              name,
            );
        }
        if (table.name === 'files') row.bytes = CONTENT.length;
        ids.set(table.name, [...(ids.get(table.name) ?? []), own]);
        const values = Object.values(row).map((value) => (typeof value === 'string' ? `'${value}'` : String(value)));
        const columns = Object.keys(row).map((name) => `"${name}"`);
        statements.push(`insert into ${table.name} (${columns.join(', ')}) values (${values.join(', ')})`);
      }
    }
    await writePast(server.database, statements);
  }
  const send = (person: TestPerson, content: string) =>
    fetch(`${server.url}/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${person.token}`, 'content-type': 'application/octet-stream' },
      body: content,
    }).then(async (answer) => JSON.parse(await answer.text()).file);
  /** Brings a content to the server, without a file; gives its hash. */
  async function keepContent(person: TestPerson): Promise<string> {
    const file = await send(person, CONTENT);
    const [row] = await runSql(server.database, `select sha256 from files where id = '${file.id}'`);
    await person.call('DELETE', `/files/${file.id}`);
    return String(row?.sha256);
  }
  async function download(person: TestPerson) {
    const answer = await person.fetch('GET', '/account/export');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const files = Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, file]) => [name, strFromU8(file)]));
    return { bytes, files, restored: Object.fromEntries(RESTORED.map(({ name }) => [name, files[`${name}.ndjson`]])) };
  }
  async function upload(person: TestPerson, bytes: Uint8Array<ArrayBuffer>) {
    const answer = await fetch(`${server.url}/account/import`, {
      method: 'POST',
      headers: { authorization: `Bearer ${person.token}`, 'content-type': 'application/zip' },
      body: bytes,
    });
    return JSON.parse(await answer.text());
  }
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0);
  const linesOf = (text = '') => text.split('\n').filter((line) => line !== '');

  it('knows every table with an owner, and every column of those that come back', async () => {
    const columns = await listColumns(server.database);
    const owned = columns.filter(({ column_name }) => column_name === 'user_id').map(({ table_name }) => table_name);
    const known = [...PORTABLE_TABLES.map(({ name }) => name), ...Object.keys(LEFT_BEHIND)];
    expect(known.sort()).toEqual(owned.sort());
    for (const table of RESTORED) {
      const stored = columns.filter((c) => c.table_name === table.name).map((c) => c.column_name);
      const moved = ['user_id', ...Object.keys(table.columns), ...Object.keys(table.fixed ?? {})];
      const left = stored.filter((name) => !moved.includes(name) && !COLUMNS_LEFT[table.name]?.includes(name));
      expect([table.name, left]).toEqual([table.name, []]);
    }
  });

  it('gives everything out, and back where it was, however often', async () => {
    await fill(ada);
    const first = await download(ada);
    expect(JSON.parse(must(first.files['manifest.json'], 'the manifest'))).toMatchObject({
      format: 'omniai-export',
      version: 1,
      user: { id: ada.id, email: ada.email },
    });
    const isFull = ({ name, key }: PortableTable) =>
      linesOf(first.files[`${name}.ndjson`]).length === (key[0] === 'user_id' ? 1 : 2);
    expect(RESTORED.filter((table) => !isFull(table))).toEqual([]);
    expect(first.files['access_log.ndjson']).toContain('"account.export"');
    expect(Object.values(first.files).join('')).not.toContain('hash');

    const again = await upload(ada, first.bytes);
    expect([sum(again.imported), sum(again.skipped)]).toEqual([0, RESTORED.length * 2 - 1]);
    expect((await download(ada)).restored).toEqual(first.restored);

    await writePast(
      server.database,
      RESTORED.map(({ name }) => `delete from ${name} where user_id = '${ada.id}'`),
    );
    expect(linesOf((await download(ada)).restored.messages)).toEqual([]);
    const back = await upload(ada, first.bytes);
    expect([sum(back.imported), sum(back.skipped)]).toEqual([RESTORED.length * 2 - 1, 0]);
    expect((await download(ada)).restored).toEqual(first.restored);
  });

  it('gives another account things of its own, and leaves the first as it was', async () => {
    await fill(ada);
    const first = await download(ada);
    const bob = await server.person('bob');
    const moved = await upload(bob, first.bytes);
    expect([sum(moved.imported), sum(moved.skipped)]).toEqual([RESTORED.length * 2 - 1, 0]);
    expect(sum((await upload(bob, first.bytes)).imported)).toBe(0);
    const bobs = await download(bob);
    const ids = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}/g;
    const blank = (files: object) => JSON.stringify(files).replace(ids, '');
    expect(blank(bobs.restored)).toBe(blank(first.restored));
    const hers = new Set(JSON.stringify(first.restored).match(ids));
    expect((JSON.stringify(bobs.restored).match(ids) ?? []).filter((id) => hers.has(id))).toEqual([]);
    expect((await download(ada)).restored).toEqual(first.restored);
    expect(await runSql(server.database, `select distinct status from omi_links where user_id = '${bob.id}'`)).toEqual([
      { status: 'pending' },
    ]);
  });

  it('brings conversations and memories that can be read and gone on with', async () => {
    const file = await send(ada, CONTENT);
    const stream = await ada.send({ text: 'Where is the treasure?', file_ids: [file.id] });
    const call = await server.provider.call();
    await call.emit('Under the oak.');
    await call.finish();
    await stream.rest();
    await ada.call('POST', '/memories', { text: 'The oak stands by the well' });
    const { bytes } = await download(ada);
    const bob = await server.person('bob');
    expect((await upload(bob, bytes)).imported).toMatchObject({ conversations: 1, messages: 2, memories: 1 });

    const list = await bob.call<{ items: { id: string }[] }>('GET', '/conversations');
    const id = must(list.body.items[0]?.id, 'the conversation');
    expect((await bob.messages(id)).map(({ text, status }) => [text, status])).toEqual([
      ['Under the oak.', 'complete'],
      ['Where is the treasure?', 'complete'],
    ]);
    const [, question] = await bob.messages(id);
    const his = must(question?.files[0]?.id, 'his file');
    expect(his).not.toBe(file.id);
    expect(await (await bob.fetch('GET', `/files/${his}`)).text()).toBe(CONTENT);
    const found = await bob.call<{ items: { text: string }[] }>('GET', '/memories?q=oak');
    expect(found.body.items.map(({ text }) => text)).toEqual(['The oak stands by the well']);
    const more = await bob.send({ text: 'And the key?', conversation_id: id });
    const next = await server.provider.call('And the key?');
    expect(next.messages.map(({ content }) => content)).toContain('Under the oak.');
    await next.finish();
    await more.rest();
  });

  it('puts nothing into what is somebody else’s, whatever an archive says', async () => {
    await fill(ada);
    const hers = await download(ada);
    const eve = await server.person('eve');
    const [conversation = ''] = linesOf(hers.files['conversations.ndjson']);
    const [, message = ''] = linesOf(hers.files['messages.ndjson']);
    const { id: adasMessage, ...rest } = JSON.parse(message);
    const files = {
      'manifest.json': JSON.stringify({ format: 'omniai-export', version: 1, user: { id: eve.id } }),
      'conversations.ndjson': `${conversation}\n`,
      'messages.ndjson': [message, JSON.stringify({ ...rest, id: createId() }), 'no JSON', '{"role":"system"}'].join(
        '\n',
      ),
      'memories.ndjson': JSON.stringify({
        ...JSON.parse(linesOf(hers.files['memories.ndjson'])[0] ?? ''),
        id: createId(),
        source_message_id: adasMessage,
      }),
      // She knows the hash of what Ada has, and nothing else of it.
      'files.ndjson': JSON.stringify({ ...JSON.parse(linesOf(hers.files['files.ndjson'])[0] ?? ''), id: createId() }),
      'users.ndjson': JSON.stringify({ id: eve.id, role: 'admin' }),
      'user_quotas.ndjson': JSON.stringify({ messages_per_day: null }),
      'sessions.ndjson': must(hers.files['sessions.ndjson'], 'sessions'),
    };
    const packed = zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
    expect(await upload(eve, packed)).toMatchObject({
      imported: { conversations: 0, messages: 0, memories: 1, files: 0 },
      skipped: { conversations: 1, messages: 4, memories: 0, files: 1 },
    });
    expect((await download(ada)).restored).toEqual(hers.restored);
    const memories = await runSql(
      server.database,
      `select source_message_id from memories where user_id = '${eve.id}'`,
    );
    expect(memories).toEqual([{ source_message_id: null }]);
    expect((await eve.call<{ user: { role: string } }>('GET', '/me')).body.user.role).toBe('user');
  });

  it('takes only whole archives of ours, up to a size', async () => {
    const { bytes } = await download(ada);
    const manifest = { format: 'omniai-export', version: 1, user: { id: ada.id } };
    const pack = (head: object, more: Record<string, Uint8Array> = {}) =>
      zipSync({ 'manifest.json': strToU8(JSON.stringify(head)), ...more });
    const wrong = {
      'no archive': strToU8('no archive at all'),
      nothing: new Uint8Array(),
      cut: bytes.slice(0, 600),
      'of others': pack({ ...manifest, format: 'other' }),
      'from the future': pack({ ...manifest, version: 99 }),
    };
    for (const [name, archive] of Object.entries(wrong)) {
      expect([name, (await upload(ada, archive)).error?.code]).toEqual([name, 'E1000']);
    }
    const endless = pack(manifest, { 'memories.ndjson': new Uint8Array(30_000_000).fill(65) });
    expect((await upload(ada, endless)).error.code).toBe('E1004');
    expect((await upload(ada, pack(manifest))).ok).toBe(true);
    expect((await ada.call('POST', '/account/import', {})).body.error?.code).toBe('E1005');
  });
});

const CONTENT = 'The treasure map';
const WORDS = [
  'text',
  'text/plain',
  '[{"id":"01900000-0000-7000-8000-000000000000","name":"a","media_type":"text/plain","bytes":1,"kind":"text"}]',
  'user',
  'web',
  'complete',
  'kept',
  'open',
  'app',
  'sent',
  'wake_word',
  'first_words',
  'omniai',
  'person',
];
