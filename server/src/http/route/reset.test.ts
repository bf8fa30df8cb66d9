import { EventEmitter, once } from 'node:events';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { runSql } from '../../../test/raw-sql.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { ADMIN, type TestPerson } from '../../../test/test-person.ts';
import { must } from '../../kit/must.ts';

interface Received {
  to: string[];
  body: string;
}

/** A mail server on a free port that keeps what it takes; `refusals` of the next mails are refused. */
async function startMailServer() {
  const received: Received[] = [];
  const news = new EventEmitter();
  const state = { refusals: 0 };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      void text(stream).then((body) => {
        state.refusals -= 1;
        if (state.refusals >= 0) return done(new Error('451 come again later'));
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), body });
        news.emit('mail');
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    state,
    received,
    /** The mail of this number, waited for. */
    async mail(index = 0): Promise<Received> {
      while (received.length <= index) await once(news, 'mail');
      return must(received[index], 'the mail');
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

describe.each(DIALECTS)('a forgotten password on %s', (dialect) => {
  let mails: Awaited<ReturnType<typeof startMailServer>>;
  let server: TestServer;
  let ada: TestPerson;
  let nowMs: number;
  beforeEach(async () => {
    nowMs = Date.now();
    mails = await startMailServer();
    const clock = { now: () => nowMs, monotonic: () => performance.now() };
    const env = { SMTP_URL: mails.url, PUBLIC_URL: 'https://chat.example.org' };
    server = await startTestServer(dialect, { clock, env });
    ada = await server.person('ada');
  });
  afterEach(async () => {
    await server[Symbol.asyncDispose]();
    await mails.close();
  });

  async function post(path: string, body: object) {
    const answer = await fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const said = (await answer.text()).replace(/"request_id":"[^"]*"/, '');
    return { status: answer.status, said, code: /"code":"(E\d+)"/.exec(said)?.[1] ?? 'ok' };
  }
  const start = (email: string) => post('/auth/reset/start', { email });
  const finish = (token: string, new_password = 'another fine sentence') =>
    post('/auth/reset/finish', { token, new_password });
  /** The token of a mail, whose lines quoted-printable may break. */
  const tokenIn = ({ body }: Received) =>
    must(/https:\/\/chat\.example\.org\/app\/reset#token=([\w-]{43})/.exec(unquote(body))?.[1], 'the link');

  it('is replaced by the link in a mail, once, and whoever was signed in is out', async () => {
    const phone = await server.signIn(ada);
    expect((await start(ada.email.toUpperCase())).code).toBe('ok');
    const mail = await mails.mail();
    expect(mail.to).toEqual([ada.email]);
    const token = tokenIn(mail);
    expect((await finish(token, 'short')).code).toBe('E1001');
    const codes = await Promise.all([1, 2, 3, 4].map(() => finish(token)));
    expect(codes.map(({ code }) => code).sort()).toEqual(['E2005', 'E2005', 'E2005', 'ok']);
    expect((await ada.call('GET', '/me')).status).toBe(401);
    expect((await phone.call('GET', '/me')).status).toBe(401);
    const login = (password: string) => post('/auth/login', { email: ada.email, password });
    expect([(await login(ADMIN.password)).code, (await login('another fine sentence')).code]).toEqual(['E2003', 'ok']);
    expect(server.logged()).not.toContain(token);
    expect(JSON.stringify(await runSql(server.database, 'select payload, last_error from outbox'))).not.toContain(
      token,
    );
  });

  it('answers alike for an account and for none, and mails only the first', async () => {
    const [known, unknown] = [await start(ada.email), await start('nobody@example.org')];
    expect(known).toEqual(unknown);
    await mails.mail(0);
    await start(ada.email);
    await mails.mail(1);
    await start(ada.email);
    expect([(await start(ada.email)).code, (await start(ada.email)).code]).toEqual(['E1006', 'E1006']);
    for (let i = 0; i < 2; i += 1) await start('nobody@example.org');
    expect((await start('nobody@example.org')).code).toBe('E1006');
    await mails.mail(2);
    expect(mails.received.flatMap(({ to }) => to)).toEqual([ada.email, ada.email, ada.email]);
    // Only the newest link works.
    const codes: string[] = [];
    for (const mail of mails.received) codes.push((await finish(tokenIn(mail))).code);
    expect(codes).toEqual(['E2005', 'E2005', 'ok']);
  });

  it('gives a link an hour, and a wrong one nothing', async () => {
    await start(ada.email);
    const token = tokenIn(await mails.mail());
    nowMs += 3_600_000;
    expect([(await finish(token)).code, (await finish('made-up')).code]).toEqual(['E2005', 'E2005']);
    expect((await ada.call('GET', '/me')).status).toBe(200);
  });

  it('tries again when the mail server does not take it', async () => {
    mails.state.refusals = 1;
    await start(ada.email);
    await expect
      .poll(async () => (await runSql(server.database, 'select attempts, last_error from outbox'))[0], {
        timeout: 10_000,
      })
      .toEqual({ attempts: 1, last_error: 'the mail server did not take it' });
    nowMs += 60_000;
    expect((await finish(tokenIn(await mails.mail()))).code).toBe('ok');
  });
});

it('says so where no mail is sent', async () => {
  await using server = await startTestServer('sqlite');
  const eve = await server.person();
  expect((await eve.call('POST', '/auth/reset/start', { email: eve.email })).body.error?.code).toBe('E1003');
});

function unquote(body: string): string {
  return body.replace(/=\r\n/g, '').replace(/=3D/g, '=');
}
