import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, createTestPerson } from '../server/test/test-person.ts';
import { chooseOption } from './driver/choose-option.ts';
import { findViolations, NARROW_PX, WIDE_PX } from './driver/find-violations.ts';
import { openNewcomer } from './driver/open-newcomer.ts';
import { openPerson } from './driver/open-person.ts';
import { seeAnswer } from './driver/see-answer.ts';
import { seeTitles } from './driver/see-titles.ts';
import { type Place, startPlace } from './driver/start-place.ts';

/** What Chromium itself writes about answers that are refusals. */
const REFUSED = /status of 40[014]/;

let place: Place;
beforeAll(async () => {
  place = await startPlace();
});
afterAll(() => place?.[Symbol.asyncDispose]());

describe('the page of a person', () => {
  it('lists what is one’s own, to be renamed and deleted, and nothing of anybody else', async () => {
    const { browser, provider, server } = place;
    provider.answer(async (call) => {
      await call.emit(`About ${call.question}.`);
      await call.finish();
    });
    await using ada = await openNewcomer(place, 'ada');
    await ada.ask('apples');
    await seeAnswer(ada, 'About apples.');
    await ada.page.waitForURL('**/app/c/*');
    const apples = ada.page.url();
    await ada.page.getByRole('link', { name: 'New conversation' }).click();
    await ada.answer.waitFor({ state: 'detached' });
    await ada.ask('pears');
    await seeAnswer(ada, 'About pears.');
    await seeTitles(ada, ['pears', 'apples']);

    await chooseOption(ada, 'apples', 'Rename');
    await ada.page.getByLabel('Title').fill('Fruit of autumn');
    await ada.press('Rename');
    await seeTitles(ada, ['pears', 'Fruit of autumn']);
    await chooseOption(ada, 'pears', 'Delete');
    expect(await findViolations(ada.page, [WIDE_PX])).toEqual([]);
    await ada.press('Delete');
    await seeTitles(ada, ['Fruit of autumn']);
    await ada.page.waitForURL(`${server.url}/app/`);

    await ada.page.getByRole('button', { name: 'Account menu' }).click();
    await ada.page.getByRole('menu').waitFor();
    expect(await findViolations(ada.page, [WIDE_PX])).toEqual([]);
    await ada.page.keyboard.press('Escape');
    await ada.page.getByRole('menu').waitFor({ state: 'detached' });
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
    const { browser, server } = place;
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
});
