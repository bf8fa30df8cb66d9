import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { ONLY_SELF } from '../../server/src/http/html-headers.ts';
import { startFileServer } from '../driver/start-file-server.ts';

const ROOT = join(import.meta.dirname, '../..');
const POLICY = Object.entries(ONLY_SELF)
  .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
  .join('; ');

/** The page of tests that draws markdown with the product's own parts, built. */
export interface SheetBuild extends AsyncDisposable {
  readonly dir: string;
}

export async function buildSheets(): Promise<SheetBuild> {
  const dir = await mkdtemp(join(tmpdir(), 'omniai-markdown-'));
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const options = ['build', '--config', 'test/vite.config.ts', '--outDir', dir, '--emptyOutDir', '--logLevel', 'error'];
  await promisify(execFile)(process.execPath, [vite, ...options], { cwd: join(ROOT, 'web') });
  return { dir, [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }) };
}

/** That page, open in a browser. */
export interface Sheets extends AsyncDisposable {
  /** Draws each text, each on a sheet that keeps what was drawn on it before. @returns what stands there that may not */
  draw(texts: readonly string[], isComplete: boolean): Promise<string[]>;
  clear(): Promise<void>;
  /** What must not happen, so far: scripts that ran, dialogs, requests to other hosts, another page, a violated policy. */
  readonly troubles: readonly string[];
  readonly page: Page;
}

/** @param hasPolicy whether the page comes with the content policy that the product's server sends */
export async function openSheets(browser: Browser, { dir }: SheetBuild, hasPolicy: boolean): Promise<Sheets> {
  await using stack = new AsyncDisposableStack();
  const origin = stack.use(await serve(dir, hasPolicy)).origin;
  const context = await browser.newContext();
  stack.defer(() => context.close());
  const page = await context.newPage();
  const troubles: string[] = [];
  const address = `${origin}/markdown-page.html`;
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !['data:', 'blob:'].includes(url.protocol)) troubles.push(`asked ${request.url()}`);
  });
  // A request that a policy stopped never left, though it is told of.
  context.on('requestfailed', (request) => {
    const at = troubles.indexOf(`asked ${request.url()}`);
    if (at >= 0 && request.failure()?.errorText === 'csp') troubles.splice(at, 1);
  });
  context.on('page', (opened) => troubles.push(`opened ${opened.url()}`));
  page.on('framenavigated', (frame) => {
    const place = frame === page.mainFrame() ? address : `${origin}/diagram/frame.html`;
    if (frame.url() !== place) troubles.push(`went to ${frame.url()}`);
  });
  // What hostile texts try to call, in the page and in every frame of it.
  await page.addInitScript('window.ran = () => console.error("a script ran")');
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined); // It went away with its page.
  });
  page.on('console', (message) => {
    // What the frame of diagrams refuses to run or load it says so of: that is what its policy is for.
    const isRefusal = message.text().includes('Content Security Policy') && !message.location().url.startsWith(address);
    if (message.type() === 'error' && !isRefusal) troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`threw ${error.message}`));
  await page.goto(address);
  await page.locator('body[data-ready]').waitFor();
  const parts = stack.move();
  return {
    draw: (texts, isComplete) =>
      page.evaluate(([drawn, isWhole]) => Reflect.get(globalThis, 'draw')(drawn, isWhole), [
        texts,
        isComplete,
      ] as const),
    clear: () => page.evaluate('clear()'),
    troubles,
    page,
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}

const serve = (dir: string, hasPolicy: boolean) =>
  startFileServer(
    (path) => readFile(join(dir, path)),
    // The frame of diagrams brings its own.
    (path) => (hasPolicy && !path.startsWith('/diagram/') ? { 'content-security-policy': POLICY } : {}),
  );
