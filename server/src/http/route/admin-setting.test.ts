import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { ADMIN, createTestPerson, type TestPerson } from '../../../test/test-person.ts';
import type { Variable } from '../../admin/list-variables.ts';

interface Settings {
  registration: string;
  registration_set: string | null;
  push: { browsers: number; is_reachable: boolean | null };
  variables: Variable[];
}

describe.each(DIALECTS)('the settings of the server on %s', (dialect) => {
  let server: TestServer;
  let admin: TestPerson;
  beforeAll(async () => {
    server = await startTestServer(dialect);
    admin = await createTestPerson(server.url, '/auth/login', ADMIN);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const read = async () => (await admin.call<Settings>('GET', '/admin/settings')).body;
  const register = (name: string) =>
    createTestPerson(server.url, '/auth/register', { email: `${name}@example.org`, password: 'quite a long password' });
  const readHealth = async () => (await fetch(`${server.url}/health`)).json();

  it('are shown with the variable that sets each, and no secret among them', async () => {
    const { variables } = await read();
    const named = new Map(variables.map((each) => [each.name, each]));
    expect(named.size).toBe(variables.length);
    expect(named.get('OPENAI_MODEL')).toEqual({
      name: 'OPENAI_MODEL',
      area: 'models',
      value: 'gpt-5-mini-2025-08-07',
      is_secret: false,
      is_set: false,
    });
    expect(named.get('SESSION_SECRET')).toMatchObject({ value: null, is_secret: true });
    expect(named.get('DATA_DIR')).toMatchObject({ is_set: true });
    expect(variables.filter(({ is_secret, value }) => is_secret && value !== null)).toEqual([]);
  });

  it('open and close the registration while it runs', async () => {
    const { registration: before } = await read();
    const set = (registration: string | null) => admin.call<Settings>('PATCH', '/admin/settings', { registration });
    expect((await set('closed')).body).toMatchObject({ registration: 'closed', registration_set: 'closed' });
    expect(await readHealth()).toMatchObject({ registration: 'closed' });
    await expect(register(`late-${dialect}`)).rejects.toThrow('Registration is closed');
    await set('open');
    await register(`early-${dialect}`);
    expect((await set(null)).body).toMatchObject({ registration: before, registration_set: null });
    expect((await set('ajar')).status).toBe(400);
    const audit = await (await admin.fetch('GET', '/admin/audit?action=settings')).text();
    expect(audit).toContain('settings.change');
  });

  it('count the browsers that are told', async () => {
    const ada = await server.person();
    const { push } = await read();
    const p256dh = Buffer.alloc(65, 4).toString('base64url');
    const keys = { p256dh, auth: Buffer.alloc(16, 1).toString('base64url') };
    await ada.call('POST', '/push/subscriptions', { endpoint: 'https://push.example.org/count', keys });
    expect((await read()).push.browsers).toBe(push.browsers + 1);
  });
});
