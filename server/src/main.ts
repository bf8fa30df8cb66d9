import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createApp } from './app.ts';
import { buildPage, isPageBuilt } from './build-page.ts';
import { ConfigError, loadConfig } from './config.ts';
import { createLog } from './log.ts';

/** How long running answers may go on after a signal; below the 30 s after which supervisors lose patience. */
const DRAIN_MS = 20_000;

const ROOT = join(import.meta.dirname, '../..');

const config = readConfig();
const log = createLog(config.logLevel);
const webDir = join(ROOT, 'web/dist');
const app = await createApp({ config, log, webDir, docsDir: join(ROOT, 'docs') }).catch(fail);

let isStopping = false;
const stop = () => {
  if (isStopping) process.exit(1);
  isStopping = true;
  say('Stopping: running answers are finished first. Press Ctrl+C again to stop at once.');
  app.close(DRAIN_MS).then(() => process.exit(0), fail);
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);

await app.server.listen({ host: config.http.host, port: config.http.port }).catch(fail);

const { port } = app.server.server.address() as AddressInfo;
const address =
  config.http.publicUrl ??
  `http://${config.http.host.includes(':') ? `[${config.http.host}]` : config.http.host}:${port}`;
say(`OmniAI is ready at ${address}`);
if (app.setupToken) say(`Create the first admin here: ${address}/app/setup#token=${app.setupToken}`);
if (!(await isPageBuilt())) void announceBuild();

function readConfig() {
  try {
    return loadConfig(process.env);
  } catch (error) {
    return fail(error);
  }
}

async function announceBuild(): Promise<void> {
  say('Building the page; this happens once for each version and takes a few seconds …');
  try {
    await buildPage();
    say('The page is built.');
  } catch (error) {
    say(`The page could not be built; everything else works. Run "npm run build" to see why. (${describe(error)})`);
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(error: unknown): never {
  const lines = error instanceof ConfigError ? error.lines : [describe(error)];
  for (const line of lines) process.stderr.write(`OmniAI could not start: ${line}\n`);
  process.exit(1);
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isTaken = 'code' in error && error.code === 'EADDRINUSE';
  return isTaken ? `port ${config.http.port} is in use. Stop what uses it, or set PORT to another one.` : error.message;
}
