import createClient, { type Client } from 'openapi-fetch';
import { createKey } from './create-key.ts';
import { type Change, followChanges } from './follow-changes.ts';
import type { NetworkSignal } from './network-signal.ts';
import { openStream, type StreamStart } from './open-stream.ts';
import type { paths } from './openapi.d.ts';
import type { StreamRequest } from './stream-connection.ts';
import type { StreamEvent } from './stream-event.ts';
import { DEFAULT_STREAM_PACE, type StreamPace } from './stream-pace.ts';
import type { ContinueBody, EditBody, RetryBody, SendBody } from './wire.ts';

export interface ApiClientOptions {
  /** The server's origin and path prefix without a slash at its end. */
  baseUrl: string;
  /** An API key or a session token. Absent where `send` says who is asking. */
  token?: string;
  /**
   * How a request leaves, where that is not simply `fetch`: in a page it adds the cookie and the CSRF header. Where there is a signal, hand it to `fetch` beside
   * the request: in Node 24 a garbage collection lets a request forget its own.
   */
  send?(request: Request, init?: { signal: AbortSignal }): Promise<Response>;
  /** Without it only time and silence tell that a connection is gone. */
  network?: NetworkSignal;
  pace?: StreamPace;
}

/** As {@link StreamStart}; the ids that make asking again safe are made up where they are absent. */
export type StreamWish =
  | { kind: 'send'; body: Unkeyed<SendBody> }
  | { kind: 'edit'; body: Unkeyed<EditBody> }
  | { kind: 'retry'; body: RetryBody; key?: string }
  | { kind: 'continue'; body: ContinueBody; key?: string }
  | Extract<StreamStart, { kind: 'resume' }>;

type Unkeyed<Body extends { client_message_id: string }> = Omit<Body, 'client_message_id'> & {
  client_message_id?: string;
};

export interface ApiClient {
  /** The typed routes: `http.GET('/conversations', …)`. */
  http: Client<paths>;
  /**
   * Reads one answer to its end. A connection that breaks is opened again where the text stood, so every character comes once; a request that may not
   * have arrived is sent again under the same id, so nothing is asked twice. `final`, `error` or `gone` comes last, unless the signal aborts first,
   * which ends the reading and not the answer.
   */
  stream(wish: StreamWish, signal?: AbortSignal): AsyncGenerator<StreamEvent>;
  /** Hears of what changes, until the signal aborts; see {@link followChanges}. */
  followChanges(signal: AbortSignal): AsyncGenerator<Change>;
}

/** The one door to the server, for every client we have. */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const { baseUrl, token, send = sendWith(token), network, pace = DEFAULT_STREAM_PACE } = options;
  const request = ({ path, ...init }: StreamRequest) =>
    send(new Request(`${baseUrl}${path}`, init), { signal: init.signal });
  return {
    http: createClient<paths>({ baseUrl, fetch: (request) => send(request) }),
    stream: (wish, signal = new AbortController().signal) =>
      openStream(withKey(wish), { request, pace, signal, network }),
    followChanges: (signal) => followChanges({ request, pace, signal, network }),
  };
}

function sendWith(token: string | undefined): NonNullable<ApiClientOptions['send']> {
  return (request, init) => {
    if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
    return fetch(request, init);
  };
}

function withKey(wish: StreamWish): StreamStart {
  switch (wish.kind) {
    case 'send':
      return { kind: 'send', body: { client_message_id: createKey(), ...wish.body } };
    case 'edit':
      return { kind: 'edit', body: { client_message_id: createKey(), ...wish.body } };
    case 'retry':
    case 'continue':
      return { ...wish, key: wish.key ?? createKey() };
    case 'resume':
      return wish;
  }
}
