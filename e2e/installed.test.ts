import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN } from '../server/test/test-person.ts';
import { openBrowser } from './driver/open-browser.ts';
import { openPerson } from './driver/open-person.ts';
import { startPageServer } from './driver/start-page-server.ts';
import { startPlace } from './driver/start-place.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

describe('the installed page', () => {
  it('opens without its server, and keeps nothing of anybody', async () => {
    await using place = await startPlace();
    const { server } = place;
    await using ada = await openPerson(place.browser, server.url);
    await ada.page.goto(`${server.url}/app/sign-in`);
    await ada.enter(ADMIN, 'Sign in');
    await seeWorker(ada.page);
    const manifest = await ada.page.request.get(`${server.url}/app/manifest.webmanifest`);
    for (const { src } of Object(await manifest.json()).icons) {
      expect((await ada.page.request.get(`${server.url}/app/${src}`)).headers()['content-type']).toMatch(/^image\//);
    }
    await ada.page.reload();
    await ada.page.getByLabel('Message', { exact: true }).waitFor();
    const kept = await ada.page.evaluate<string[]>(
      `caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys())))).then((lists) => lists.flat().map(({ url }) => new URL(url).pathname))`,
    );
    expect(kept.length).toBeGreaterThan(10);
    expect(kept.filter((path) => !/^\/app\/(assets\/|[a-z-]+\.[a-z]+$)/.test(path) || path.includes('config'))).toEqual(
      [],
    );

    await server.kill();
    await ada.page.reload();
    await ada.see('Can’t reach the server – retrying');
  });

  it('says that something is there', async () => {
    await using pages = await startPageServer();
    await using ada = await openPerson(browser, pages.origin);
    const { page } = ada;
    await page.context().grantPermissions(['notifications'], { origin: pages.origin });
    await page.goto(`${pages.origin}/app/sign-in`);
    await seeWorker(page);
    const devtools = await page.context().newCDPSession(page);
    const registered = new Promise<string>((resolve) => {
      devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [first] }) => {
        if (first) resolve(first.registrationId);
      });
    });
    await devtools.send('ServiceWorker.enable');
    const push = { origin: pages.origin, registrationId: await registered };
    const deliver = (kind: string) =>
      devtools.send('ServiceWorker.deliverPushMessage', {
        ...push,
        data: JSON.stringify({ kind, conversation_id: 'c1' }),
      });
    const shown = () =>
      page.evaluate<string[]>(
        'navigator.serviceWorker.ready.then((one) => one.getNotifications()).then((all) => all.map(({ title, body, data }) => [title, body, new URL(data).pathname].join("|")))',
      );
    // Whoever looks at the page sees the answer come.
    await deliver('answer');
    await deliver('follow_up');
    await expect.poll(shown).toEqual(['A reminder for you||/app/c/c1']);
  });

  it('says that a newer build is there, and takes it when told to', async () => {
    await using pages = await startPageServer();
    await using ada = await openPerson(browser, pages.origin);
    await ada.page.goto(`${pages.origin}/app/sign-in`);
    await seeWorker(ada.page);
    pages.renew();
    await ada.page.reload();
    await ada.see('A new version is ready');
    const [before, loaded] = [await workerState(ada.page), ada.page.waitForEvent('load')];
    expect(before).toBe('waiting');
    await ada.press('Reload');
    await loaded;
    await expect.poll(() => workerState(ada.page)).toBe('active');
    expect(await ada.page.getByText('A new version is ready').count()).toBe(0);
  });
});

async function seeWorker(page: Page): Promise<void> {
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await expect.poll(() => page.evaluate('navigator.serviceWorker.controller !== null')).toBe(true);
}

function workerState(page: Page): Promise<string> {
  return page.evaluate(
    'navigator.serviceWorker.getRegistration().then(({ waiting }) => (waiting ? "waiting" : "active"))',
  );
}
