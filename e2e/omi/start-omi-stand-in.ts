import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApiReply } from './api-reply.ts';
import { answerDataRequest } from './data-api.ts';
import { createHourlyLimit } from './hourly-limit.ts';
import { answerNotificationRequest } from './notification-api.ts';
import { createNotificationBudget } from './notification-budget.ts';
import { createNotificationLog, type NotificationLog, type OmiNotification } from './notification-log.ts';
import { OMI_ACTIONS, type OmiApp } from './omi-app.ts';
import type { OmiConversation } from './omi-conversation.ts';
import { answerFault, type OmiFault } from './omi-fault.ts';
import { createOmiUser, type OmiUser } from './omi-user.ts';

const IMPORTED_CONVERSATIONS_PER_HOUR = 10;
const IMPORTED_MEMORIES_PER_HOUR = 60;

export interface OmiStandIn extends AsyncDisposable {
  /** Base URL to give to `OMI_API_BASE_URL`. */
  url: string;
  app: OmiApp;
  /** What Omi pushed to its users, oldest first. */
  notifications: NotificationLog['notifications'];
  /** What Omi keeps of a user, to be filled and read. */
  user(uid: string): OmiUser;
  /** How many requests arrived, the failed ones included. */
  requestCount(): number;
  waitForNotification: NotificationLog['waitFor'];
  /** From now on requests meet this fault. @param times after so many of them it is over; without it, only when it is taken back */
  setFault(fault: OmiFault | undefined, times?: number): void;
  stop(): Promise<void>;
}

interface StandInOptions {
  appId?: string;
  apiKey?: string;
  /** Users who have the app enabled from the start. */
  enabledUids?: readonly string[];
  port?: number;
  /** Wall time in milliseconds since 1970; the hourly budgets follow it. */
  now?: () => number;
  onNotification?: (notification: OmiNotification) => void;
  /** A conversation was imported: whoever plays Omi's webhooks tells them of it. */
  onConversation?: (uid: string, conversation: OmiConversation) => void;
}

/** Starts a server on loopback that keeps the rules of Omi's API: key, enabled users, budgets, forms, error bodies. */
export async function startOmiStandIn(options: StandInOptions = {}): Promise<OmiStandIn> {
  const now = options.now ?? Date.now;
  const app: OmiApp = {
    id: options.appId ?? '01STANDINAPP',
    apiKey: options.apiKey ?? 'sk_stand_in',
    enabledUids: new Set(options.enabledUids),
    blindUids: new Set(),
    actions: new Set(OMI_ACTIONS),
  };
  const log = createNotificationLog(options.onNotification ?? (() => undefined));
  const notificationApi = {
    app,
    budget: createNotificationBudget(now),
    accept: (kind: 'v1' | 'v2', uid: string, message: string) => log.add({ api: kind, uid, message, atMs: now() }),
  };
  const users = new Map<string, OmiUser>();
  const user = (uid: string): OmiUser => {
    const known = users.get(uid) ?? createOmiUser();
    users.set(uid, known);
    return known;
  };
  const dataApi = {
    app,
    now,
    user,
    limits: {
      conversations: createHourlyLimit(IMPORTED_CONVERSATIONS_PER_HOUR, now),
      memories: createHourlyLimit(IMPORTED_MEMORIES_PER_HOUR, now),
    },
    onConversation: options.onConversation ?? (() => undefined),
  };
  let fault: OmiFault | undefined;
  let faultsLeft = 0;
  let requestCount = 0;

  const takeFault = (): OmiFault | undefined => {
    if (faultsLeft === 0) return undefined;
    faultsLeft -= 1;
    return fault;
  };
  const server = createServer((request, response) => {
    requestCount += 1;
    answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const met = takeFault();
    if (met?.kind === 'down') return void request.socket.destroy();
    const apiRequest = {
      method: request.method ?? 'GET',
      url: new URL(request.url ?? '/', 'http://omi'),
      authorization: request.headers.authorization,
      body: await readBody(request),
    };
    if (met?.kind === 'silent') return;
    const instead = answerFault(met);
    if (instead) return send(response, instead);
    const reply = answerDataRequest(dataApi, apiRequest) ?? answerNotificationRequest(notificationApi, apiRequest);
    if (met?.kind === 'drop_reply') return void request.socket.destroy();
    if (met?.kind !== 'slow') return send(response, reply);
    setTimeout(() => send(response, reply), met.delayMs).unref();
  }

  const stop = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    app,
    notifications: log.notifications,
    user,
    requestCount: () => requestCount,
    setFault(next, times = Number.POSITIVE_INFINITY) {
      fault = next;
      faultsLeft = next ? times : 0;
    },
    waitForNotification: log.waitFor,
    stop,
    [Symbol.asyncDispose]: stop,
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

function send(response: ServerResponse, reply: ApiReply): void {
  const isPage = typeof reply.body === 'string';
  response.writeHead(reply.status, { 'Content-Type': isPage ? 'text/html' : 'application/json', ...reply.headers });
  response.end(isPage ? reply.body : JSON.stringify(reply.body));
}
