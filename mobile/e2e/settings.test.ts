import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, createTestPerson, type TestPerson } from '../../server/test/test-person.ts';
import { type Phone, startPhone } from './start-phone.ts';

let phone: Phone;
/** The same person elsewhere. */
let elsewhere: TestPerson;
beforeAll(async () => {
  phone = await startPhone();
  await phone.enter(ADMIN);
  elsewhere = await createTestPerson(phone.place.server.url, '/auth/login', ADMIN);
}, 300_000);
afterAll(() => phone?.[Symbol.asyncDispose]());

const toSettings = async () => {
  await phone.page.goto(`${phone.origin}/settings`);
  await phone.button('Sign out').waitFor();
};
const preferences = async () => {
  const { body } = await elsewhere.call<{ preferences: Record<string, unknown> }>('GET', '/preferences');
  return body.preferences;
};
const groundOf = () =>
  phone.page
    .getByRole('button', { name: /Sign out|Abmelden/ })
    .last()
    .evaluate((element) => getComputedStyle(element).backgroundColor);

describe('settings on a phone', () => {
  it('show the person, the limits, the second factor, the server', async () => {
    await toSettings();
    for (const text of [
      ADMIN.email,
      /no limit|of \d/,
      /your password alone opens your account/,
      phone.place.server.url,
    ])
      await phone.see(text);
    await phone.see(/A page is pushed to by its browser/);
    await phone.show('settings');
    await phone.button('Sign out').scrollIntoViewIfNeeded();
    await phone.show('settings-end');
  });

  it('change the name', async () => {
    await phone.page.getByRole('button', { name: /Change your name$/ }).click();
    await phone.field('Name').fill('Ada Lovelace');
    await phone.show('settings-name');
    await phone.button('Save').click();
    await phone.see('Your name is saved.');
    await phone.page.getByRole('button', { name: /^Ada Lovelace/ }).waitFor();
  });

  it('change what the server does', async () => {
    await phone.page.getByRole('switch', { name: 'Titles by the model' }).click();
    await expect.poll(async () => (await preferences()).title_by_model).toBe(false);
    await phone.page.getByRole('switch', { name: 'No pushes in quiet hours' }).click();
    await phone.page.getByRole('button', { name: /^To, 07:00/ }).click();
    await phone.button('08:30').click();
    await expect.poll(async () => (await preferences()).quiet_hours).toEqual({ from: '22:00', to: '08:30' });
  });

  it('change the colours of this phone, and keep them', async () => {
    const light = await groundOf();
    await phone.page.getByRole('button', { name: /^Appearance/ }).click();
    await phone.show('settings-appearance');
    await phone.button('Dark').click();
    await expect.poll(groundOf).not.toBe(light);
    const dark = await groundOf();
    await toSettings();
    expect(await groundOf()).toBe(dark);
    await phone.page.getByRole('button', { name: /^Appearance/ }).click();
    await phone.button('Like the device').click();
    await expect.poll(groundOf).toBe(light);
  });

  it('change the language here and at the server', async () => {
    await phone.page.getByRole('button', { name: /^Language/ }).click();
    await phone.button('Deutsch').click();
    await phone.button('Abmelden').waitFor();
    await expect.poll(async () => (await preferences()).language).toBe('de');
    await phone.page.getByRole('button', { name: /^Sprache/ }).click();
    await phone.button('English').click();
    await phone.button('Sign out').last().waitFor();
  });

  it('sign another device out', async () => {
    await toSettings();
    await phone.see('This device');
    const others = phone.page.getByRole('button', { name: /^Sign out .+/ }).filter({ visible: true });
    await others.filter({ hasNotText: 'all' }).first().click();
    await phone.see(/is signed out\./);
    await expect.poll(async () => (await elsewhere.call('GET', '/me')).status).toBe(401);
  });
});

describe('a link to a conversation', () => {
  it('leads there, also when one has to sign in first', async () => {
    await phone.page.goto(`${phone.origin}/chats`);
    await phone.ask('Where is Graz?');
    const call = await phone.place.provider.call();
    await call.emit('In Styria.');
    await call.finish();
    await phone.button('Copy answer').waitFor();
    await expect.poll(() => phone.page.url()).toMatch(/\/chat\/(?!new)/);
    const id = new URL(phone.page.url()).pathname.split('/').at(-1);

    await phone.page.goto(`${phone.origin}/c/${id}`);
    await phone.see('In Styria.');
    await expect.poll(() => phone.page.url()).toContain(`/chat/${id}`);

    await toSettings();
    await phone.button('Sign out').last().click();
    await phone.field('Password').waitFor();
    await phone.page.goto(`${phone.origin}/c/${id}`);
    await phone.field('E-mail').fill(ADMIN.email);
    await phone.field('Password').fill(ADMIN.password);
    await phone.button('Sign in').click();
    await phone.see('In Styria.');
    await phone.page.goBack();
    await phone.button('New conversation').waitFor();
  });

  it('to another server says so', async () => {
    await phone.page.goto(`${phone.origin}/c/c1?server=https%3A%2F%2Fother.example.org`);
    await phone.see('This link leads to https://other.example.org, where you are not signed in.');
    await phone.button('New conversation').waitFor();
    expect(phone.troubles()).toEqual([]);
  });
});
