import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findViolations } from './driver/find-violations.ts';
import { NEWCOMER_PASSWORD, openNewcomer } from './driver/open-newcomer.ts';
import { openPerson, type Person } from './driver/open-person.ts';
import { seeAnswer } from './driver/see-answer.ts';
import { type Place, startPlace } from './driver/start-place.ts';

/** What Chromium itself writes about an answer that is a refusal. */
const REFUSED = /status of 401/;

let place: Place;
beforeAll(async () => {
  place = await startPlace();
});
afterAll(() => place?.[Symbol.asyncDispose]());

describe('an answer', () => {
  it('stops an answer for good, and keeps every answer to a question', async () => {
    await using ada = await openNewcomer(place, 'ada');
    const { provider } = place;

    await ada.ask('Tell me a story');
    const first = await provider.call();
    await first.emit('Once upon ', 'a time');
    await seeAnswer(ada, 'Once upon a time');
    await ada.press('Stop');
    await expect.poll(() => first.isClosed).toBe(true);
    await ada.see('You stopped this answer.');
    await seeAnswer(ada, 'Once upon a time');

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
    await expect.poll(() => ada.page.getByRole('article').count()).toBe(1);
    expect(ada.troubles()).toEqual([]);
  });

  it('shows on one device what is asked on another, while it is being written', async () => {
    const { browser, provider, server } = place;
    await using phone = await openNewcomer(place, 'bea');
    await using laptop = await openPerson(browser, server.url);
    await laptop.page.goto(`${server.url}/app/sign-in`);
    await laptop.see('Welcome back');
    expect(await findViolations(laptop.page)).toEqual([]);
    await laptop.enter({ email: phone.api.email, password: NEWCOMER_PASSWORD }, 'Sign in');
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
      await expect.poll(() => device.page.getByRole('article').count()).toBe(2);
      expect(device.troubles(REFUSED)).toEqual([]);
    }
  });

  it('comes whole over a slow network, through a reload, and in two tabs', async () => {
    const { provider } = place;
    await using ada = await openNewcomer(place, 'cat');
    const { page } = ada;
    const network = await page.context().newCDPSession(page);
    await network.send('Network.enable');
    // A telephone at the edge of its net.
    const speed = { offline: false, latency: 500, downloadThroughput: 60_000, uploadThroughput: 20_000 };
    await network.send('Network.emulateNetworkConditions', speed);
    const words = Array.from({ length: 90 }, (_, i) => `w${i}-ü😀 `);
    await ada.ask('Count for me');
    const call = await provider.call('Count for me');
    await call.emit(...words.slice(0, 30));
    await page.waitForURL(/\/c\//);
    const tab = await page.context().newPage();
    await tab.goto(page.url());
    await Promise.all([page.reload(), call.emit(...words.slice(30, 60))]);
    await seeAnswer(ada, words.slice(0, 60).join(''));
    await call.emit(...words.slice(60));
    await call.finish();
    await seeAnswer(ada, words.join(''));
    const inTab = async () => (await tab.getByRole('article').last().locator('.markdown').allTextContents()).join('');
    await expect.poll(inTab).toBe(words.join('').trimEnd());
    expect(ada.troubles()).toEqual([]);
  });

  it('runs nothing and fetches nothing that a model wrote', async () => {
    await using ada = await openNewcomer(place, 'cleo');
    await ada.ask(HOSTILE);
    const call = await place.provider.call();
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
