import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

const BUILT = join(import.meta.dirname, '../../web/dist');

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** A plain web server with the built page and nothing else, as a person may have one beside the product's server. */
export interface PageServer extends AsyncDisposable {
  readonly origin: string;
  /** From now on its `runtime-config.json` names this server. */
  nameServer(apiBaseUrl: string): void;
  /** From now on it has another build of the page. */
  renew(): void;
}

export async function startPageServer(): Promise<PageServer> {
  let config = { apiBaseUrl: '' };
  let builds = 0;
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname.replace(/^\/app\//, '');
    const file = extname(path) === '' ? 'index.html' : path;
    try {
      const built = file === 'runtime-config.json' ? JSON.stringify(config) : await readFile(join(BUILT, file));
      const body = file === 'service-worker.js' ? `${built}// build ${builds}` : built;
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(body);
    } catch {
      response.writeHead(404).end(); // There is no such file.
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a listening server has a port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    nameServer: (apiBaseUrl) => {
      config = { apiBaseUrl };
    },
    renew: () => {
      builds += 1;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
