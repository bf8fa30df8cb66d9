import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { runSql } from '../../../test/raw-sql.ts';
import { startScriptedProvider } from '../../../test/scripted-provider.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import type { TestError, TestPerson } from '../../../test/test-person.ts';
import { makePdf } from '../../file/test/make-pdf.ts';
import { makePng } from '../../file/test/make-png.ts';
import { createSecret } from '../../kit/id.ts';
import { FILE_LIMITS } from '../../kit/limits.ts';

interface File {
  id: string;
  name: string;
  media_type: string;
  kind: string;
  bytes: number;
}

const MODELS = [
  { id: 'scripted', context_length: 4_000 },
  { id: 'blind', context_length: 4_000, architecture: { input_modalities: ['text'] } },
];

describe.each(DIALECTS)('files on %s', (dialect) => {
  let server: TestServer;
  let ada: TestPerson;
  beforeAll(async () => {
    server = await startTestServer(dialect);
  });
  afterAll(() => server[Symbol.asyncDispose]());
  beforeEach(async () => {
    ada = await server.person('ada');
    server.provider.answer(async (call) => {
      await call.emit('Seen.');
      await call.finish();
    });
  });

  function upload(who: TestPerson, content: Uint8Array | string, name = 'note.txt', headers = {}): Promise<Response> {
    return fetch(`${server.url}/files?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${who.token}`, 'content-type': 'application/octet-stream', ...headers },
      body: typeof content === 'string' ? content : Buffer.from(content),
    });
  }
  async function add(who: TestPerson, content: Uint8Array | string, name?: string): Promise<File> {
    const answer = await upload(who, content, name);
    const text = await answer.text();
    expect([answer.status, text]).toEqual([200, expect.stringContaining('"file"')]);
    return JSON.parse(text).file;
  }
  async function refusal(content: Uint8Array | string, headers = {}) {
    const answer = await upload(ada, content, 'x.png', headers);
    const { error }: TestError = JSON.parse(await answer.text());
    return { status: answer.status, code: error.code, message: error.message };
  }
  /** Sends a message and gives what the model was asked. */
  async function ask(text: string, fileIds: string[], more: object = {}) {
    const sent = await ada.call<{ conversation_id: string }>('POST', '/messages/send', {
      text,
      file_ids: fileIds,
      ...more,
    });
    expect(sent.status).toBe(200);
    const call = server.provider.calls.at(-1);
    return {
      conversationId: sent.body.conversation_id,
      messages: call?.messages ?? [],
      content: call?.messages.at(-1)?.content,
    };
  }
  const fetchFile = (who: TestPerson, id: string, headers = {}) => who.fetch('GET', `/files/${id}`, undefined, headers);

  it('gives a file back to its owner, and nobody else knows of it', async () => {
    const file = await add(ada, 'Where the treasure is', '../../träger <b>.txt');
    expect(file).toMatchObject({ name: 'träger <b>.txt', kind: 'text', media_type: 'text/plain', bytes: 21 });
    const mine = await fetchFile(ada, file.id);
    expect([mine.status, await mine.text()]).toEqual([200, 'Where the treasure is']);
    const again = await fetchFile(ada, file.id, { 'if-none-match': mine.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);

    const eve = await server.person('eve');
    const [hers, none] = [await fetchFile(eve, file.id), await fetchFile(eve, 'nothing')];
    const body = async (answer: Response) => (await answer.text()).replace(/"request_id":"[^"]+"/, '');
    expect([hers.status, await body(hers)]).toEqual([404, await body(none)]);
    expect((await eve.call('DELETE', `/files/${file.id}`)).body.error.code).toBe('E1002');
    const taken = await eve.call('POST', '/messages/send', { text: 'What is in it?', file_ids: [file.id] });
    expect([taken.status, taken.body.error.code]).toEqual([404, 'E1002']);
    expect((await eve.call<{ items: File[] }>('GET', '/files')).body.items).toEqual([]);
    expect((await ada.call<{ items: File[] }>('GET', '/files')).body.items).toEqual([file]);
    expect((await ada.call('DELETE', `/files/${file.id}`)).status).toBe(200);
    expect((await fetchFile(ada, file.id)).status).toBe(404);
  });

  it('lets a browser run nothing of it, and shows only pictures', async () => {
    const headersOf = async (content: Uint8Array | string, name: string) =>
      Object.fromEntries((await fetchFile(ada, (await add(ada, content, name)).id)).headers);
    const strict = {
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, max-age=31536000, immutable',
    };
    const page = '<!doctype html><script>alert(1)</script>';
    expect(await headersOf(page, 'x.png')).toMatchObject({
      ...strict,
      'content-type': 'text/plain',
      'content-disposition': "attachment; filename*=UTF-8''x.png",
    });
    const drawing = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    expect(await headersOf(drawing, 'x.svg')).toMatchObject({
      ...strict,
      'content-type': 'text/plain',
      'content-disposition': expect.stringContaining('attachment'),
    });
    expect(await headersOf(makePng(3, 2), 'a"b\r\nx.html')).toMatchObject({
      ...strict,
      'content-type': 'image/png',
      'content-disposition': "inline; filename*=UTF-8''a%22bx.html",
    });
  });

  it('decides by what is in it, and refuses with a reason', async () => {
    expect(await add(ada, Buffer.from('\ufeffGrüße', 'utf16le'), 'x')).toMatchObject({ kind: 'text' });
    expect(await add(ada, makePdf({ pages: ['Hello'] }), 'x.txt')).toMatchObject({ kind: 'pdf' });
    expect(await refusal('')).toEqual({ status: 400, code: 'E1001', message: 'This file is empty.' });
    expect(await refusal(Buffer.from('PK\x03\x04aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'latin1'))).toMatchObject({
      status: 415,
      code: 'E1005',
    });
    expect(await refusal(makePng(20_000, 20_000))).toMatchObject({
      code: 'E1001',
      message: expect.stringContaining('pixels'),
    });
    expect(await refusal(makePng(1, 1).subarray(0, 20))).toMatchObject({ status: 400, code: 'E1001' });
    expect(await refusal(makePdf({ pages: ['x'] }).subarray(0, 200))).toMatchObject({
      code: 'E1001',
      message: 'This PDF is damaged.',
    });
    const announced = await refusal(Buffer.alloc(FILE_LIMITS.bytes + 1, 65));
    expect(announced).toMatchObject({ status: 413, code: 'E1004' });
    expect(await add(ada, 'still here')).toMatchObject({ bytes: 10 });
  });

  it('bounds a body that does not say how large it is', async () => {
    async function* endless() {
      for (let sent = 0; sent < 3 * FILE_LIMITS.bytes; sent += 1_048_576) yield Buffer.alloc(1_048_576, 65);
    }
    const answer = await fetch(`${server.url}/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ada.token}`, 'content-type': 'application/octet-stream' },
      body: ReadableStream.from(endless()),
      duplex: 'half',
    } as RequestInit).then(
      ({ status }) => status,
      // The server may have closed the connection before all of it was sent.
      () => 413,
    );
    expect(answer).toBe(413);
    expect((await ada.call<{ items: File[] }>('GET', '/files')).body.items).toEqual([]);
  });

  it('makes one file of one upload that is sent twice', async () => {
    const key = { 'idempotency-key': createSecret() };
    const [first, second] = [await upload(ada, 'once', 'a.txt', key), await upload(ada, 'once', 'a.txt', key)];
    expect(await second.text()).toBe(await first.text());
    const other = await upload(ada, 'twice', 'a.txt', key);
    expect(other.status).toBe(409);
    expect((await ada.call<{ items: File[] }>('GET', '/files')).body.items).toHaveLength(1);
  });

  it('keeps one content however many have it', async () => {
    const bob = await server.person('bob');
    const content = `shared ${createSecret()}`;
    const [hers, his] = await Promise.all([add(ada, content), add(bob, content)]);
    expect(hers.id).not.toBe(his.id);
    const kept = await runSql(
      server.database,
      `select count(distinct b.key) as n from blobs b join files f on f.sha256 = b.sha256 where f.id in ('${hers.id}', '${his.id}')`,
    );
    expect(Number(kept[0]?.n)).toBe(1);
    await ada.call('DELETE', `/files/${hers.id}`);
    expect(await (await fetchFile(bob, his.id)).text()).toBe(content);
  });

  it('puts the text of files before the words, marked as data, and shows them with the message', async () => {
    const note = await add(ada, 'The key is under the mat.', 'note.txt');
    const book = await add(ada, makePdf({ pages: ['First page', 'Second page'] }), 'book.pdf');
    const { content, conversationId } = await ask('Where is the key?', [note.id, book.id, note.id]);
    expect(content).toMatch(
      /^\[File "note.txt", attached.*data.*\]\nThe key is under the mat\.\n\[End of file \w+\]\n\n\[File "book.pdf".*\]\n\[Page 1\]\nFirst page\n\n\[Page 2\]\nSecond page\n\[End of file \w+\]\n\nWhere is the key\?$/,
    );
    const [answer, question] = await ada.messages(conversationId);
    const { created_at: _at, ...shown } = { created_at: '', ...note };
    expect(question).toMatchObject({ text: 'Where is the key?', files: [shown, { id: book.id, kind: 'pdf' }] });
    expect(answer).toMatchObject({ files: [] });

    const later = await ask('And the door?', [], { conversation_id: conversationId });
    expect(later.content).toBe('And the door?');
    expect(later.messages.map((message) => message.content).join()).toContain('The key is under the mat.');
    await ada.call('DELETE', `/files/${note.id}`);
    const without = await ask('And now?', [], { conversation_id: conversationId });
    const said = without.messages.map((message) => message.content).join();
    expect([
      said.includes('under the mat'),
      said.includes('"note.txt" was deleted'),
      said.includes('First page'),
    ]).toEqual([false, true, true]);
  });

  it('keeps the files of a message that is edited, unless others are named', async () => {
    const file = await add(ada, 'The key is under the mat.');
    const { conversationId } = await ask('Where?', [file.id]);
    const [, question] = await ada.messages(conversationId);
    const edit = async (body: object) => {
      const answer = await ada.fetch('POST', '/chat/edit', { message_id: question?.id, text: 'Where again?', ...body });
      await answer.text();
      return server.provider.calls.at(-1)?.question;
    };
    expect(await edit({})).toContain('under the mat');
    expect(await edit({ file_ids: [] })).toBe('Where again?');
  });

  it('shortens what does not fit, and says so to the model', async () => {
    server.provider.answer(async (call) => {
      await call.emit('Long.');
      await call.finish();
    });
    const file = await add(ada, 'word '.repeat(4_000), 'long.txt');
    const { content = '' } = await ask('How does it end?', [file.id], { model: 'tiny' });
    expect(content.length).toBeLessThan(1_500);
    expect(content).toMatch(/The rest of this file was left out[\s\S]*How does it end\?$/);
  });

  it('counts files to what a sent message is', async () => {
    const [one, two] = [await add(ada, 'one'), await add(ada, 'two')];
    const send = (fileIds: string[]) =>
      ada.call('POST', '/messages/send', { text: 'Look', client_message_id: 'm1', file_ids: fileIds });
    expect((await send([one.id])).status).toBe(200);
    expect((await send([one.id])).status).toBe(200);
    expect((await send([two.id])).body.error.code).toBe('E1003');
    const many = await ada.call('POST', '/messages/send', { text: 'Look', file_ids: Array(11).fill(one.id) });
    expect(many.body.error.code).toBe('E1001');
  });

  it('shows a model the pixels of a picture the right way up, and nothing that its camera wrote into it', async () => {
    const photo = await sharp({ create: { width: 3_000, height: 1_500, channels: 3, background: '#c00' } })
      .withExif({ IFD0: { Artist: 'Ada' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(await sharp(photo).metadata()).toMatchObject({ orientation: 6, exif: expect.any(Buffer) });
    const file = await add(ada, photo, 'cat.jpg');
    const seen = async (text: string) => {
      const { messages } = await ask(text, [file.id]);
      const [, bytes = ''] = /data:image\/jpeg;base64,([\w+/=]+)/.exec(JSON.stringify(messages.at(-1))) ?? [];
      return Buffer.from(bytes, 'base64');
    };
    const picture = await seen('What is it?');
    const { width, height, format, exif, xmp, iptc, orientation } = await sharp(picture).metadata();
    expect({ width, height, format, exif, xmp, iptc, orientation }).toEqual({
      ...{ width: 1_024, height: 2_048, format: 'jpeg' },
      ...{ exif: undefined, xmp: undefined, iptc: undefined, orientation: undefined },
    });
    // Models read the beginning of a prompt faster that they have read before.
    expect((await seen('And now?')).equals(picture)).toBe(true);
    const kept = await ada.fetch('GET', `/files/${file.id}`);
    expect(Buffer.from(await kept.arrayBuffer()).equals(photo)).toBe(true);
  });

  it('says of a picture that cannot be drawn what to do', async () => {
    const colourless = Buffer.from(makePng(2, 2));
    // There is no such kind of colour.
    colourless[25] = 7;
    const file = await add(ada, colourless, 'torn.png');
    const answer = await ada.send({ text: 'What is it?', file_ids: [file.id] });
    expect((await answer.until('error')).data).toMatchObject({
      code: 'E1001',
      message: expect.stringContaining('is damaged'),
    });
  });

  it('leaves API keys what their scope allows', async () => {
    const file = await add(ada, 'mine');
    const keyOf = async (scope: string) =>
      (await ada.call<{ key: string }>('POST', '/account/api-keys', { name: scope, scope })).body.key;
    const as = async (key: string) => {
      const bearer = { authorization: `Bearer ${key}`, 'content-type': 'application/octet-stream' };
      const sent = await fetch(`${server.url}/files`, { method: 'POST', headers: bearer, body: 'x' });
      const got = await fetch(`${server.url}/files/${file.id}`, { headers: bearer });
      return [sent.status, got.status];
    };
    expect(await as(await keyOf('chat'))).toEqual([200, 200]);
    expect(await as(await keyOf('read'))).toEqual([403, 200]);
  });

  it('says nothing of a file in the log', async () => {
    const canary = `canary-${createSecret()}`;
    const file = await add(ada, canary, `${canary}.txt`);
    await ask('What is in it?', [file.id]);
    const pdf = makePdf({
      pages: [canary],
      drawing: { packed: deflateSync(`(${canary}) Tj )) >>`), filters: ['FlateDecode'] },
    });
    await upload(ada, pdf, `${canary}.pdf`);
    await fetchFile(ada, file.id);
    expect(server.logged()).toContain('/files');
    expect(server.logged()).not.toContain(canary);
  });
});

describe('a model that sees nothing', () => {
  it('is not asked about a picture, and hears that there was one', async () => {
    await using provider = await startScriptedProvider(MODELS);
    await using server = await startTestServer('sqlite', { provider });
    provider.answer(async (call) => {
      await call.emit('Seen.');
      await call.finish();
    });
    const ada = await server.person('ada');
    const uploaded = await fetch(`${server.url}/files?name=cat.png`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ada.token}`, 'content-type': 'application/octet-stream' },
      body: Buffer.from(makePng(2, 2)),
    });
    const { file } = JSON.parse(await uploaded.text());
    const refused = await ada.call('POST', '/messages/send', { text: 'Look', file_ids: [file.id], model: 'blind' });
    expect(refused.body.error).toMatchObject({
      code: 'E1001',
      message: expect.stringContaining('blind cannot see pictures'),
    });
    const seen = await ada.call<{ conversation_id: string }>('POST', '/messages/send', {
      text: 'Look',
      file_ids: [file.id],
    });
    expect(seen.status).toBe(200);
    const more = { text: 'And?', model: 'blind', conversation_id: seen.body.conversation_id };
    expect((await ada.call('POST', '/messages/send', more)).status).toBe(200);
    expect(JSON.stringify(provider.calls.at(-1)?.body)).toContain('The picture \\"cat.png\\" is not shown to you.');
    expect(JSON.stringify(provider.calls.at(-1)?.body)).not.toContain('base64');
  });
});
