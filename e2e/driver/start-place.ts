import type { Browser } from 'playwright-core';
import { createTestDatabase } from '../../server/test/database.ts';
import {
  type ScriptedModel,
  type ScriptedProvider,
  startScriptedProvider,
} from '../../server/test/scripted-provider.ts';
import { openBrowser } from './open-browser.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { settingsOf } from './settings-of.ts';

/** A browser, a server with an empty database, and a provider that says what the test tells it to. */
export interface Place extends AsyncDisposable {
  readonly browser: Browser;
  readonly server: ServerProcess;
  readonly provider: ScriptedProvider;
  /** What the server was started with. */
  readonly env: Record<string, string>;
}

/** @param settings of the server, beside those of every test @param models that the provider lists */
export async function startPlace(
  settings: Record<string, string> = {},
  models?: readonly ScriptedModel[],
): Promise<Place> {
  await using stack = new AsyncDisposableStack();
  const browser = await openBrowser();
  stack.defer(() => browser.close());
  const database = stack.use(await createTestDatabase('sqlite'));
  const provider = stack.use(await startScriptedProvider(models));
  const env = { ...settingsOf(database, provider), ...settings };
  const server = stack.use(await startServerProcess(env));
  const parts = stack.move();
  return { browser, server, provider, env, [Symbol.asyncDispose]: () => parts.disposeAsync() };
}
