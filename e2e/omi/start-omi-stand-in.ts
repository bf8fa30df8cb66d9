import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ApiReply, answerNotificationRequest, type OmiApp, type OmiNotification } from './notification-api.ts';
import { createNotificationBudget } from './notification-budget.ts';

/**
 * How the stand-in misbehaves: `down` resets every connection, `silent` takes the request and never answers,
 * `status` answers that status with an HTML page, `redirect` points elsewhere.
 */
type OmiFault =
  | { kind: 'down' }
  | { kind: 'silent' }
  | { kind: 'slow'; delayMs: number }
  | { kind: 'status'; status: number }
  | { kind: 'redirect'; location: string };

export interface OmiStandIn {
  /** Base URL to give to `OMI_API_BASE_URL`. */
  url: string;
  app: OmiApp;
  /** What Omi pushed to its users, oldest first. */
  notifications: readonly OmiNotification[];
  /** How many requests arrived, the failed ones included. */
  requestCount(): number;
  /** The first notification that fits, as soon as it is there. @throws Error after `timeoutMs` without one. */
  waitForNotification(fits: (notification: OmiNotification) => boolean, timeoutMs: number): Promise<OmiNotification>;
  setFault(fault: OmiFault | undefined): void;
  stop(): Promise<void>;
}

interface StandInOptions {
  appId?: string;
  apiKey?: string;
  /** Users who have the app enabled from the start. */
  enabledUids?: readonly string[];
  port?: number;
  /** Wall time in milliseconds since 1970; the hourly budget follows it. */
  now?: () => number;
  onNotification?: (notification: OmiNotification) => void;
}

/** Starts a server on loopback that keeps Omi's rules for notifications: key, enabled users, budget, error bodies. */
export async function startOmiStandIn(options: StandInOptions = {}): Promise<OmiStandIn> {
  const now = options.now ?? Date.now;
  const app: OmiApp = {
    id: options.appId ?? '01STANDINAPP',
    apiKey: options.apiKey ?? 'sk_stand_in',
    enabledUids: new Set(options.enabledUids),
    blindUids: new Set(),
  };
  const notifications: OmiNotification[] = [];
  const listeners = new Set<(notification: OmiNotification) => void>();
  if (options.onNotification) listeners.add(options.onNotification);
  const api = {
    app,
    budget: createNotificationBudget(now),
    accept(kind: 'v1' | 'v2', uid: string, message: string) {
      const notification = { api: kind, uid, message, atMs: now() };
      notifications.push(notification);
      for (const listener of listeners) listener(notification);
    },
  };
  let fault: OmiFault | undefined;
  let requestCount = 0;

  const server = createServer((request, response) => {
    requestCount += 1;
    answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (fault?.kind === 'down') return void request.socket.destroy();
    const body = await readBody(request);
    if (fault?.kind === 'silent') return;
    if (fault?.kind === 'status') return send(response, htmlPage(fault.status));
    if (fault?.kind === 'redirect') return send(response, { ...htmlPage(307), headers: { Location: fault.location } });
    const reply = answerNotificationRequest(api, {
      method: request.method ?? 'GET',
      url: new URL(request.url ?? '/', 'http://omi'),
      authorization: request.headers.authorization,
      body,
    });
    if (fault?.kind !== 'slow') return send(response, reply);
    setTimeout(() => send(response, reply), fault.delayMs).unref();
  }

  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    app,
    notifications,
    requestCount: () => requestCount,
    setFault: (next) => {
      fault = next;
    },
    waitForNotification: (fits, timeoutMs) =>
      new Promise((resolve, reject) => {
        const found = notifications.find(fits);
        if (found) return resolve(found);
        const timer = setTimeout(() => {
          listeners.delete(listener);
          reject(new Error(`No such notification within ${timeoutMs} ms; there are ${JSON.stringify(notifications)}`));
        }, timeoutMs);
        const listener = (notification: OmiNotification) => {
          if (!fits(notification)) return;
          clearTimeout(timer);
          listeners.delete(listener);
          resolve(notification);
        };
        listeners.add(listener);
      }),
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('The stand-in must listen on a port');
  return address.port;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function htmlPage(status: number): ApiReply {
  return { status, headers: {}, body: `<html><body>${status}</body></html>` };
}

function send(response: ServerResponse, reply: ApiReply): void {
  const isPage = typeof reply.body === 'string';
  response.writeHead(reply.status, { 'Content-Type': isPage ? 'text/html' : 'application/json', ...reply.headers });
  response.end(isPage ? reply.body : JSON.stringify(reply.body));
}
