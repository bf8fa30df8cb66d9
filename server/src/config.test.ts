import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ConfigError, loadConfig } from './config.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'omniai-config-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const linesOf = (env: Record<string, string>): readonly string[] => {
  try {
    loadConfig({ DATA_DIR: dir, ...env });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.lines;
    throw error;
  }
};

it('needs nothing', () => {
  const config = loadConfig({ DATA_DIR: dir, HOME: '/somewhere', PORT: '', CORS_ORIGINS: ' ' });
  expect(config).toMatchObject({
    http: { host: '127.0.0.1', port: 3000, publicUrl: null, corsOrigins: [], metricsToken: null, trustedProxies: [] },
    dataDir: dir,
    databaseLocation: join(dir, 'omniai.db'),
    registration: 'invite',
    admin: null,
    logLevel: 'info',
    provider: { openai: { apiKey: null, model: 'gpt-5-mini-2025-08-07', fallbackModel: 'gpt-4o' } },
    omi: { allowUnsigned: false, webhookSecrets: [] },
  });
  expect(Object.isFrozen(config.http.corsOrigins)).toBe(true);
});

it('makes a secret once, for this account of the machine only', async () => {
  const { sessionSecret } = loadConfig({ DATA_DIR: dir });
  expect(sessionSecret.length).toBeGreaterThanOrEqual(43);
  expect(loadConfig({ DATA_DIR: dir }).sessionSecret).toBe(sessionSecret);
  const file = join(dir, 'session-secret');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readFile(file, 'utf8')).toBe(sessionSecret);
  expect(loadConfig({ DATA_DIR: dir, SESSION_SECRET: 'x'.repeat(32) }).sessionSecret).toBe('x'.repeat(32));
});

it('names every wrong setting in a line of its own, without its value', () => {
  const canary = 'canary';
  const lines = linesOf({
    PORT: '70000',
    PUBLIC_URL: canary,
    DATABASE_URL: `mysql://${canary}@host/db`,
    SESSION_SECRET: canary,
    REGISTRATION: canary,
    CORS_ORIGINS: `https://chat.example.org, ${canary}`,
    TRUSTED_PROXIES: '10.0.0.0/8, 10.0.0.0/99',
    LOG_LEVEL: canary,
    OMI_WEBHOOK_SECRET: `long-enough-secret-00000001,${canary}`,
    OMI_WEBHOOK_ALLOW_UNSIGNED: 'yes',
  });
  expect(lines.map((line) => line.split(' ')[0])).toEqual([
    'PORT',
    'PUBLIC_URL',
    'DATABASE_URL',
    'SESSION_SECRET',
    'REGISTRATION',
    'CORS_ORIGINS',
    'TRUSTED_PROXIES',
    'LOG_LEVEL',
    'OMI_WEBHOOK_SECRET',
    'OMI_WEBHOOK_ALLOW_UNSIGNED',
  ]);
  expect(lines.join('\n')).not.toContain(canary);
});

const HOUSE = { name: 'house', issuer: 'https://id.example.org/', client_id: 'omniai', client_secret: 'canary' };

it('reads who sends mail and whose accounts are taken', () => {
  const env = { DATA_DIR: dir, PUBLIC_URL: 'https://chat.example.org', SMTP_URL: 'smtps://u:p@mail.example.org' };
  const more = { ...HOUSE, name: 'second', label: 'Second', role_claim: 'groups', admin_values: ['keepers'] };
  expect(loadConfig({ ...env, OIDC_PROVIDERS: JSON.stringify([HOUSE, more]) })).toMatchObject({
    mail: { smtpUrl: 'smtps://u:p@mail.example.org', from: 'OmniAI <omniai@chat.example.org>' },
    oidc: [
      { name: 'house', label: 'house', issuer: 'https://id.example.org/', roleClaim: null, adminValues: [] },
      { name: 'second', label: 'Second', roleClaim: 'groups', adminValues: ['keepers'] },
    ],
  });
  const wrong = [[HOUSE, HOUSE], [{ ...HOUSE, issuer: 'canary' }], [{ ...HOUSE, extra: 1 }], HOUSE];
  for (const value of [...wrong.map((list) => JSON.stringify(list)), '{canary']) {
    const lines = linesOf({ ...env, OIDC_PROVIDERS: value });
    expect(lines).toEqual([expect.stringMatching(/^OIDC_PROVIDERS /)]);
    expect(lines.join()).not.toContain('canary');
  }
});

it.each([
  [{ DATABASE_URL: 'postgres://db/omniai' }, /^SESSION_SECRET must be set with DATABASE_URL/],
  [{ ADMIN_EMAIL: 'ada@example.org' }, /^ADMIN_EMAIL and ADMIN_PASSWORD/],
  [{ OMI_APP_ID: 'app' }, /^OMI_APP_ID and OMI_APP_SECRET/],
  [{ SMTP_URL: 'smtp://mail.example.org' }, /^PUBLIC_URL must be set with SMTP_URL/],
  [{ OIDC_PROVIDERS: JSON.stringify([HOUSE]) }, /^PUBLIC_URL must be set with OIDC_PROVIDERS/],
  [{ ENABLE_USER_SYSTEM: 'false' }, /^ENABLE_USER_SYSTEM/],
])('refuses %o, which contradicts itself', (env, line) => {
  expect(linesOf(env)).toEqual([expect.stringMatching(line)]);
});

it('tells when the data folder cannot be used or its secret is damaged', async () => {
  await writeFile(join(dir, 'session-secret'), 'cut');
  expect(linesOf({})).toEqual([expect.stringMatching(/^DATA_DIR .*damaged/)]);
  expect(linesOf({ DATA_DIR: join(dir, 'session-secret', 'below') })).toEqual([expect.stringMatching(/^DATA_DIR/)]);
});

it('reads lists and addresses in the forms people write', () => {
  const { http, omi } = loadConfig({
    DATA_DIR: dir,
    OMI_WEBHOOK_SECRET: 'the-current-secret-000001,the-former-secret-0000002',
    PUBLIC_URL: 'https://chat.example.org/',
    CORS_ORIGINS: 'https://a.example.org/, http://b.example.org:8080',
    TRUSTED_PROXIES: '127.0.0.1 ::1,10.0.0.0/8',
  });
  expect(http).toMatchObject({
    publicUrl: 'https://chat.example.org',
    corsOrigins: ['https://a.example.org', 'http://b.example.org:8080'],
    trustedProxies: ['127.0.0.1', '::1', '10.0.0.0/8'],
  });
  expect(omi.webhookSecrets).toEqual(['the-current-secret-000001', 'the-former-secret-0000002']);
});
