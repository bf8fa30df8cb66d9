import { once } from 'node:events';
import { createServer, type OutgoingHttpHeaders } from 'node:http';
import { extname } from 'node:path';

const TYPES: Record<string, string> = {
  // A place within an app of one page.
  '': 'text/html',
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

export interface FileServer extends AsyncDisposable {
  readonly origin: string;
}

/**
 * A plain web server on a free port of 127.0.0.1.
 * @param read what lies under a path; where it fails there is no such file
 * @param headersOf what goes with it, beside its type
 */
export async function startFileServer(
  read: (path: string) => Promise<Buffer | string>,
  headersOf: (path: string) => OutgoingHttpHeaders = () => ({}),
): Promise<FileServer> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = decodeURIComponent(pathname);
    try {
      const body = await read(path);
      const type = TYPES[extname(path)] ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type, ...headersOf(path) }).end(body);
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
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
