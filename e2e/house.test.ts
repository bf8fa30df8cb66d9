import { createECDH, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, createTestPerson } from '../server/test/test-person.ts';
import { findViolations, NARROW_PX, WIDE_PX } from './driver/find-violations.ts';
import { NEWCOMER_PASSWORD, openNewcomer } from './driver/open-newcomer.ts';
import { openPerson, type Person } from './driver/open-person.ts';
import { type Place, startPlace } from './driver/start-place.ts';

/** What Chromium itself writes about an answer that is a refusal. */
const REFUSED = /status of 40[13]/;
const PHONE = { width: NARROW_PX, height: 844 };

describe('the house and its people', { timeout: 120_000 }, () => {
  let place: Place;
  let ada: Person;
  beforeAll(async () => {
    place = await startPlace();
    ada = await openPerson(place.browser, place.server.url);
    await ada.page.goto(`${place.server.url}/app/sign-in`);
    await ada.enter(ADMIN, 'Sign in');
  }, 180_000);
  afterAll(async () => {
    await ada?.[Symbol.asyncDispose]();
    await place?.[Symbol.asyncDispose]();
  });

  const register = (name: string) =>
    createTestPerson(place.server.url, '/auth/register', {
      email: `${name}@example.org`,
      password: NEWCOMER_PASSWORD,
    });

  it('shows what the server is set to, and closes the registration while it runs', async () => {
    await ada.page.goto(`${place.server.url}/app/console/system`);
    const row = (name: string) => ada.page.getByRole('row').filter({ hasText: name });
    await row('OPENAI_COMPATIBLE_BASE_URL').getByText(place.provider.baseUrl).waitFor();
    await row('SESSION_SECRET').getByText('Hidden').waitFor();
    expect(await ada.page.content()).not.toContain(ADMIN.password);

    const saved = () => ada.page.waitForResponse((answer) => answer.request().method() === 'PATCH');
    const [closed] = await Promise.all([saved(), ada.page.getByRole('radio', { name: /^Nobody/ }).click()]);
    expect(closed.status()).toBe(200);
    await expect(register('latecomer')).rejects.toThrow('E2005');
    const [reset] = await Promise.all([saved(), ada.press('Go by REGISTRATION')]);
    expect(reset.status()).toBe(200);
    await register('early-bird');
    await ada.page.getByRole('radio', { name: /^Everybody/, checked: true }).waitFor();
    expect(await findViolations(ada.page, [WIDE_PX])).toEqual([]);
    expect(ada.troubles(REFUSED)).toEqual([]);
  });

  it('is run from a phone: each room from one menu, each row as a block with its buttons in reach', async () => {
    await ada.page.setViewportSize(PHONE);
    await ada.page.goto(`${place.server.url}/app/console/people`);
    const person = ada.page.getByRole('row').filter({ hasText: ADMIN.email });
    const role = await person.getByText('Administrator').boundingBox();
    expect((role?.x ?? NARROW_PX) + (role?.width ?? 0)).toBeLessThan(NARROW_PX);
    await ada.press('People');
    await ada.page.getByRole('menuitem', { name: 'System settings' }).click();
    await ada.page.getByRole('heading', { name: 'System settings' }).waitFor();
    expect(await findViolations(ada.page, [NARROW_PX])).toEqual([]);
    await ada.page.setViewportSize({ width: WIDE_PX, height: 900 });
    await ada.page.getByRole('link', { name: 'System settings' }).waitFor();
  });

  it('tells what would be understood of a sentence, by the rules of the server', async () => {
    await using bob = await openNewcomer(place, 'bob', '/voice');
    const { page } = bob;
    const outcome = page.getByRole('status').filter({ hasText: 'When it answers' });
    const test = async (sentence: string, isAfterAnswer = false) => {
      await page.getByLabel('What you would say').fill(sentence);
      await page.getByLabel('Said right after an answer').setChecked(isAfterAnswer);
      await Promise.all([page.waitForResponse(/\/omi\/understand$/), bob.press('Test it')]);
    };
    await test('Hey Omi, remind me to call Anna tomorrow at nine.');
    await outcome.getByText('Hey Omi', { exact: true }).waitFor();
    await outcome.getByText('Add a task', { exact: true }).waitFor();
    await outcome.getByText('call Anna', { exact: true }).waitFor();

    await test('How long do I boil an egg?');
    await outcome.getByText(/^Nothing of it would be taken/).waitFor();
    await page.getByRole('combobox', { name: 'When it answers' }).selectOption('FOLLOWUP');
    await test('How long do I boil an egg?', true);
    await outcome.getByText('Question', { exact: true }).first().waitFor();
    await outcome.getByText('right after an answer', { exact: true }).waitFor();

    await bob.api.call('PATCH', '/preferences', { wake_words: ['Hey Jarvis'], paused: true });
    await page.getByRole('combobox', { name: 'When it answers' }).selectOption('TRIGGER');
    await test('Hey Jarvis, help.');
    await outcome.getByText('Hey Jarvis', { exact: true }).waitFor();
    await outcome.getByText(/^At the moment nothing would be heard/).waitFor();
    expect((await bob.api.call<{ items: object[] }>('GET', '/omi/utterances')).body.items).toEqual([]);
    expect(await findViolations(page, [NARROW_PX])).toEqual([]);
    expect(bob.troubles()).toEqual([]);
  });

  it('chooses the window that is spoken into, and its space', async () => {
    await using finn = await openNewcomer(place, 'finn');
    const { api, page } = finn;
    const omi = { omi_user_id: 'finn' };
    const { body } = await api.call<{ dev_code: string }>('POST', '/link/omi/start', omi);
    await api.call('POST', '/link/omi/confirm', { ...omi, code: body.dev_code });
    await page.goto(`${place.server.url}/app/voice`);
    await page.getByRole('radio', { name: /^3/ }).click();
    await expect
      .poll(async () => (await api.call<object>('GET', '/windows')).body, { timeout: 30_000 })
      .toMatchObject({ active_slot: 3 });
    await page.getByLabel('Space', { exact: true }).selectOption({ label: 'Tasks' });
    await expect
      .poll(async () => (await api.call<object>('GET', '/spaces')).body, { timeout: 30_000 })
      .toMatchObject({ active: 'tasks' });
    // Said by voice, or on another device.
    await api.call('POST', '/windows/activate', { slot: 2 });
    await page.getByRole('radio', { name: /^2/, checked: true }).waitFor();
    expect(await findViolations(page, [NARROW_PX])).toEqual([]);
    expect(finn.troubles()).toEqual([]);
  });

  it('gives a phone the address of the server and nothing else', async () => {
    await using cleo = await openNewcomer(place, 'cleo', '/settings/phone');
    await cleo.page.getByRole('img', { name: 'QR code of the server’s address' }).waitFor();
    expect(await cleo.page.locator('main code').textContent()).toBe(place.server.url);
    await cleo.see(/^This address works on this machine only/);
    expect(await findViolations(cleo.page, [NARROW_PX])).toEqual([]);
    expect(cleo.troubles()).toEqual([]);
  });

  it('tries a push, and says how far it came', async () => {
    await using dora = await openNewcomer(place, 'dora');
    const endpoint = 'https://push.invalid/dora';
    const p256dh = createECDH('prime256v1').generateKeys('base64url');
    const keys = { p256dh, auth: randomBytes(16).toString('base64url') };
    await dora.api.call('POST', '/push/subscriptions', { endpoint, keys });
    await dora.page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    // A browser without a window has no push service of its own.
    await dora.page.addInitScript(
      `Object.defineProperty(Notification, 'permission', { get: () => 'default' });
       PushManager.prototype.getSubscription = async () => ({ endpoint: '${endpoint}' });`,
    );
    await dora.page.goto(`${place.server.url}/app/settings/pushes`);
    await dora.press('Send a test');
    await dora.see(
      'The server did not reach this browser’s push service. Try again later, or tell your administrator.',
    );
    expect(dora.troubles()).toEqual([]);
  });
});
