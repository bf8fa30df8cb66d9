import type { z } from 'zod';
import type { conversationSchema } from '../src/chat/conversation.ts';
import type { messageSchema } from '../src/chat/message.ts';
import { readStream, type TestStream } from './event-stream.ts';

export type TestMessage = z.infer<typeof messageSchema>;
export type TestConversation = z.infer<typeof conversationSchema>;

/** What came back: the status, the headers and the parsed body, whose shape the test claims. */
interface TestAnswer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

export interface TestError {
  ok: false;
  error: { code: string; message: string; request_id: string; details?: object[]; retry_after_s?: number };
}

/** Somebody with a session, acting through HTTP with its token. */
export interface TestPerson {
  readonly id: string;
  readonly email: string;
  readonly token: string;
  /** What a browser would send instead of the token. */
  readonly cookie: { cookie: string; 'x-csrf-token': string };
  /** Any request; a body goes out as JSON. */
  fetch(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  call<Body = TestError>(method: string, path: string, body?: unknown): Promise<TestAnswer<Body>>;
  /** Sends a message and reads its answer as a stream. @throws Error when it was refused */
  send(body: Record<string, unknown> | string): Promise<TestStream>;
  /** Follows an answer from where the reader says it stands. */
  resume(streamId: string, lastEventId?: number | string): Promise<TestStream>;
  /** A page of messages, newest first. */
  messages(conversationId: string, query?: string): Promise<TestMessage[]>;
}

/** The first admin of every test server. */
export const ADMIN = { email: 'admin@example.org', password: 'correct horse battery' };

/** Signs in (`/auth/login`) or up (`/auth/register`). @param url where the server listens */
export async function createTestPerson(
  url: string,
  path: '/auth/login' | '/auth/register',
  credentials: { email: string; password: string },
): Promise<TestPerson> {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  if (!answer.ok) throw new Error(`${path} was refused: ${await answer.text()}`);
  const { session_token: token, user }: { session_token: string; user: { id: string } } = JSON.parse(
    await answer.text(),
  );
  const pairs = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  const csrf = pairs.find((pair) => pair.startsWith('omni_csrf='))?.slice('omni_csrf='.length) ?? '';

  const send = (method: string, to: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(url + to, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const call = async <Body>(method: string, to: string, body?: unknown): Promise<TestAnswer<Body>> => {
    const response = await send(method, to, body);
    return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
  };
  return {
    id: user.id,
    email: credentials.email,
    token,
    cookie: { cookie: pairs.join('; '), 'x-csrf-token': csrf },
    fetch: send,
    call,
    send: async (body) =>
      readStream(await send('POST', '/chat/stream', typeof body === 'string' ? { text: body } : body)),
    resume: async (streamId, lastEventId) =>
      readStream(
        await send(
          'GET',
          `/chat/streams/${streamId}`,
          undefined,
          lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) },
        ),
      ),
    async messages(conversationId, query = '?limit=100') {
      const answerOf = await call<{ items: TestMessage[] }>('GET', `/conversations/${conversationId}/messages${query}`);
      if (answerOf.status !== 200) throw new Error(`the messages were refused: ${JSON.stringify(answerOf.body)}`);
      return answerOf.body.items;
    },
  };
}
