import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import type { TestPerson } from '../../../test/test-person.ts';

describe('the provider routes', () => {
  let server: TestServer;
  let ada: TestPerson;
  beforeAll(async () => {
    server = await startTestServer('sqlite');
    ada = await server.person();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  it('tell who is there, what answers by default, and what to do about those who are not', async () => {
    interface List {
      providers: { id: string; status: string; message: string | null }[];
      default: object;
    }
    const { body } = await vi.waitFor(async () => {
      const answer = await ada.call<List>('GET', '/providers');
      expect(answer.body.providers.map(({ status }) => status)).not.toContain('unknown');
      return answer;
    }, 30_000);
    const byId = new Map(body.providers.map((provider) => [provider.id, provider]));
    expect(byId.get('openai-compatible')).toMatchObject({ status: 'up', message: null });
    expect(byId.get('ollama')).toMatchObject({ status: 'down', message: expect.stringContaining('not running') });
    expect(body.default).toEqual({ provider: 'openai-compatible', model: 'scripted' });
  });

  it('list the models of one with the context they take', async () => {
    const { body } = await ada.call<{ models: object[] }>('GET', '/providers/openai-compatible/models');
    expect(body.models).toEqual([
      { id: 'scripted', name: 'scripted', context_length: null },
      { id: 'tiny', name: 'tiny', context_length: 400 },
    ]);
    expect((await ada.call('GET', '/providers/none/models')).body.error.code).toBe('E3000');
  });
});
