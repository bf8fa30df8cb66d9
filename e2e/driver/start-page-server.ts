import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { type FileServer, startFileServer } from './start-file-server.ts';

const BUILT = join(import.meta.dirname, '../../web/dist');

/** A plain web server with the built page and nothing else, as a person may have one beside the product's server. */
export interface PageServer extends FileServer {
  /** From now on its `runtime-config.json` names this server. */
  nameServer(apiBaseUrl: string): void;
  /** From now on it has another build of the page. */
  renew(): void;
}

export async function startPageServer(): Promise<PageServer> {
  let config = { apiBaseUrl: '' };
  let builds = 0;
  const server = await startFileServer(async (path) => {
    const file = extname(path) === '' ? 'index.html' : path.replace(/^\/app\//, '');
    const built = file === 'runtime-config.json' ? JSON.stringify(config) : await readFile(join(BUILT, file));
    return file === 'service-worker.js' ? `${built}// build ${builds}` : built;
  });
  return {
    ...server,
    nameServer: (apiBaseUrl) => {
      config = { apiBaseUrl };
    },
    renew: () => {
      builds += 1;
    },
  };
}
