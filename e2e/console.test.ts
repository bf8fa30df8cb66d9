import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../server/src/kit/must.ts';
import { ADMIN, createTestPerson, type TestPerson } from '../server/test/test-person.ts';
import { findViolations, NARROW_PX } from './driver/find-violations.ts';
import { openPerson, type Person } from './driver/open-person.ts';
import { type Place, startPlace } from './driver/start-place.ts';

const GRACE = { email: 'grace@example.org', password: 'was it this sentence?' };
/** What Chromium itself writes about an answer that is a refusal. */
const REFUSED = /status of 40[134]/;

const PAGES: readonly [path: string, seen: string][] = [
  ['overview', 'There is no backup yet. If this machine fails, everything is gone.'],
  ['people', GRACE.email],
  ['invites', 'No invites yet'],
  ['limits', 'Administrators'],
  ['usage', 'scripted'],
  ['providers', 'OpenAI-compatible server'],
  ['providers/new', 'New provider'],
  ['prices', 'No model has a stand-in yet.'],
  ['tools', 'No tool servers yet'],
  ['streams', 'No answer is being written'],
  ['outbox', 'Nothing was given up'],
  ['metrics', 'Answers by provider'],
  ['backups', 'No backups yet'],
  ['retention', 'Days by space'],
  ['audit', 'session.login'],
];

