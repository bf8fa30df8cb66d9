import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createId, createSecret } from '../src/kit/id.ts';
import { listRoutes } from './route-table.ts';
import { startTestServer, type TestServer } from './server.ts';
import type { TestPerson } from './test-person.ts';

/** Ids of one person's things. */
interface Things {
  conversation: string;
  message: string;
  stream: string;
  memory: string;
  event: string;
  session: string;
  key: string;
  passkey: string;
  followUp: string;
  file: string;
}

type Row =
  /** Anyone may call it, or a machine that the route itself identifies. */
  | 'public'
  | 'webhook'
  /** Whoever is signed in; it speaks of nothing but the caller's own. The body is one it takes. */
  | { own: object | undefined }
  /** Whoever is signed in as an admin. */
  | { admin: object | undefined }
  /** Whoever is signed in and owns the thing it names. */
  | { of: (things: Things) => { path?: string; body?: object } };

/** A new route fails the first test until it has its row here. */
const ROWS: Record<string, Row> = {
  'GET /': 'public',
  'GET /app': 'public',
  'GET /app*': 'public',
  'GET /docs': 'public',
  'GET /docs/scalar.js': 'public',
  'GET /health': 'public',
  'GET /health/db': 'public',
  'GET /health/stream': 'public',
  'GET /help': 'public',
  'GET /openapi.json': 'public',
  'GET /ready': 'public',
  'GET /omi/connect': 'public',
  'GET /omi/setup': 'public',
  'POST /auth/login': 'public',
  'GET /auth/oidc': 'public',
  'GET /auth/oidc/:provider/callback': 'public',
  'GET /auth/oidc/:provider/start': 'public',
  'POST /auth/passkey': 'public',
  'POST /auth/passkey/options': 'public',
  'POST /auth/register': 'public',
  'POST /auth/reset/finish': 'public',
  'POST /auth/reset/start': 'public',
  'GET /.well-known/omi-tools.json': 'public',
  'GET /omi/tools/:name': 'webhook',
  'GET /omi-tools/:token/:name': 'webhook',
  'GET /omi-tools/:token/manifest.json': 'webhook',
  'POST /omi/tools/:name': 'webhook',
  'POST /omi-tools/:token/:name': 'webhook',
  'POST /omi-webhook/:token/conversation': 'webhook',
  'POST /omi-webhook/:token/day-summary': 'webhook',
  'POST /omi-webhook': 'webhook',
  'POST /omi-webhook/:token': 'webhook',
  'GET /auth/csrf': { own: undefined },
  'POST /auth/logout': { own: {} },
  'POST /auth/confirm': { own: { password: 'x' } },
  'GET /account/profile': { own: undefined },
  'PATCH /account/profile': { own: { display_name: 'x' } },
  'POST /account/password': { own: { current_password: 'x', new_password: 'x' } },
  'DELETE /account': { own: { current_password: 'x' } },
  'GET /account/sessions': { own: undefined },
  'POST /account/sessions/revoke': { of: ({ session }) => ({ body: { session_id: session } }) },
  'POST /account/sessions/revoke-others': { own: {} },
  'GET /account/totp': { own: undefined },
  'POST /account/totp': { own: {} },
  'POST /account/totp/confirm': { own: { totp_code: '123456' } },
  'POST /account/totp/recovery-codes': { own: {} },
  'DELETE /account/totp': { own: undefined },
  'GET /account/passkeys': { own: undefined },
  'POST /account/passkeys/options': { own: {} },
  'POST /account/passkeys': { own: { name: 'x', response: {} } },
  'DELETE /account/passkeys/:id': { of: ({ passkey }) => ({ path: `/account/passkeys/${passkey}` }) },
  'GET /account/identities': { own: undefined },
  'POST /account/identities/:provider': { own: {} },
  'DELETE /account/identities/:provider': { own: undefined },
  'GET /account/access-log': { own: undefined },
  'GET /account/export': { own: undefined },
  'POST /account/import': { own: {} },
  'GET /account/retention/preview': { own: undefined },
  'GET /account/usage': { own: undefined },
  'GET /account/api-keys': { own: undefined },
  'POST /account/api-keys': { own: { name: 'x' } },
  'DELETE /account/api-keys/:id': { of: ({ key }) => ({ path: `/account/api-keys/${key}` }) },
  'GET /me': { own: undefined },
  'GET /providers': { own: undefined },
  'GET /providers/:id/models': { own: undefined },
  'GET /tools': { own: undefined },
  'POST /chat/tool-calls/:id': {
    of: () => ({ path: `/chat/tool-calls/${createId<string>()}`, body: { allow: true } }),
  },
  'GET /chat/streams': { own: undefined },
  'GET /events': { own: undefined },
  'GET /conversations': { own: undefined },
  'GET /search': { own: undefined },
  'POST /conversations': { own: {} },
  'GET /spaces': { own: undefined },
  'POST /spaces/switch': { own: { space: 'tasks' } },
  'GET /windows': { own: undefined },
  'POST /windows/activate': { own: { slot: 2 } },
  'GET /preferences': { own: undefined },
  'PATCH /preferences': { own: { language: 'de' } },
  'GET /memories': { own: undefined },
  'POST /memories': { own: { text: 'x' } },
  'PATCH /memories/:id': { of: ({ memory }) => ({ path: `/memories/${memory}`, body: { text: 'x' } }) },
  'DELETE /memories/:id': { of: ({ memory }) => ({ path: `/memories/${memory}` }) },
  'GET /agent-events': { own: undefined },
  'POST /agent-events': { own: { type: 'note' } },
  'PATCH /agent-events/:id': { of: ({ event }) => ({ path: `/agent-events/${event}`, body: { status: 'done' } }) },
  'PATCH /agent-events/:id/complete': { of: ({ event }) => ({ path: `/agent-events/${event}/complete` }) },
  'DELETE /agent-events/:id': { of: ({ event }) => ({ path: `/agent-events/${event}` }) },
  'GET /link/omi': { own: undefined },
  'GET /omi/status': { own: undefined },
  'GET /omi/utterances': { own: undefined },
  'POST /omi/understand': { own: { text: 'Hey Omi, help.' } },
  'POST /link/omi/authorize': { own: {} },
  'POST /link/omi/resend': { of: () => ({ body: { omi_user_id: 'somebody' } }) },
  'POST /link/omi/rotate': { of: () => ({ body: { omi_user_id: 'somebody' } }) },
  'DELETE /link/omi/unlink/:omi_user_id': { of: () => ({ path: '/link/omi/unlink/somebody' }) },
  'GET /files': { own: undefined },
  'POST /files': { own: {} },
  'GET /files/:id': { of: ({ file }) => ({ path: `/files/${file}` }) },
  'DELETE /files/:id': { of: ({ file }) => ({ path: `/files/${file}` }) },
  'GET /notifications': { own: undefined },
  'GET /push/key': { own: undefined },
  'POST /push/subscriptions': { own: {} },
  'DELETE /push/subscriptions': { own: undefined },
  'POST /push/test': { own: {} },
  'GET /push/phone': { own: undefined },
  'POST /push/phone': { own: {} },
  'DELETE /push/phone': { own: undefined },
  'GET /followups': { own: undefined },
  'POST /followups': { of: ({ conversation }) => ({ body: { message: 'x', conversation_id: conversation } }) },
  'DELETE /followups/:id': { of: ({ followUp }) => ({ path: `/followups/${followUp}` }) },
  'GET /admin/outbox': { admin: undefined },
  'POST /admin/outbox/:id/retry': { admin: {} },
  'GET /admin/invites': { admin: undefined },
  'POST /admin/invites': { admin: {} },
  'DELETE /admin/invites/:id': { admin: undefined },
  'GET /admin/backups': { admin: undefined },
  'POST /admin/backup': { admin: {} },
  'GET /admin/tool-servers': { admin: undefined },
  'POST /admin/tool-servers': { admin: { name: 'x', url: 'http://127.0.0.1:9/mcp' } },
  'PATCH /admin/tool-servers/:id': { admin: {} },
  'DELETE /admin/tool-servers/:id': { admin: undefined },
  'POST /admin/tool-servers/:id/check': { admin: {} },
  'GET /admin/providers': { admin: undefined },
  'POST /admin/providers': { admin: { kind: 'ollama', name: 'x' } },
  'POST /admin/providers/check': { admin: { kind: 'ollama', name: 'x' } },
  'PATCH /admin/providers/:id': { admin: {} },
  'DELETE /admin/providers/:id': { admin: undefined },
  'POST /admin/providers/:id/check': { admin: {} },
  'GET /admin/fallbacks': { admin: undefined },
  'PUT /admin/fallbacks': { admin: { chains: [] } },
  'GET /admin/users': { admin: undefined },
  'GET /admin/users/:id': { admin: undefined },
  'PATCH /admin/users/:id': { admin: { role: 'admin' } },
  'DELETE /admin/users/:id': { admin: undefined },
  'POST /admin/users/:id/reset-link': { admin: {} },
  'DELETE /admin/users/:id/second-factor': { admin: undefined },
  'GET /admin/users/:id/sessions': { admin: undefined },
  'POST /admin/users/:id/sessions/revoke-all': { admin: {} },
  'GET /admin/users/:id/quota': { admin: undefined },
  'POST /admin/users/:id/conversations/:conversation_id/read': { admin: { reason: 'to see whether I may' } },
  'GET /admin/quota-defaults': { admin: undefined },
  'PUT /admin/quota-defaults': { admin: {} },
  'GET /admin/pricing': { admin: undefined },
  'GET /admin/usage': { admin: undefined },
  'GET /metrics': 'public',
  'GET /admin/metrics': { admin: undefined },
  'GET /metrics/activation': { admin: undefined },
  'GET /rate-limit/:id': { of: () => ({ path: `/rate-limit/${createId<string>()}` }) },
  'GET /admin/streams': { admin: undefined },
  'POST /admin/streams/:id/cancel': { admin: {} },
  'GET /admin/audit': { admin: undefined },
  'GET /admin/audit/export': { admin: undefined },
  'GET /admin/audit/verify': { admin: undefined },
  'GET /admin/audit/retention': { admin: undefined },
  'PUT /admin/audit/retention': { admin: { days: 90 } },
  'GET /admin/settings': { admin: undefined },
  'PATCH /admin/settings': { admin: { registration: 'open' } },
  'GET /admin/retention': { admin: undefined },
  'PUT /admin/retention': { admin: { spaces: { tasks: 90 } } },
  'GET /admin/retention/preview': { admin: undefined },
  'PUT /admin/pricing': { admin: { free_providers: [], models: [] } },
  'PUT /admin/users/:id/quota': { admin: {} },
  'GET /omi/imports': { own: undefined },
  'GET /omi/imports/:id': { of: () => ({ path: `/omi/imports/${createId<string>()}` }) },
  'DELETE /omi/imports/:id': { of: () => ({ path: `/omi/imports/${createId<string>()}` }) },
  'POST /omi/imports': { of: () => ({ body: { uid: 'somebody', kind: 'memories' } }) },
  'GET /omi/import/conversations': { of: () => ({ path: '/omi/import/conversations?uid=somebody' }) },
  'GET /omi/import/conversations/search': {
    of: () => ({ path: '/omi/import/conversations/search?uid=somebody&q=x' }),
  },
  'GET /omi/import/memories': { of: () => ({ path: '/omi/import/memories?uid=somebody' }) },
  'GET /omi/import/tasks': { of: () => ({ path: '/omi/import/tasks?uid=somebody' }) },
  'POST /omi/import/conversation': { of: () => ({ body: { uid: 'somebody', text: 'x' } }) },
  'POST /omi/import/memories': { of: () => ({ body: { uid: 'somebody', text: 'x' } }) },
  'POST /omi/self-test': { of: () => ({ body: { omi_user_id: 'somebody' } }) },
  'POST /link/omi/start': { own: { omi_user_id: 'somebody' } },
  'POST /link/omi/confirm': { own: { omi_user_id: 'somebody', code: '12345678' } },
  'GET /v1/models': { own: undefined },
  'POST /v1/chat/completions': { own: { model: 'nobody/knows', messages: [{ role: 'user', content: 'x' }] } },
  'POST /chat/stream': { of: ({ conversation }) => ({ body: { text: 'x', conversation_id: conversation } }) },
  'POST /messages/send': { of: ({ conversation }) => ({ body: { text: 'x', conversation_id: conversation } }) },
  'POST /chat/retry': { of: ({ message }) => ({ body: { message_id: message } }) },
  'POST /chat/continue': { of: ({ message }) => ({ body: { message_id: message } }) },
  'POST /chat/edit': { of: ({ message }) => ({ body: { message_id: message, text: 'x' } }) },
  'POST /chat/cancel': { of: ({ stream }) => ({ body: { stream_id: stream } }) },
  'GET /chat/streams/:stream_id': { of: ({ stream }) => ({ path: `/chat/streams/${stream}` }) },
  'GET /conversations/:id/export': {
    of: ({ conversation }) => ({ path: `/conversations/${conversation}/export` }),
  },
  'POST /conversations/import': { own: {} },
  'GET /conversations/imports': { own: undefined },
  'GET /conversations/imports/:id': { of: () => ({ path: `/conversations/imports/${createId<string>()}` }) },
  'DELETE /conversations/imports/:id': { of: () => ({ path: `/conversations/imports/${createId<string>()}` }) },
  'GET /conversations/:id': { of: ({ conversation }) => ({ path: `/conversations/${conversation}` }) },
  'PATCH /conversations/:id': {
    of: ({ conversation }) => ({ path: `/conversations/${conversation}`, body: { title: 'x' } }),
  },
  'DELETE /conversations/:id': { of: ({ conversation }) => ({ path: `/conversations/${conversation}` }) },
  'GET /conversations/:id/context': { of: ({ conversation }) => ({ path: `/conversations/${conversation}/context` }) },
  'GET /conversations/:id/summaries': {
    of: ({ conversation }) => ({ path: `/conversations/${conversation}/summaries` }),
  },
  'PATCH /summaries/:id': { of: () => ({ path: `/summaries/${createId<string>()}`, body: { text: 'x' } }) },
  'DELETE /summaries/:id': { of: () => ({ path: `/summaries/${createId<string>()}` }) },
  'PATCH /messages/:id': { of: ({ message }) => ({ path: `/messages/${message}`, body: { pinned: true } }) },
  'POST /conversations/:id/branch': {
    of: ({ conversation, message }) => ({
      path: `/conversations/${conversation}/branch`,
      body: { message_id: message },
    }),
  },
  'GET /conversations/:id/messages': {
    of: ({ conversation }) => ({ path: `/conversations/${conversation}/messages` }),
  },
};

