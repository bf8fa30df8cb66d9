import { createHash, createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer } from '../../test/server.ts';
import type { S3Settings } from '../config.ts';
import { createBlobKey } from './create-blob-key.ts';
import { createS3BlobStore } from './s3-blob-store.ts';

const BUCKET = 'files';

describe('contents in a bucket', () => {
  let dir: string;
  let s3: S3rver;
  let settings: S3Settings;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 's3-'));
    s3 = new S3rver({
      address: '127.0.0.1',
      port: 0,
      silent: true,
      directory: join(dir, 'bucket'),
      configureBuckets: [{ name: BUCKET, configs: [] }],
    });
    const { port } = await s3.run();
    // The only account that it knows.
    const account = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
    settings = { endpoint: `http://127.0.0.1:${port}`, bucket: BUCKET, region: 'us-east-1', ...account };
  });
  afterAll(async () => {
    await s3.close();
    await rm(dir, { recursive: true });
  });

  async function makeBlob(content: Buffer) {
    const path = join(dir, 'content');
    await writeFile(path, content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    return { key: createBlobKey(sha256), path, sha256, bytes: content.length };
  }

  it('are put, fetched and removed, as often as one likes', async () => {
    const store = createS3BlobStore(settings);
    const content = randomBytes(300_000);
    const blob = await makeBlob(content);
    await store.put(blob);
    await store.put(blob);
    expect(Buffer.concat(await (await store.open(blob.key)).toArray()).equals(content)).toBe(true);
    await store.remove(blob.key);
    await store.remove(blob.key);
    await expect(store.open(blob.key)).rejects.toMatchObject({ code: 'E1002' });
    await store.close();
  });

  it('are asked for with a signature that Amazon takes, and refused with another', async () => {
    const checking = await listen((request) => (isSigned(request, settings.secretAccessKey) ? 200 : 403));
    const endpoint = endpointOf(checking);
    const blob = await makeBlob(Buffer.from('x'));
    const store = createS3BlobStore({ ...settings, endpoint });
    await store.put(blob);
    await store.open(blob.key);
    await store.remove(blob.key);
    const wrong = createS3BlobStore({ ...settings, endpoint, secretAccessKey: 'wrong' });
    await expect(wrong.put(blob)).rejects.toMatchObject({ code: 'E1007' });
    for (const each of [store, wrong]) await each.close();
    checking.close();
  });

  it('are missed where nobody answers', async () => {
    const nowhere = createS3BlobStore({ ...settings, endpoint: 'http://127.0.0.1:9' });
    await expect(nowhere.open('x')).rejects.toMatchObject({ code: 'E1007' });
    await nowhere.close();
  });

  it('never follow to another server', async () => {
    let asked = 0;
    const other = await listen(() => {
      asked += 1;
      return 200;
    });
    const redirecting = await listen(() => 307, endpointOf(other));
    const store = createS3BlobStore({ ...settings, endpoint: endpointOf(redirecting) });
    await expect(store.open('x')).rejects.toMatchObject({ code: 'E1007' });
    expect(asked).toBe(0);
    await store.close();
    for (const server of [other, redirecting]) server.close();
  });

  it('serve a whole server as the folder does', async () => {
    const env = {
      S3_ENDPOINT: settings.endpoint,
      S3_BUCKET: BUCKET,
      S3_ACCESS_KEY_ID: settings.accessKeyId,
      S3_SECRET_ACCESS_KEY: settings.secretAccessKey,
    };
    await using server = await startTestServer('sqlite', { env });
    const ada = await server.person();
    const headers = { authorization: `Bearer ${ada.token}`, 'content-type': 'application/octet-stream' };
    const uploaded = await fetch(`${server.url}/files`, { method: 'POST', headers, body: 'In a bucket' });
    const { file } = JSON.parse(await uploaded.text());
    expect(await (await ada.fetch('GET', `/files/${file.id}`)).text()).toBe('In a bucket');
    const backup = await (await server.admin()).call('POST', '/admin/backup', {});
    expect(backup.body).toMatchObject({ backup: { files: null } });
    expect(server.logged()).not.toContain(settings.secretAccessKey);
  });
});

/** Answers each request with a status, once it has come whole. */
async function listen(answer: (request: IncomingMessage) => number, location = ''): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(answer(request), { location }).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function endpointOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

/** Whether a request is signed with a secret, as Amazon's page on Signature Version 4 says. */
function isSigned({ method, url, headers }: IncomingMessage, secret: string): boolean {
  const [, scope = '', names = '', signature] =
    /Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+), Signature=(\w+)/.exec(headers.authorization ?? '') ?? [];
  const lines = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const canonical = [method, url, '', lines.join(''), names, headers['x-amz-content-sha256']].join('\n');
  const hash = createHash('sha256').update(canonical).digest('hex');
  const key = scope.split('/').reduce<Buffer>((parent, part) => sign(parent, part), Buffer.from(`AWS4${secret}`));
  return sign(key, ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hash].join('\n')).toString('hex') === signature;
}

function sign(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
