import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface SeenRequest {
  method: string;
  path: string;
  lastEventId: string | undefined;
  idempotencyKey: string | undefined;
  body: string;
}

/** Answers one request; the next request gets the next handler. */
export type Handler = (response: ServerResponse, request: SeenRequest) => void;

export interface StreamServer extends AsyncDisposable {
  baseUrl: string;
  seen: SeenRequest[];
}

/** A real HTTP server that answers each request by its own handler; the last handler serves all that come after. */
export async function startStreamServer(handlers: readonly Handler[]): Promise<StreamServer> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const header = (name: string) => {
        const value = request.headers[name];
        return typeof value === 'string' ? value : undefined;
      };
      const entry: SeenRequest = {
        method: request.method ?? '',
        path: request.url ?? '',
        lastEventId: header('last-event-id'),
        idempotencyKey: header('idempotency-key'),
        body,
      };
      seen.push(entry);
      handlers[Math.min(seen.length, handlers.length) - 1]?.(response, entry);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}
