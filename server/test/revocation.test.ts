import { describe, expect, it } from 'vitest';
import { createTestDatabase } from './database.ts';
import { startTestServer } from './server.ts';
import { ADMIN, type TestPerson } from './test-person.ts';

const READERS = 200;

/** Opens an answer for a person with many readers and gives how long their readers last, counted from an act. */
async function openReaders(person: TestPerson, count: number) {
  const opened = await person.send('Tell me everything');
  const { data } = await opened.until('meta');
  const readers = await Promise.all(Array.from({ length: count }, () => person.resume(data.stream_id)));
  for (const reader of readers) await reader.until('meta');
  return {
    async from(act: () => Promise<unknown>): Promise<number> {
      const startedMs = performance.now();
      const ends = [opened, ...readers].map(async (reader) => {
        while (await reader.next());
      });
      await act();
      await Promise.all(ends);
      return performance.now() - startedMs;
    },
  };
}

describe('live connections', { timeout: 30_000 }, () => {
  it('end within a second of the session they stand on, two hundred at once', async () => {
    await using server = await startTestServer('sqlite');
    const ada = await server.person();
    const phone = await server.signIn(ada);
    const readers = await openReaders(phone, READERS);
    expect(await readers.from(() => ada.call('POST', '/account/sessions/revoke-others'))).toBeLessThan(1_000);
  });

  it('end when the session is ended on another instance', async () => {
    await using database = await createTestDatabase('postgres');
    await using here = await startTestServer('postgres', { database });
    await using there = await startTestServer('postgres', { database });
    const ada = await here.person();
    const phone = await here.signIn(ada);
    const readers = await openReaders(phone, 5);
    const atAnother = await there.signIn(ada);
    const body = { current_password: ADMIN.password, new_password: 'another fine sentence' };
    const change = () => atAnother.call('POST', '/account/password', body);
    await readers.from(change);
    expect((await phone.call('GET', '/me')).status).toBe(401);
    expect((await atAnother.call('GET', '/me')).status).toBe(200);
  });
});
