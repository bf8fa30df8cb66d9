import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** One request that the hostile server was sent, and the means to mistreat whoever sent it. */
export interface Exchange {
  request: IncomingMessage;
  /** The request's whole body. */
  body: string;
  response: ServerResponse;
  socket: Socket;
  /** Writes and, where the other side does not read, waits until it does; false once the connection is gone. */
  write(data: string | Buffer): Promise<boolean>;
  /** Resolves when the connection is closed, by whichever side. */
  closed: Promise<void>;
}

export type Script = (exchange: Exchange) => void | Promise<void>;

export interface HostileServer {
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** Every request so far. */
  exchanges: Exchange[];
  /** Connections accepted so far. */
  connectionCount(): number;
  /** Resolves with the first request that is or will be there. */
  nextExchange(): Promise<Exchange>;
  close(): Promise<void>;
}

/** A vendor on a free port of 127.0.0.1 which answers every request as `script` says, however badly. */
export async function openHostileServer(script: Script): Promise<HostileServer> {
  const exchanges: Exchange[] = [];
  const arrivals = new EventTarget();
  let connections = 0;
  const server = createServer(async (request, response) => {
    const exchange = await accept(request, response);
    exchanges.push(exchange);
    arrivals.dispatchEvent(new Event('exchange'));
    await script(exchange);
  });
  server.on('connection', (socket) => {
    connections++;
    socket.setNoDelay(true).on('error', () => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    exchanges,
    connectionCount: () => connections,
    nextExchange: async () => {
      if (exchanges.length === 0) await once(arrivals, 'exchange');
      const [first] = exchanges;
      if (!first) throw new Error('An exchange was announced but is not there');
      return first;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function accept(request: IncomingMessage, response: ServerResponse): Promise<Exchange> {
  const { socket } = request;
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const write = async (data: string | Buffer): Promise<boolean> => {
    if (socket.destroyed) return false;
    if (!response.write(data)) await Promise.race([once(response, 'drain'), closed]);
    return !socket.destroyed;
  };
  return { request, response, socket, body: Buffer.concat(chunks).toString(), closed, write };
}
