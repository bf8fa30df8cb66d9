import { readFile } from 'node:fs/promises';
import { Secret, TOTP } from 'otpauth';
import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestPerson, type TestPerson } from '../server/test/test-person.ts';
import { findViolations, NARROW_PX, WIDE_PX } from './driver/find-violations.ts';
import { NEWCOMER_PASSWORD, type Newcomer, openNewcomer } from './driver/open-newcomer.ts';
import { openPerson, type Person } from './driver/open-person.ts';
import { type Place, startPlace } from './driver/start-place.ts';

/** What Chromium itself writes about answers that are refusals. */
const REFUSED = /status of 40[0134]/;

let place: Place;
let people = 0;
beforeAll(async () => {
  place = await startPlace();
});
afterAll(() => place?.[Symbol.asyncDispose]());

describe('the settings', () => {
  it('change how one is called, and speak German and English again', async () => {
    await using ada = await enter('profile');
    await ada.page.setViewportSize({ width: NARROW_PX, height: 900 });
    await ada.page.getByLabel('Your name').fill('Ada King');
    await ada.press('Save');
    await ada.see('Your name is saved.');
    await ada.page.setViewportSize({ width: WIDE_PX, height: 900 });
    await ada.page.getByRole('button', { name: /^Ada King/ }).waitFor();

    await ada.page.getByLabel('Language', { exact: true }).selectOption('de');
    await ada.page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
    await ada.see('Ändert sich sofort.');
    await ada.page.reload();
    await ada.page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
    expect(await ada.page.evaluate('document.documentElement.lang')).toBe('de');
    await ada.page.getByRole('link', { name: 'Sicherheit' }).click();
    await ada.page.getByLabel('Dein Passwort', { exact: true }).fill('not the right one');
    await ada.page.getByLabel('Neues Passwort', { exact: true }).fill('another quite long password');
    await ada.press('Passwort ändern');
    // So says the server, which speaks English.
    await ada.see(/Passwort ist falsch/);
    await ada.page.getByRole('link', { name: 'Profil' }).click();
    await ada.page.getByLabel('Sprache', { exact: true }).selectOption('en');
    await ada.page.getByRole('heading', { name: 'Settings' }).waitFor();
    expect(ada.troubles(REFUSED)).toEqual([]);
  });

  it('ask for a second factor once it is set up, and let a recovery code in', async () => {
    await using ada = await enter('security');
    await ada.press('Set up a second factor');
    const dialog = ada.page.getByRole('dialog');
    const secret = (await dialog.locator('code').textContent()) ?? '';
    expect(await findViolations(ada.page, [WIDE_PX])).toEqual([]);
    await dialog.getByLabel('Code from the app').fill('000000');
    await ada.press('Turn on');
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel('Code from the app').fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate());
    await ada.press('Turn on');
    await ada.see('Your recovery codes');
    const codes = await dialog.getByRole('listitem').allTextContents();
    expect(codes).toHaveLength(10);
    const [saved] = await Promise.all([ada.page.waitForEvent('download'), ada.press('Download')]);
    expect(await readFile(await saved.path(), 'utf8')).toBe(`${codes.join('\n')}\n`);
    await ada.press('I have kept them');
    await ada.see('It is on. 10 recovery codes are left.');

    const { browser, server } = place;
    await using again = await openPerson(browser, server.url);
    await again.page.goto(`${server.url}/app/sign-in`);
    await again.page.getByLabel('E-mail').fill(ada.api.email);
    await again.page.getByLabel('Password', { exact: true }).fill(NEWCOMER_PASSWORD);
    await again.press('Sign in');
    const code = again.page.getByLabel('Code', { exact: true });
    await code.fill('123 456');
    // That a code is asked for is no failure; that it is wrong is one.
    expect(await again.page.getByRole('alert').count()).toBe(0);
    await again.press('Sign in');
    await again.page.getByRole('alert').waitFor();
    await code.fill(codes[0] ?? '');
    await again.press('Sign in');
    await again.page.getByLabel('Message', { exact: true }).waitFor();
    await open(again, 'security');
    await again.see('It is on. 9 recovery codes are left.');
    expect([...ada.troubles(REFUSED), ...again.troubles(REFUSED)]).toEqual([]);
  });

  it('sign other devices out', async () => {
    await using ada = await enter('security');
    const phone = await signIn(ada);
    const tablet = await signIn(ada);
    await ada.page.reload();
    await ada.page
      .getByRole('button', { name: /^Sign out node/ })
      .first()
      .click();
    await expect
      .poll(async () => (await phone.call('GET', '/me')).status + (await tablet.call('GET', '/me')).status)
      .toBe(601);
    await ada.press('Sign out all others');
    await ada.see('1 other device is signed out.');
    for (const device of [phone, tablet]) expect((await device.call('GET', '/me')).status).toBe(401);
    await ada.see(/^This device/);
    expect(ada.troubles()).toEqual([]);
  });

  it('make a key that a program can use, until it is deleted', async () => {
    await using ada = await enter('keys');
    await ada.press('Make a key');
    await ada.page.getByLabel('Name').fill('My script');
    expect(await findViolations(ada.page, [WIDE_PX])).toEqual([]);
    await ada.press('Make it');
    const key = (await ada.page.getByRole('dialog').locator('code').textContent()) ?? '';
    const use = async () =>
      (await fetch(`${place.server.url}/v1/models`, { headers: { authorization: `Bearer ${key}` } })).status;
    expect(await use()).toBe(200);
    await ada.press('Done');
    await ada.see(/^Hold conversations · /);
    await expect.poll(() => ada.page.content()).not.toContain(key);
    await ada.press('Delete “My script”');
    await ada.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await ada.see('No keys yet');
    expect(await use()).toBe(401);
    expect(ada.troubles()).toEqual([]);
  });

  it('make a passkey, and open the account with it alone', async () => {
    // Passkeys belong to a name, not to a number.
    const url = place.server.url.replace('127.0.0.1', 'localhost');
    await using ada = await openNewcomer({ browser: place.browser, server: { url } }, 'keeper', '/settings/security');
    await addAuthenticator(ada.page.context(), ada);
    await ada.press('Add a passkey');
    await ada.page.getByLabel('Name').fill('My laptop');
    await ada.press('Go on');
    await ada.see('The passkey is added.');
    await ada.page.getByRole('button', { name: 'Remove “My laptop”' }).waitFor();
    await ada.page.context().clearCookies();
    await ada.page.goto(`${url}/app/sign-in`);
    await ada.press('Sign in with a passkey');
    await ada.page.getByLabel('Message', { exact: true }).waitFor();
    expect(ada.troubles(REFUSED)).toEqual([]);
  });

  it('give everything that is one’s own out and take it back, tell who looked, and delete it for good', async () => {
    await using ada = await enter('answers');
    await ada.page.getByLabel('Instruction').fill('Answer in rhymes.');
    await ada.page.getByRole('button', { name: 'Save' }).first().click();
    await ada.see('Saved. The next answer goes by it.');
    await open(ada, 'data');
    const [archive] = await Promise.all([
      ada.page.waitForEvent('download'),
      ada.page.getByRole('button', { name: 'Download' }).click(),
    ]);
    await ada.see(/^Done: /);
    await ada.page
      .locator('input[type=file]')
      .first()
      .setInputFiles(await archive.path());
    await ada.see(/^Done: there was nothing new in it\./);
    await open(ada, 'access');
    await ada.page.getByRole('cell', { name: 'Data downloaded' }).waitFor();

    await open(ada, 'data');
    await ada.press('Delete account …');
    const last = ada.page.getByRole('button', { name: 'Delete everything' });
    expect(await last.isDisabled()).toBe(true);
    expect(await findViolations(ada.page, [WIDE_PX])).toEqual([]);
    await ada.page.getByLabel(/^Type /).fill(ada.api.email);
    await ada.page.getByLabel('Your password').fill('not this one');
    await last.click();
    await ada.page.getByRole('alert').waitFor();
    await ada.page.getByLabel('Your password').fill(NEWCOMER_PASSWORD);
    await last.click();
    await ada.see('Welcome back');
    expect(ada.troubles(REFUSED)).toEqual([]);
    await expect(signIn(ada)).rejects.toThrow('E2003');
  });
});

/** Somebody new, on one page of the settings. */
async function enter(path: string): Promise<Newcomer> {
  people += 1;
  return openNewcomer(place, `person${people}`, `/settings/${path}`);
}

/** @returns the same person on another device */
function signIn({ api }: Newcomer): Promise<TestPerson> {
  return createTestPerson(place.server.url, '/auth/login', { email: api.email, password: NEWCOMER_PASSWORD });
}

async function open(person: Person, path: string): Promise<void> {
  await person.page.goto(`${new URL(person.page.url()).origin}/app/settings/${path}`);
  await person.page.getByRole('main').getByRole('heading', { level: 2 }).first().waitFor();
}

/** A device that makes passkeys and always says yes. */
async function addAuthenticator(context: BrowserContext, { page }: Person): Promise<void> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
