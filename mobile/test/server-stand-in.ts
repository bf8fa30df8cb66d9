import { createApiClient } from '@omniai/client';
import type { Api } from '../src/lib/api-context.tsx';

/** What the app asked of the server. */
export interface Asked {
  route: string;
  query: URLSearchParams;
  body: unknown;
}

/** An answer as it is sent: a body for 200, or a whole response. */
type Reply = (asked: Asked) => object | Response;

export interface ServerStandIn {
  api: Api;
  /** Everything that was asked, in its order. */
  asked: Asked[];
  /** The bodies that a route was given. */
  bodiesOf(route: string): unknown[];
}

const SERVER = 'https://chat.example.org';

/** A server that answers by a table, behind the client that the app uses. @param replies by route: `POST /auth/login` */
export function standInForServer(replies: Record<string, Reply>): ServerStandIn {
  const asked: Asked[] = [];
  const send = async (request: Request) => {
    const { pathname, searchParams } = new URL(request.url);
    const text = await request.text();
    const one = {
      route: `${request.method} ${pathname}`,
      query: searchParams,
      body: text === '' ? undefined : JSON.parse(text),
    };
    asked.push(one);
    const reply = replies[one.route]?.(one) ?? refusal(404, 'E1002', 'There is nothing here.');
    return reply instanceof Response ? reply : Response.json({ ok: true, ...reply });
  };
  return {
    api: { ...createApiClient({ baseUrl: SERVER, send }), server: SERVER },
    asked,
    bodiesOf: (route) => asked.filter((one) => one.route === route).map(({ body }) => body),
  };
}

/** The server says no, and why. */
export function refusal(status: number, code: string, message: string): Response {
  return Response.json({ ok: false, error: { code, message, request_id: 'r1' } }, { status });
}
