import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { must } from '../server/src/kit/must.ts';
import { createTestDatabase } from '../server/test/database.ts';
import { startScriptedProvider } from '../server/test/scripted-provider.ts';
import { ADMIN, createTestPerson, type TestMessage } from '../server/test/test-person.ts';
import { findViolations, NARROW_PX, WIDE_PX } from './driver/find-violations.ts';
import { openBrowser } from './driver/open-browser.ts';
import { openPerson, type Person } from './driver/open-person.ts';
import { startServerProcess } from './driver/server-process.ts';
import { settingsOf } from './driver/settings-of.ts';
import { startPageServer } from './driver/start-page-server.ts';
import { play } from './omi/play.ts';
import { speak } from './omi/speak.ts';
import { startOmiStandIn } from './omi/start-omi-stand-in.ts';

/** What Chromium itself writes about answers that are refusals, and about a server that is away. */
const REFUSED = /status of 40[014]/;
const AWAY = /net::ERR_|status of 503/;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe('the page', { timeout: 120_000 }, () => {
  it('makes the first admin by the printed link, and takes a streaming answer through a reload', async () => {
    await using place = await startPlace({ ADMIN_EMAIL: '', ADMIN_PASSWORD: '' });
    const { server, provider } = place;
    await using ada = await openPerson(browser, server.url);
    const find = (pattern: RegExp) => must(pattern.exec(server.output())?.[0], String(pattern));
    await ada.page.goto(await vi.waitFor(() => find(/http:\S+\/app\/setup#token=\S+/)));
    await ada.see('You are the first one here.');
    expect(await findViolations(ada.page)).toEqual([]);
    const me = { Name: 'Ada Lovelace', 'E-mail': ADMIN.email, Password: ADMIN.password };
    for (const [label, text] of Object.entries(me)) await ada.page.getByLabel(label, { exact: true }).fill(text);
    await ada.press('Create administrator');
    await ada.see('A model is there. You can begin.');
    await ada.press('Later');
    await ada.page.getByLabel('Message', { exact: true }).waitFor();
    expect(ada.page.url()).toBe(`${server.url}/app/`);
    await ada.see('Hello Ada.');

    const words = Array.from({ length: 120 }, (_, i) => `w${i}-ü😀 `);
    await ada.ask('Count for me');
    const call = await provider.call('Count for me');
    for (let i = 0; i < 20; i += 1) {
      await call.emit(must(words[i], 'a word'));
      await seeAnswer(ada, words.slice(0, i + 1).join(''));
    }
    await Promise.all([ada.page.reload(), call.emit(...words.slice(20, 100))]);
    await seeAnswer(ada, words.slice(0, 100).join(''));
    expect(await ada.page.getByRole('button', { name: 'Stop', exact: true }).isVisible()).toBe(true);
    await call.emit(...words.slice(100));
    await call.finish('stop', { prompt_tokens: 7, completion_tokens: 1234 });
    await ada.see(/^scripted · \d+\.\d s · 1,234 tokens$/);
    expect(await ada.readAnswer()).toBe(words.join('').trimEnd());

    await ada.page.reload();
    await seeAnswer(ada, words.join(''));
    await ada.see(/^scripted · \d+\.\d s · 1,234 tokens$/);
    expect(await ada.page.getByRole('article').count()).toBe(1);
    expect(ada.troubles()).toEqual([]);
  });

  it('stops an answer for good, and keeps every answer to a question', async () => {
    await using place = await startPlace();
    const { server, provider } = place;
    await using ada = await openPerson(browser, server.url);
    await ada.page.goto(`${server.url}/app/sign-in`);
    await ada.see('Welcome back');
    expect(await findViolations(ada.page)).toEqual([]);
    await ada.enter(ADMIN, 'Sign in');

    await ada.ask('Tell me a story');
    const first = await provider.call();
    await first.emit('Once upon ', 'a time');
    await seeAnswer(ada, 'Once upon a time');
    await ada.press('Stop');
    await expect.poll(() => first.isClosed, { timeout: 10_000 }).toBe(true);
    await ada.see('You stopped this answer.');
    expect(await ada.readAnswer()).toBe('Once upon a time');

    await ada.press('Retry');
    const second = await provider.call();
    expect(second.question).toBe('Tell me a story');
    await second.emit('There was ', 'a king.');
    await second.finish();
    await ada.see('2/2');
    await seeAnswer(ada, 'There was a king.');
    await ada.press('Previous version');
    await ada.see('1/2');
    await seeAnswer(ada, 'Once upon a time');
    await ada.see('You stopped this answer.');
    await ada.press('Next version');
    await seeAnswer(ada, 'There was a king.');

    await ada.press('Ask for another answer');
    const third = await provider.call();
    await third.emit('In a far land.');
    await third.finish();
    await ada.see('3/3');
    await ada.page.reload();
    await ada.see('3/3');
    await seeAnswer(ada, 'In a far land.');
    expect(await ada.page.getByRole('article').count()).toBe(1);
    expect(ada.troubles()).toEqual([]);
  });

  it('shows on one device what is asked on another, while it is being written', async () => {
    await using place = await startPlace();
    const { server, provider } = place;
    await using phone = await openPerson(browser, server.url);
    await using laptop = await openPerson(browser, server.url);
    for (const device of [phone, laptop]) {
      await device.page.goto(`${server.url}/app/sign-in`);
      await device.enter(ADMIN, 'Sign in');
    }
    await phone.ask('Where do we meet?');
    const first = await provider.call();
    await laptop.page.getByRole('link', { name: 'Where do we meet?' }).click();
    await first.emit('At the ', 'station.');
    await seeAnswer(laptop, 'At the station.');
    await first.finish();

    await laptop.see(/scripted · /);
    await laptop.ask('And when?');
    const second = await provider.call('And when?');
    await second.emit('At ', 'noon.');
    await seeAnswer(phone, 'At noon.');
    await second.finish();
    for (const device of [phone, laptop]) {
      await seeAnswer(device, 'At noon.');
      expect(await device.page.getByRole('article').count()).toBe(2);
      expect(device.troubles()).toEqual([]);
    }
  });

  it('says that the server is away, and goes on by itself when it is back', async () => {
    await using place = await startPlace();
    const { server, provider, env } = place;
    await using ada = await openPerson(browser, server.url);
    await ada.page.goto(`${server.url}/app/sign-in`);
    await ada.enter(ADMIN, 'Sign in');
    await ada.ask('Survive this');
    const call = await provider.call();
    await call.emit('All that was ', 'written');
    await seeAnswer(ada, 'All that was written');
    await vi.waitFor(async () => expect(await readStored(ada)).toBe('All that was written'), { timeout: 5_000 });
    expect(ada.troubles()).toEqual([]);

    await server.kill();
    await ada.see('Can’t reach the server – retrying');
    expect(await ada.readAnswer()).toBe('All that was written');
    await using _restarted = await startServerProcess({ ...env, PORT: new URL(server.url).port });
    await ada.page.getByText('Can’t reach the server – retrying').waitFor({ state: 'detached' });
    await ada.see('The server stopped while this was being written. What was there is kept.');
    expect(await ada.readAnswer()).toBe('All that was written');

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
    const { server, provider } = place;
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
    expect(await ada.readAnswer()).toBe('One two three');
    expect(await ada.page.context().cookies()).toEqual([]);

    await ada.page.getByRole('button', { name: 'Account menu' }).click();
    await ada.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await ada.see('Welcome back');
    expect(await ada.page.evaluate('Object.keys(localStorage)')).toEqual([]);
    await ada.page.goto(`${pages.origin}/app/`);
    await ada.see('Welcome back');
    expect(ada.troubles(REFUSED)).toEqual([]);
  });

  it('links a wearable that comes from Omi, shows that it is heard, tests its way, and lets it go', async () => {
    await using omi = await startOmiStandIn({ enabledUids: ['u1', 'u2'] });
    const secret = 'app-wide-webhook-secret-0001';
    await using place = await startPlace({
      OMI_APP_ID: omi.app.id,
      OMI_APP_SECRET: omi.app.apiKey,
      OMI_API_BASE_URL: omi.url,
      OMI_WEBHOOK_SECRET: secret,
    });
    const { server } = place;
    const hear = (script: string, uid: string, address = `/omi-webhook/${secret}`) =>
      play(server.url + address, uid, speak(script), { paceMs: 0 });
    await using ada = await openPerson(browser, server.url);
    const { page } = ada;
    await page.goto(`${server.url}/omi/connect?uid=u1`);
    await page.getByLabel('E-mail').fill(ADMIN.email);
    await page.getByLabel('Password', { exact: true }).fill(ADMIN.password);
    await ada.press('Sign in');
    await ada.see('Link your Omi');
    expect(await page.getByLabel('Omi user id').inputValue()).toBe('u1');
    await ada.press('Continue');
    await ada.see('Say this to your Omi:');
    expect(await findViolations(page)).toEqual([]);

    await hear((await page.locator('blockquote').textContent()) ?? '', 'u1');
    await ada.see('Linked, and being heard now');
    await hear('Nice weather today.', 'u1');
    await page.reload();
    await ada.see('Pieces of speech heard now');
    await ada.press('Test the connection');
    await ada.see('The way works');
    expect(await findViolations(page)).toEqual([]);

    await ada.press('New address');
    await page.getByRole('dialog').getByRole('button', { name: 'New address' }).click();
    const address = (await page.getByRole('dialog').locator('code').textContent()) ?? '';
    expect(await findViolations(page, [WIDE_PX])).toEqual([]);
    await ada.press('Done');
    expect((await hear('More of it.', 'u1', address))[0]?.status).toBe(200);
    await page.getByLabel('Pause listening').click();
    await ada.see('Nothing that your Omi hears is stored or answered.');
    await ada.press('Unlink');
    await page.getByRole('dialog').getByRole('button', { name: 'Unlink' }).click();
    await ada.see('Link your Omi');
    expect((await hear('Still there?', 'u1', address))[0]?.status).toBe(404);

    await page.getByLabel('Omi user id').fill('u2');
    await ada.press('Continue');
    await page.getByLabel('Or enter the 8 digits that Omi pushed to your phone').fill('0000 0000');
    await ada.press('Link');
    await ada.see('The link code is wrong or has expired.');
    const { message } = must(omi.notifications.at(-1), 'the pushed code');
    await page
      .getByLabel('Or enter the 8 digits that Omi pushed to your phone')
      .fill(message.replace(/\D/g, '').slice(0, 8));
    await ada.press('Link');
    await ada.see('Linked. Nothing was heard yet');
    expect(ada.troubles(REFUSED)).toEqual([]);
  });

  it('lists what is one’s own, to be renamed and deleted, and nothing of anybody else', async () => {
    await using place = await startPlace();
    const { server, provider } = place;
    provider.answer(async (call) => {
      await call.emit(`About ${call.question}.`);
      await call.finish();
    });
    await using ada = await openPerson(browser, server.url);
    await ada.page.goto(`${server.url}/app/sign-in`);
    await ada.enter(ADMIN, 'Sign in');
    await ada.ask('apples');
    await seeAnswer(ada, 'About apples.');
    const apples = ada.page.url();
    await ada.page.getByRole('link', { name: 'New conversation' }).click();
    await ada.ask('pears');
    await seeAnswer(ada, 'About pears.');
    await seeTitles(ada, ['pears', 'apples']);

    await choose(ada, 'apples', 'Rename');
    await ada.page.getByLabel('Title').fill('Fruit of autumn');
    await ada.press('Rename');
    await seeTitles(ada, ['pears', 'Fruit of autumn']);
    await choose(ada, 'pears', 'Delete');
    expect(await findViolations(ada.page, [WIDE_PX])).toEqual([]);
    await ada.press('Delete');
    await seeTitles(ada, ['Fruit of autumn']);
    expect(ada.page.url()).toBe(`${server.url}/app/`);

    await ada.page.getByRole('button', { name: 'Account menu' }).click();
    expect(await findViolations(ada.page, [WIDE_PX])).toEqual([]);
    await ada.page.keyboard.press('Escape');
    await ada.page.setViewportSize({ width: NARROW_PX, height: 900 });
    await ada.press('Open conversations');
    expect(await findViolations(ada.page, [NARROW_PX])).toEqual([]);
    await ada.page.getByRole('dialog').getByRole('link', { name: 'Fruit of autumn' }).click();
    await seeAnswer(ada, 'About apples.');
    expect(ada.page.url()).toBe(apples);
    expect(ada.troubles()).toEqual([]);

    await using bob = await openPerson(browser, server.url);
    await bob.page.goto(`${server.url}/app/register`);
    await bob.enter({ name: 'Bob', email: 'bob@example.org', password: 'another long password' }, 'Create account');
    await bob.see('Your conversations will be listed here.');
    await bob.page.goto(apples);
    await bob.see('This conversation is not here. It may have been deleted.');
    expect(await bob.page.getByRole('article').count()).toBe(0);
    expect(bob.troubles(REFUSED)).toEqual([]);
  });

  it('lets somebody choose another password by the link of an admin', async () => {
    await using place = await startPlace();
    const { server } = place;
    const { token: adminToken } = await createTestPerson(server.url, '/auth/login', ADMIN);
    const forgetful = { email: 'grace@example.org', password: 'was it this sentence?' };
    const { id } = await createTestPerson(server.url, '/auth/register', forgetful);
    const made = await fetch(`${server.url}/admin/users/${id}/reset-link`, {
      method: 'POST',
      headers: { authorization: `Bearer ${adminToken}` },
    });
    const { link } = Object(await made.json());
    await using grace = await openPerson(browser, server.url);
    await grace.page.goto(`${server.url}/app/sign-in`);
    await grace.page.getByRole('link', { name: 'Forgot your password?' }).click();
    await grace.see('A link to choose another one can be sent');
    expect(await findViolations(grace.page)).toEqual([]);
    await grace.page.goto(link);
    await grace.page.getByLabel('Password', { exact: true }).fill('password');
    await grace.press('Change password');
    await grace.see(/among the first that anybody tries/);
    await grace.page.getByLabel('Password', { exact: true }).fill('no, it was another sentence');
    await grace.press('Change password');
    await grace.see('Your password is changed.');
    expect(await findViolations(grace.page)).toEqual([]);
    await grace.page.getByRole('link', { name: 'Go to sign-in' }).click();
    await grace.enter({ email: forgetful.email, password: 'no, it was another sentence' }, 'Sign in');
    expect(grace.troubles(REFUSED)).toEqual([]);
  });

  it('runs nothing and fetches nothing that a model wrote', async () => {
    await using place = await startPlace();
    const { server, provider } = place;
    await using ada = await openPerson(browser, server.url);
    await ada.page.goto(`${server.url}/app/sign-in`);
    await ada.enter(ADMIN, 'Sign in');
    await ada.ask(HOSTILE);
    const call = await provider.call();
    // In small pieces, because the page completes marks that are still open.
    await call.emit(...(HOSTILE.match(/.{1,7}/gs) ?? []));
    await call.finish();
    await ada.see(/ · 5 tokens$/);
    await seeHarmless(ada);
    expect(await findViolations(ada.page)).toEqual([]);
    await ada.page.reload();
    await seeHarmless(ada);
    expect(ada.troubles()).toEqual([]);
  });
});

const HOSTILE = `
Before <script>window.ran = 'script'</script> and after.

<img src="nowhere" onerror="window.ran = 'onerror'">

<img src="https://canary.example/html.png"> <iframe src="https://canary.example/frame"></iframe>

<style>@import url(https://canary.example/style);</style> <svg onload="window.ran = 'svg'"></svg>

![remote picture](https://canary.example/markdown.png)

[press me](javascript:window.ran='link') [or me](data:text/html,<script>window.ran='data'</script>)

[elsewhere](https://canary.example/page)

| table | of two |
| --- | --- |
| <b onmouseover="window.ran = 'cell'">bold</b> | text |

~~~js
// What a model writes is text.
document.body.innerHTML = "<script>window.ran = 'code'</script>";
~~~

The end.
`;

async function seeHarmless(person: Person): Promise<void> {
  await person.answer.getByText('The end.').waitFor();
  const elements =
    'script, style, img, iframe, svg[onload], [onerror], [onmouseover], [href^="javascript:"], [href^="data:"]';
  expect(await person.page.getByRole('main').locator(elements).count()).toBe(0);
  for (const name of ['press me', 'or me']) await person.answer.getByText(name).click();
  expect(await person.page.evaluate('window.ran')).toBeUndefined();
  await person.answer.getByRole('link', { name: 'elsewhere (canary.example)' }).waitFor();
  await person.answer.getByRole('link', { name: 'remote picture (canary.example)' }).waitFor();
}

/** A server with an empty database, and a provider that says what the test tells it to. */
async function startPlace(settings: Record<string, string> = {}) {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase('sqlite'));
  const provider = stack.use(await startScriptedProvider());
  const env = { ...settingsOf(database, provider), ...settings };
  const server = stack.use(await startServerProcess(env));
  const parts = stack.move();
  return { env, provider, server, [Symbol.asyncDispose]: () => parts.disposeAsync() };
}

/** Waits until the newest answer is exactly this; markdown drops the space at the end. */
async function seeAnswer(person: Person, text: string): Promise<void> {
  await expect.poll(() => person.readAnswer(), { timeout: 10_000 }).toBe(text.trimEnd());
}

async function seeTitles(person: Person, titles: readonly string[]): Promise<void> {
  const list = person.page.getByRole('navigation', { name: 'Conversations' });
  await expect.poll(() => list.getByRole('link').allTextContents(), { timeout: 10_000 }).toEqual(titles);
}

async function choose(person: Person, title: string, item: string): Promise<void> {
  await person.press(`Options for “${title}”`);
  await person.page.getByRole('menuitem', { name: item }).click();
}

/** The newest message of the open conversation as the server has it. */
async function readStored(person: Person): Promise<string | undefined> {
  const path = new URL(person.page.url()).pathname.replace('/app/c/', '/conversations/');
  const response = await person.page.request.get(`${new URL(person.page.url()).origin}${path}/messages`);
  const body: { items: TestMessage[] } = await response.json();
  return body.items[0]?.text;
}
