import { expect, it } from 'vitest';
import { must } from '../server/src/kit/must.ts';
import { ADMIN } from '../server/test/test-person.ts';
import { findViolations, WIDE_PX } from './driver/find-violations.ts';
import { openPerson } from './driver/open-person.ts';
import { startPlace } from './driver/start-place.ts';
import { play } from './omi/play.ts';
import { speak } from './omi/speak.ts';
import { startOmiStandIn } from './omi/start-omi-stand-in.ts';

const SECRET = 'app-wide-webhook-secret-0001';
/** What Chromium itself writes about answers that are refusals. */
const REFUSED = /status of 40[014]/;

it('links a wearable that comes from Omi, shows that it is heard, tests its way, and lets it go', async () => {
  await using omi = await startOmiStandIn({ enabledUids: ['u1', 'u2'] });
  await using place = await startPlace({
    OMI_APP_ID: omi.app.id,
    OMI_APP_SECRET: omi.app.apiKey,
    OMI_API_BASE_URL: omi.url,
    OMI_WEBHOOK_SECRET: SECRET,
  });
  const { browser, server } = place;
  const hear = (script: string, uid: string, address = `/omi-webhook/${SECRET}`) =>
    play(server.url + address, uid, speak(script), { paceMs: 0 });
  await using ada = await openPerson(browser, server.url);
  const { page } = ada;
  // A step of this name is listed before it is the one to be taken.
  const uidField = page.getByLabel('Omi user id');
  await page.goto(`${server.url}/omi/connect?uid=u1`);
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Password', { exact: true }).fill(ADMIN.password);
  await ada.press('Sign in');
  expect(await uidField.inputValue()).toBe('u1');
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
  await uidField.waitFor();
  expect((await hear('Still there?', 'u1', address))[0]?.status).toBe(404);

  await uidField.fill('u2');
  await ada.press('Continue');
  const code = page.getByLabel('Or enter the 8 digits that Omi pushed to your phone');
  await code.fill('0000 0000');
  await ada.press('Link');
  await ada.see('The link code is wrong or has expired.');
  const pushed = () => omi.notifications.filter(({ uid }) => uid === 'u2');
  await expect.poll(pushed).toHaveLength(1);
  await code.fill(must(pushed()[0], 'the pushed code').message.replace(/\D/g, '').slice(0, 8));
  await ada.press('Link');
  await ada.see('Linked. Nothing was heard yet');
  expect(ada.troubles(REFUSED)).toEqual([]);
});
