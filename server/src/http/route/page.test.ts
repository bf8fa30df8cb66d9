import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../test/start-server.ts';

const SCRIPT = 'export {}';

describe('the page', () => {
  let dir: string;
  let server: TestServer;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'omniai-page-'));
    server = await startTestServer('sqlite', { webDir: join(dir, 'dist') });
  });
  afterEach(async () => {
    await server[Symbol.asyncDispose]();
    await rm(dir, { recursive: true, force: true });
  });

  async function build() {
    await mkdir(join(dir, 'dist', 'assets'), { recursive: true });
    await writeFile(join(dir, 'dist', 'index.html'), '<!doctype html><title>OmniAI</title>');
    await writeFile(join(dir, 'dist', 'runtime-config.json'), '{"apiBaseUrl":""}');
    await writeFile(join(dir, 'dist', 'assets', 'index-4f2a.js'), SCRIPT);
    await writeFile(join(dir, 'dist', 'assets', 'index-4f2a.js.gz'), gzipSync(SCRIPT));
    await writeFile(join(dir, 'dist', 'assets', 'index-4f2a.js.br'), brotliCompressSync(SCRIPT));
    await writeFile(join(dir, 'secret.txt'), 'not for the web');
  }

  it('asks for a moment while it is being built, then appears without a restart', async () => {
    const early = await server.get('/app/');
    expect(early.status).toBe(503);
    expect(await early.text()).toMatch(/http-equiv="refresh".*being built/s);
    await build();
    const page = await server.get('/app/');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<title>OmniAI</title>');
  });

  it('is found from the root, and every place inside it opens the page', async () => {
    await build();
    for (const path of ['/', '/app']) expect((await server.get(path)).headers.get('location')).toBe('/app/');
    const place = await server.get('/app/c/0190-abc');
    expect(place.status).toBe(200);
    expect(place.headers.get('content-type')).toContain('text/html');
  });

  it('lets browsers keep what has a hash in its name and ask anew for the rest', async () => {
    await build();
    const cachingOf = async (path: string) => (await server.get(path)).headers.get('cache-control');
    expect(await cachingOf('/app/assets/index-4f2a.js')).toMatch(/max-age=31536000, immutable/);
    expect(await cachingOf('/app/')).toBe('no-cache');
    expect(await cachingOf('/app/runtime-config.json')).toBe('no-cache');
  });

  it('sends what the build has compressed to whoever takes it, under the same name', async () => {
    await build();
    const read = async (encodings: string, path = '/app/assets/index-4f2a.js') => {
      const answer = await server.get(path, { 'accept-encoding': encodings });
      expect(answer.headers.get('content-type')).toMatch(/javascript|html/);
      expect(answer.headers.get('vary')).toMatch(/accept-encoding/i);
      return [answer.headers.get('content-encoding'), await answer.text()];
    };
    expect(await read('gzip, deflate, br')).toEqual(['br', SCRIPT]);
    expect(await read('gzip, deflate')).toEqual(['gzip', SCRIPT]);
    expect(await read('identity')).toEqual([null, SCRIPT]);
    expect((await read('gzip, br', '/app/'))[0]).toBe(null);
  });

  it('serves no file that is not there, nor one outside', async () => {
    await build();
    for (const path of [
      '/app/assets/gone.js',
      '/app/gone.png',
      '/app/../secret.txt',
      '/app/%2e%2e/secret.txt',
      '/app/..%2fsecret.txt',
    ]) {
      const answer = await server.get(path);
      expect([400, 404]).toContain(answer.status);
      expect(await answer.text()).not.toContain('not for the web');
    }
  });

  it('may load nothing but what this server gives', async () => {
    await build();
    const { headers } = await server.get('/app/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'self'(;|$)/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });
});