/** A request that names two things, of which the second belongs to the first or is to go into it. */
interface Pair {
  route: string;
  name: string;
  of: (whole: Things, part: Things) => { path?: string; body?: object };
}

const PAIRS: readonly Pair[] = [
  ...['POST /chat/stream', 'POST /messages/send'].flatMap((route): Pair[] => [
    {
      route,
      name: 'parent_id',
      of: ({ conversation }, { message }) => ({
        body: { text: 'x', conversation_id: conversation, parent_id: message },
      }),
    },
    {
      route,
      name: 'file_ids',
      of: ({ conversation }, { file }) => ({ body: { text: 'x', conversation_id: conversation, file_ids: [file] } }),
    },
  ]),
  {
    route: 'POST /chat/edit',
    name: 'file_ids',
    of: ({ message }, { file }) => ({ body: { text: 'x', message_id: message, file_ids: [file] } }),
  },
  {
    route: 'POST /conversations/:id/branch',
    name: 'message_id',
    of: ({ conversation }, { message }) => ({
      path: `/conversations/${conversation}/branch`,
      body: { message_id: message },
    }),
  },
  ...['messages', 'context'].map((part): Pair => {
    return {
      route: `GET /conversations/:id/${part}`,
      name: 'branch',
      of: ({ conversation }, { message }) => ({
        path: `/conversations/${conversation}/${part}?branch=${message}`,
      }),
    };
  }),
];

