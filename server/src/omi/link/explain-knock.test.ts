import { describe, expect, it } from 'vitest';
import { explainKnock } from './explain-knock.ts';
import type { Knock } from './knock-on-webhook.ts';

const HERE = 'https://chat.example.org';

/** The step at which a knock ended, and what to do. */
function failureOf(knock: Knock) {
  const steps = explainKnock(knock, HERE);
  expect(steps.map(({ name }) => name)).toEqual(['connection', 'door', 'reply', 'understanding']);
  const at = steps.findIndex(({ status }) => status === 'failed');
  expect(steps.slice(0, at).every(({ status }) => status === 'ok')).toBe(true);
  expect(steps.slice(at + 1).every(({ status }) => status === 'skipped')).toBe(true);
  return steps[at];
}
const answered = (status: number, body: unknown = {}, location: string | null = null): Knock => ({
  kind: 'answered',
  status,
  location,
  body,
});

describe('what the end of a self-test tells', () => {
  it.each([
    ['ENOTFOUND', /name/, /DNS/],
    ['ECONNREFUSED', /Nothing listens/, /proxy or tunnel/],
    ['UND_ERR_CONNECT_TIMEOUT', /2 seconds/, /firewall or router/],
    ['TimeoutError', /15 seconds/, /forwards to this server/],
    ['UND_ERR_HEADERS_TIMEOUT', /15 seconds/, /forwards to this server/],
    ['CERT_HAS_EXPIRED', /certificate.*CERT_HAS_EXPIRED/, /public authority/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /certificate/, /public authority/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /certificate/, /public authority/],
    ['UND_ERR_SOCKET', /broke \(UND_ERR_SOCKET\)/, /log of your proxy/],
  ])('without an answer: %s', (code, message, remedy) => {
    const failure = failureOf({ kind: 'unanswered', code });
    expect(failure).toMatchObject({ name: 'connection', message: expect.stringMatching(message) });
    expect(failure?.remedy).toMatch(remedy);
    expect(failure?.message).toMatch(/chat\.example\.org/);
  });

  it.each([
    [answered(301, {}, 'https://www.example.org/x?secret=1'), /redirect to https:\/\/www\.example\.org \(status 301\)/],
    [answered(308), /redirect \(status 308\)/],
    [answered(404), /does not know the webhook/],
    [answered(403), /sign-in or blocks/],
    [answered(502), /proxy cannot reach/],
    [answered(503), /cannot take deliveries now/],
    [answered(418), /status 418 instead of 200/],
  ])('with another status than 200: %j', (knock, message) => {
    const failure = failureOf(knock);
    expect(failure).toMatchObject({ name: 'door', message: expect.stringMatching(message) });
    expect(failure?.message).not.toContain('secret');
  });

  it.each([undefined, null, 'x', [], {}, { message: 'Welcome' }, { message: 'self-test: hacked' }, { message: 7 }])(
    'with a body that is not ours: %j',
    (body) => expect(failureOf(answered(200, body))).toMatchObject({ name: 'reply' }),
  );

  it('with our own reply', () => {
    const statuses = (outcome: string) =>
      explainKnock(answered(200, { message: `self-test: ${outcome}` }), HERE).map(({ status }) => status);
    expect(statuses('understood')).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(statuses('not_understood')).toEqual(['ok', 'ok', 'ok', 'failed']);
    expect(statuses('not_taken')).toEqual(['ok', 'ok', 'ok', 'failed']);
  });
});
