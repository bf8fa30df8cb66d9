import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../../e2e/driver/open-browser.ts';
import { openPerson, type Person } from '../../e2e/driver/open-person.ts';
import { type ScriptedProvider, startScriptedProvider } from '../../server/test/scripted-provider.ts';
import { createDataDir } from './create-data-dir.ts';
import { fillMessages } from './fill-messages.ts';
import { credentials, launchOurServer, signIn } from './our-server.ts';
import { withBothCores } from './pinned-process.ts';

/**
 * The page of our server in Chromium, with somebody signed in. A person's browser runs on a machine of its own: here it has both cores, and the
 * server, which has next to nothing to do, one of them with it.
 */
export interface BenchPage extends AsyncDisposable {
  readonly url: string;
  readonly browser: Browser;
  readonly person: Person;
  readonly provider: ScriptedProvider;
}

/** @param messages how many there are in one conversation of the person, the only one; without it there is none */
export async function openBenchPage(messages = 0): Promise<BenchPage> {
  await using stack = new AsyncDisposableStack();
  const dataDir = createDataDir();
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  const provider = stack.use(await startScriptedProvider());
  const upstream = { port: Number(new URL(provider.baseUrl).port) };
  if (messages > 0) {
    const before = await launchOurServer(upstream, dataDir);
    const { userId } = await signIn(before.port);
    await before.stop();
    fillMessages(join(dataDir, 'omniai.db'), userId, messages, messages);
  }
  const server = await launchOurServer(upstream, dataDir);
  stack.defer(() => server.stop());
  const url = `http://127.0.0.1:${server.port}`;
  const browser = await withBothCores(openBrowser);
  stack.defer(() => browser.close());
  const person = stack.use(await openPerson(browser, url));
  await person.page.goto(`${url}/app/sign-in`);
  await person.enter(credentials, 'Sign in');
  const parts = stack.move();
  return { url, browser, person, provider, [Symbol.asyncDispose]: () => parts.disposeAsync() };
}