const signedIn = Object.entries(ROWS).flatMap(([route, row]) => (typeof row === 'string' ? [] : [{ route, row }]));

describe('who may call which route', () => {
  let server: TestServer;
  let ada: TestPerson;
  let hers: Things;
  /** An admin until just now. */
  let demoted: TestPerson;
  beforeAll(async () => {
    server = await startTestServer('sqlite');
    ada = await server.person();
    demoted = await server.person();
    const admin = await server.admin();
    for (const role of ['admin', 'user']) await admin.call('PATCH', `/admin/users/${demoted.id}`, { role });
    const chat = await openChat(ada);
    const memory = await ada.call<{ memory: { id: string } }>('POST', '/memories', { text: 'A treasure map' });
    const task = { type: 'task', payload: { title: 'Dig for the treasure' } };
    const event = await ada.call<{ event: { id: string } }>('POST', '/agent-events', task);
    const later = { message: 'Bring the treasure home', deliver_at: '2999-01-01T00:00:00Z' };
    const followUp = await ada.call<{ followup_id: string }>('POST', '/followups', later);
    const sessions = await ada.call<{ sessions: { id: string }[] }>('GET', '/account/sessions');
    const key = await ada.call<{ api_key: { id: string } }>('POST', '/account/api-keys', { name: 'hers' });
    hers = {
      ...chat,
      session: sessions.body.sessions[0]?.id ?? '',
      key: key.body.api_key.id,
      // Taken from nobody: an authenticator stands in the tests of passkeys.
      passkey: createId(),
      memory: memory.body.memory.id,
      event: event.body.event.id,
      followUp: followUp.body.followup_id,
    };
  });
  afterAll(() => server[Symbol.asyncDispose]());

  /** A conversation with a question, and a file beside it. */
  async function openChat(person: TestPerson) {
    const { data } = await (await person.send('The treasure lies under the oak.')).until('meta');
    const headers = { authorization: `Bearer ${person.token}`, 'content-type': 'application/octet-stream' };
    const note = { method: 'POST', headers, body: 'The treasure map' };
    const { file } = JSON.parse(await (await fetch(`${server.url}/files`, note)).text());
    return {
      conversation: data.conversation_id,
      message: data.user_message_id,
      stream: data.stream_id,
      file: String(file.id),
    };
  }
  const none = (): Things => ({
    conversation: createId<string>(),
    message: createId(),
    stream: createId(),
    memory: createId(),
    event: createId(),
    session: createId(),
    key: createId(),
    passkey: createId(),
    followUp: createId(),
    file: createId(),
  });

  async function ask(route: string, row: Exclude<Row, string>, things: Things, headers: Record<string, string>) {
    const [method = '', pattern = ''] = route.split(' ');
    const { path, body } = 'of' in row ? row.of(things) : { path: undefined, body: 'own' in row ? row.own : row.admin };
    const response = await fetch(server.url + (path ?? pattern.replace(/:\w+/g, 'x')), {
      method,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      redirect: 'manual',
    });
    const text = route === 'GET /events' && response.ok ? await readStart(response) : await response.text();
    return { status: response.status, text: text.replaceAll(response.headers.get('x-request-id') ?? '', 'id') };
  }
  /** Of an answer that never ends. */
  async function readStart(response: Response): Promise<string> {
    const reader = response.body?.getReader();
    const start = await reader?.read();
    await reader?.cancel();
    return Buffer.from(start?.value ?? []).toString();
  }
  const codeIn = (text: string) => /"code":"(E\d+)"/.exec(text)?.[1];

  it('is decided for every route there is', () => {
    // Every GET answers HEAD too, by the same hooks.
    const routes = listRoutes(server.app.server).filter((route) => !route.startsWith('HEAD '));
    expect(routes).toEqual(Object.keys(ROWS).sort());
  });

  it.each(signedIn)('$route refuses whoever is not signed in', async ({ route, row }) => {
    const { cookie } = ada.cookie;
    const ended = await server.signIn(ada);
    await ended.call('POST', '/auth/logout');
    const refusals: Record<string, Record<string, string>> = {
      'signed out': {},
      'made-up token': { authorization: `Bearer ${createSecret()}` },
      'no token at all': { authorization: 'Bearer' },
      'another scheme': { authorization: `Basic ${Buffer.from(`${ada.email}:x`).toString('base64')}` },
      'ended session': { authorization: `Bearer ${ended.token}` },
      'cookie of an ended session': { ...ended.cookie },
      'made-up cookie': { cookie: `omni_session=${createSecret()}` },
      'good cookie beside a bad header': { ...ada.cookie, authorization: `Bearer ${createSecret()}` },
      'good cookie beside an empty header': { ...ada.cookie, authorization: '' },
    };
    for (const [name, headers] of Object.entries(refusals)) {
      const { status, text } = await ask(route, row, hers, headers);
      expect([status, codeIn(text)], name).toEqual([401, 'E2000']);
    }
    if (route.startsWith('GET ')) return;
    for (const headers of [{ cookie }, { cookie, 'x-csrf-token': createSecret() }]) {
      const { status, text } = await ask(route, row, hers, headers);
      expect([status, codeIn(text)]).toEqual([403, 'E2002']);
    }
  });

  it.each(signedIn)('$route tells another person nothing', async ({ route, row }) => {
    const eve = await server.person();
    const headers = { authorization: `Bearer ${eve.token}` };
    const answer = await ask(route, row, hers, headers);
    for (const secret of [...Object.values(hers), ada.id, ada.email, 'treasure'])
      expect(answer.text).not.toContain(secret);
    // Some things want an Omi app, which is not configured here.
    if ('admin' in row) {
      const once = await ask(route, row, hers, { authorization: `Bearer ${demoted.token}` });
      for (const { status, text } of [answer, once]) expect([status, codeIn(text)]).toEqual([403, 'E2001']);
      return;
    }
    if ('own' in row) return expect(answer.status < 500 || codeIn(answer.text) === 'E4000').toBe(true);
    expect([answer.status, codeIn(answer.text)]).toEqual([404, 'E1002']);
    expect(answer).toEqual(await ask(route, row, none(), headers));
  });

  it.each(PAIRS)('$route takes no $name of another person with what is one’s own', async ({ route, of }) => {
    server.provider.answer((call) => call.finish());
    const eve = await server.person();
    const [mine, gone] = [{ ...none(), ...(await openChat(eve)) }, none()];
    const answerTo = (whole: Things, part: Things) =>
      ask(route, { of: () => of(whole, part) }, mine, { authorization: `Bearer ${eve.token}` });
    for (const [hersAndMine, goneAndMine] of [
      [await answerTo(mine, hers), await answerTo(mine, gone)],
      [await answerTo(hers, mine), await answerTo(gone, mine)],
    ] as const) {
      expect([hersAndMine.status, codeIn(hersAndMine.text)]).toEqual([404, 'E1002']);
      expect(hersAndMine).toEqual(goneAndMine);
    }
    expect(await eve.messages(mine.conversation)).toHaveLength(2);
    expect((await answerTo(mine, mine)).status).toBe(200);
  });

  it('refuses programs what their key does not cover, whatever the route', async () => {
    const bob = await server.person();
    const makeKey = async (scope: string) => {
      const made = await bob.call<{ key: string }>('POST', '/account/api-keys', { name: scope, scope });
      return { authorization: `Bearer ${made.body.key}` };
    };
    const [read, all] = [await makeKey('read'), await makeKey('all')];
    for (const { route, row } of signedIn) {
      const isPersonal = / \/(account|auth|admin)\b/.test(route) && route !== 'GET /account/usage';
      if (!isPersonal && route.startsWith('GET ')) continue;
      const { status, text } = await ask(route, row, none(), isPersonal ? all : read);
      expect([route, status, codeIn(text)]).toEqual([route, 403, 'E2001']);
    }
  });

  it('leaves everything as it was', async () => {
    expect(await ada.messages(hers.conversation)).toHaveLength(2);
    const { body } = await ada.call<{ streams: { stream_id: string }[] }>('GET', '/chat/streams');
    expect(body.streams.map(({ stream_id }) => stream_id)).toEqual([hers.stream]);
  });
});