describe('the console', () => {
  let place: Place;
  let ada: Person;
  let reader: TestPerson;

  beforeAll(async () => {
    place = await startPlace();
    const { browser, server, provider } = place;
    reader = await createTestPerson(server.url, '/auth/register', GRACE);
    provider.answer(async (call) => {
      await call.emit('Yes.');
      await call.finish('stop', { prompt_tokens: 20, completion_tokens: 2 });
    });
    await ask('Is it so?');
    ada = await openPerson(browser, server.url);
    await ada.page.goto(`${server.url}/app/sign-in`);
    await ada.enter(ADMIN, 'Sign in');
  });
  afterAll(() => place?.[Symbol.asyncDispose]());

  const open = (path: string) => ada.page.goto(`${place.server.url}/app/console/${path}`);
  /** The one in front. */
  const dialog = () => ada.page.getByRole('dialog').last();
  const inDialog = (name: string) => dialog().getByRole('button', { name, exact: true }).click();

  async function ask(text: string): Promise<string> {
    const sent = await reader.call<{ conversation_id: string }>('POST', '/messages/send', { text });
    return sent.body.conversation_id;
  }

  it('shows every room to an admin', async () => {
    for (const [path, seen] of PAGES) {
      await open(path);
      await ada.see(seen);
    }
    expect(ada.troubles()).toEqual([]);
  });

  it('shows nothing to anybody else', async () => {
    await using grace = await openPerson(place.browser, place.server.url);
    await grace.page.goto(`${place.server.url}/app/sign-in`);
    await grace.enter(GRACE, 'Sign in');
    const asked: string[] = [];
    grace.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    for (const path of ['console/people', 'console/audit', 'welcome']) {
      await grace.page.goto(`${place.server.url}/app/${path}`);
      await grace.see('There is nothing at this address');
    }
    expect(asked.filter((path) => path.startsWith('/admin'))).toEqual([]);
    expect(grace.troubles()).toEqual([]);
  });

  it('invites somebody by a link that is shown once', async () => {
    await open('invites');
    await ada.press('Invite somebody');
    await dialog().getByLabel('E-mail').fill('alan@example.org');
    await inDialog('Make link');
    await dialog().getByRole('img', { name: 'QR code of the link' }).waitFor();
    expect(await dialog().locator('code').textContent()).toMatch(/\/app\/register\?invite=\S{10,}/);
    expect(await findViolations(ada.page, [NARROW_PX])).toEqual([]);
    await inDialog('Done');
    await ada.see('alan@example.org');
    await ada.press('End');
    await inDialog('End');
    await ada.see('No invites yet');
  });

  it('limits a person, disables them, and asks once more who it is before', async () => {
    const byServer = '**/admin/users/*';
    // As the server answers when the sign-in was a while ago.
    await ada.page.route(byServer, (route) =>
      route.request().method() === 'PATCH' ? route.fulfill({ status: 403, json: TOO_LONG_AGO }) : route.continue(),
    );
    await open('people');
    await ada.page.getByRole('link', { name: 'grace', exact: true }).click();
    await ada.page.getByLabel('Messages a day').first().selectOption({ label: 'A number' });
    await ada.page.getByLabel('Messages a day: number').fill('3');
    await ada.press('Save');
    await ada.see('1 of 3');
    expect(await findViolations(ada.page)).toEqual([]);
    await ada.press('Disable');
    await inDialog('Disable');
    await ada.see('Is it you?');
    expect(await findViolations(ada.page, [NARROW_PX])).toEqual([]);
    await dialog().getByLabel('Your password').fill('not this one');
    await inDialog('Go on');
    await ada.see('The password is wrong.');
    await ada.page.unroute(byServer);
    await dialog().getByLabel('Your password').fill(ADMIN.password);
    await inDialog('Go on');
    await ada.press('Enable');
    await inDialog('Enable');
    await ada.page.getByRole('button', { name: 'Disable', exact: true }).waitFor();
    // Every session ended with the account's.
    reader = await createTestPerson(place.server.url, '/auth/login', GRACE);
  });

  it('reads a conversation only with a reason that the person is told', async () => {
    const conversationId = await ask('Nobody reads this, do they?');
    await open(`people/${reader.id}`);
    await ada.press('Read a conversation');
    await ada.see(/This person is notified at once/);
    await ada.page.getByLabel('Address or id of the conversation').fill(`${place.server.url}/app/c/${conversationId}`);
    await ada.page.getByLabel('Reason').fill('Grace asked me to look at an answer.');
    await ada.press('Read, and tell the person');
    await ada.see('Nobody reads this, do they?');
    const told = await reader.fetch('GET', '/account/access-log');
    expect(await told.text()).toContain('Grace asked me to look at an answer.');
  });

  it('finds out what is wrong with a provider, and adds one that works', async () => {
    await open('providers/new');
    await ada.page.getByRole('radio', { name: /OpenAI-compatible/ }).click();
    await ada.page.getByLabel('Name', { exact: true }).fill('The lab');
    await ada.page.getByLabel('Address', { exact: true }).fill('http://127.0.0.1:9/v1');
    await ada.page.getByLabel('Allow private addresses').click();
    await ada.press('Check');
    await ada.see('It does not work yet.');
    await ada.see(/^Start it\./);
    await ada.page.getByLabel('Address', { exact: true }).fill(place.provider.baseUrl);
    await ada.page.getByLabel('Key', { exact: true }).fill('first-key');
    await ada.press('Check');
    await ada.see('It works.');
    expect(await findViolations(ada.page)).toEqual([]);
    await ada.press('Add provider');
    await ada.page.getByRole('link', { name: 'The lab' }).click();
    await ada.see('A key is kept. Type another one to replace it.');
    await ada.page.getByLabel('Address', { exact: true }).fill('http://localhost:9/v1');
    await ada.press('Save');
    await ada.see(/The key was removed: it belonged to the host of the old address/);
    expect(await findViolations(ada.page, [NARROW_PX])).toEqual([]);
    await ada.press('Delete');
    await inDialog('Delete');
    await ada.page.getByRole('link', { name: 'The lab' }).waitFor({ state: 'detached' });
    expect(ada.troubles(REFUSED)).toEqual([]);
  });

  it('stops an answer, makes a backup and proves the audit log', async () => {
    const running = ask('A long one');
    place.provider.answer(() => undefined);
    const call = await place.provider.call('A long one');
    await call.emit('It begins');
    await open('streams');
    await ada.press('Stop');
    await inDialog('Stop');
    await expect.poll(() => call.isClosed).toBe(true);
    await running;
    await ada.see('No answer is being written');

    await open('backups');
    await ada.press('Make backup now');
    await ada.see(/The backup is made and proved/);
    await ada.see(/npx omniai restore omniai-/);
    await open('audit');
    await ada.press('Verify now');
    await ada.see(/Nothing is missing or changed: \d+ entries, from number 1 on\./);
    await ada.page.getByLabel('Action').fill('backup');
    await ada.press('Filter');
    await expect.poll(() => ada.page.getByRole('row').count()).toBe(2);
    const file = ada.page.waitForEvent('download');
    await ada.press('Export');
    await ada.page.getByRole('menuitem', { name: 'CSV' }).click();
    expect((await file).suggestedFilename()).toBe('audit.csv');
    expect(ada.troubles(REFUSED)).toEqual([]);
  });

  it('welcomes: finds the model, invites people, and can be left', async () => {
    await ada.page.goto(`${place.server.url}/app/welcome`);
    await ada.see('A model is there. You can begin.');
    expect(await findViolations(ada.page)).toEqual([]);
    await ada.press('Next');
    await ada.press('Invite somebody');
    await inDialog('Make link');
    await inDialog('Done');
    await ada.press('Begin');
    await ada.page.getByLabel('Message', { exact: true }).waitFor();
    expect(must(new URL(ada.page.url()).pathname, 'a path')).toBe('/app/');
  });
});

const TOO_LONG_AGO = { ok: false, error: { code: 'E2007', message: 'Sign in again to do this.' } };
