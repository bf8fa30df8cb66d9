import { describe, expect, it } from 'vitest';
import { ADMIN, type TestMessage } from '../server/test/test-person.ts';
import { openPerson, type Person } from './driver/open-person.ts';
import { seeAnswer } from './driver/see-answer.ts';
import { startServerProcess } from './driver/server-process.ts';
import { startPageServer } from './driver/start-page-server.ts';
import { startPlace } from './driver/start-place.ts';

/** What Chromium itself writes about answers that are refusals, and about a server that is away. */
const REFUSED = /status of 40[014]/;
const AWAY = /net::ERR_|status of 503/;

describe('the page and its server', () => {
  it('says that the server is away, and goes on by itself when it is back', async () => {
    await using place = await startPlace();
    const { browser, server, provider, env } = place;
    await using ada = await openPerson(browser, server.url);
    await ada.page.goto(`${server.url}/app/sign-in`);
    await ada.enter(ADMIN, 'Sign in');
    await ada.ask('Survive this');
    const call = await provider.call();
    await call.emit('All that was ', 'written');
    await seeAnswer(ada, 'All that was written');
    await expect.poll(() => readStored(ada)).toBe('All that was written');
    expect(ada.troubles()).toEqual([]);

    await server.kill();
    await ada.see('Can’t reach the server – retrying');
    expect(await ada.readAnswer()).toBe('All that was written');
    await using _restarted = await startServerProcess({ ...env, PORT: new URL(server.url).port });
    await ada.page.getByText('Can’t reach the server – retrying').waitFor({ state: 'detached' });
    await ada.see('The server stopped while this was being written. What was there is kept.');
    await seeAnswer(ada, 'All that was written');

    await ada.press('Retry');
    const retried = await provider.call();
    await retried.emit('All of it, this time.');
    await retried.finish();
    await seeAnswer(ada, 'All of it, this time.');
    await ada.see('2/2');
    expect(ada.troubles(AWAY)).toEqual([]);
  });

  it('works from another origin', async () => {
    await using pages = await startPageServer();
    await using place = await startPlace({ CORS_ORIGINS: pages.origin });
    const { browser, server, provider } = place;
    pages.nameServer(server.url);
    await using ada = await openPerson(browser, pages.origin, server.url);
    await ada.page.goto(`${pages.origin}/app/`);
    await ada.see('Welcome back');
    await ada.enter(ADMIN, 'Sign in');

    await ada.ask('From afar');
    const call = await provider.call();
    await call.emit('One ', 'two ');
    await seeAnswer(ada, 'One two');
    await ada.page.reload();
    await seeAnswer(ada, 'One two');
    await call.emit('three');
    await call.finish();
    await ada.see(/ · 5 tokens$/);
    await seeAnswer(ada, 'One two three');
    expect(await ada.page.context().cookies()).toEqual([]);

    await ada.page.getByRole('button', { name: 'Account menu' }).click();
    await ada.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await ada.see('Welcome back');
    await expect.poll(() => ada.page.evaluate('Object.keys(localStorage)')).toEqual([]);
    await ada.page.goto(`${pages.origin}/app/`);
    await ada.see('Welcome back');
    expect(ada.troubles(REFUSED)).toEqual([]);
  });
});

/** The newest message of the open conversation as the server has it. */
async function readStored(person: Person): Promise<string | undefined> {
  const path = new URL(person.page.url()).pathname.replace('/app/c/', '/conversations/');
  const response = await person.page.request.get(`${new URL(person.page.url()).origin}${path}/messages`);
  const body: { items: TestMessage[] } = await response.json();
  return body.items[0]?.text;
}
