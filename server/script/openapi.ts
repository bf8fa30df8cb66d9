import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';

export const OPENAPI_FILE = join(import.meta.dirname, '../../client/openapi.json');

/** The description of every route as `GET /openapi.json` gives it, in the form it is committed. Opens no port. */
export async function renderOpenapi(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'omniai-openapi-'));
  try {
    const config = loadConfig({ DATA_DIR: dir });
    const app = await createApp({ config, log: createLog('silent'), webDir: join(dir, 'web'), docsDir: dir });
    await app.server.ready();
    const document = app.server.swagger();
    await app.close(0);
    return `${JSON.stringify(document, null, 2)}\n`;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

if (import.meta.main) await writeFile(OPENAPI_FILE, await renderOpenapi());
