import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findViolations, NARROW_PX } from './driver/find-violations.ts';
import { openNewcomer } from './driver/open-newcomer.ts';
import { type Place, startPlace } from './driver/start-place.ts';
import { play } from './omi/play.ts';
import { speak } from './omi/speak.ts';

const SECRET = 'app-wide-webhook-secret-0001';
const HOUR_MS = 3_600_000;

describe('memories, tasks, voice and notifications', () => {
  let place: Place;
  beforeAll(async () => {
    place = await startPlace({ OMI_WEBHOOK_SECRET: SECRET });
    place.provider.answer(async (call) => {
      await call.emit(`About ${call.question}`);
      await call.finish();
    });
  });
  afterAll(() => place?.[Symbol.asyncDispose]());

  it('keeps, finds, corrects and forgets memories, with a way back', async () => {
    await using ada = await openNewcomer(place, 'ada', '/memories');
    const { api, page } = ada;
    await ada.see('Nothing is remembered yet');

    await page.getByLabel('Something to remember').fill('My bicycle has 28 inch wheels');
    await ada.press('Remember');
    await ada.see('My bicycle has 28 inch wheels');
    await api.call('POST', '/memories', { text: 'The key is at Anna’s' });
    await ada.see('The key is at Anna’s');
    await ada.see('A program of yours');

    await page.getByLabel('Search your memories').fill('wheel');
    await page.getByText('The key is at Anna’s').waitFor({ state: 'detached' });
    await ada.see('My bicycle has 28 inch wheels');
    await page.getByLabel('Search your memories').fill('zebra');
    await ada.see('Nothing with these words is remembered');
    await page.getByLabel('Search your memories').fill('');

    await ada.press('Edit “My bicycle has 28 inch wheels”');
    await page.getByLabel('What is remembered').fill('My bicycle has 26 inch wheels');
    await ada.press('Save');
    await ada.see('My bicycle has 26 inch wheels');
    await ada.press('Delete “My bicycle has 26 inch wheels”');
    await ada.see('The memory is deleted.');
    const kept = async () => {
      const { body } = await api.call<{ items: { text: string }[] }>('GET', '/memories');
      return body.items.map(({ text }) => text);
    };
    await expect.poll(kept).toEqual(['The key is at Anna’s']);
    await ada.press('Undo');
    await page.getByRole('button', { name: 'Delete “My bicycle has 26 inch wheels”' }).waitFor();
    await expect.poll(kept).toEqual(['My bicycle has 26 inch wheels', 'The key is at Anna’s']);

    await page.getByLabel('Answers may use your memories').click();
    await expect
      .poll(async () => (await api.call<object>('GET', '/preferences')).body)
      .toMatchObject({ preferences: { inject_memories: false } });
    expect(await findViolations(page)).toEqual([]);
    expect(ada.troubles()).toEqual([]);
  });

  it('shows tasks by when they are due, ticks them off and takes that back', async () => {
    await using bob = await openNewcomer(place, 'bob', '/tasks');
    const { api, page } = bob;
    const write = (title: string, inMs: number | null) =>
      api.call('POST', '/agent-events', {
        type: 'task',
        payload: { title },
        ...(inMs !== null && { due_at: new Date(Date.now() + inMs).toISOString() }),
      });
    await write('Return the books', -48 * HOUR_MS);
    await write('Renew the passport', 48 * HOUR_MS);
    await page.reload();
    const group = (name: string) => page.getByRole('region', { name, exact: true });
    await group('Overdue').getByText('Return the books').waitFor();
    await group('Later').getByText('Renew the passport').waitFor();

    await page.getByLabel('What is to be done').fill('Buy an inner tube');
    await page.getByLabel('Due', { exact: true }).fill('2099-05-02T09:00');
    await bob.press('Add');
    await group('Later').getByText('Buy an inner tube').waitFor();
    await write('Read about heat pumps', null);
    await group('No date').getByText('Read about heat pumps').waitFor();
    expect(await findViolations(page)).toEqual([]);

    await page.getByLabel('“Return the books” is done').click();
    await bob.see('Done: Return the books');
    await group('Overdue').waitFor({ state: 'detached' });
    await bob.press('Undo');
    await group('Overdue').getByText('Return the books').waitFor();
    await bob.press('Edit “Buy an inner tube”');
    await page.getByRole('dialog').getByLabel('Due', { exact: true }).fill('');
    await bob.press('Save');
    await group('No date').getByText('Buy an inner tube').waitFor();
    await page.getByLabel('“Buy an inner tube” is done').click();
    await group('No date').getByText('Buy an inner tube').waitFor({ state: 'detached' });
    await page.getByText('Done', { exact: true }).click();
    await page.getByRole('group').getByText('Buy an inner tube').waitFor();

    await bob.press('New follow-up');
    await page.getByLabel('What you want to be told').fill('How did the repair go?');
    await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
    await bob.press('Cancel “How did the repair go?”');
    await bob.see('None is waiting.');
    expect(bob.troubles()).toEqual([]);
  });

  it('leads from nothing to the first spoken answer, and shows what was heard and understood', async () => {
    await using cleo = await openNewcomer(place, 'cleo', '/omi?uid=cleo');
    const { api, page } = cleo;
    let saidUntilS = 0;
    const hear = async (script: string, isUser = true) => {
      saidUntilS += 12;
      await play(`${place.server.url}/omi-webhook/${SECRET}`, 'cleo', speak(script, { startS: saidUntilS, isUser }), {
        paceMs: 0,
      });
    };
    const step = page.locator('[aria-current=step]');
    await step.getByText('Link your Omi').waitFor();
    expect(page.url()).toContain('/app/voice');
    expect(await page.getByLabel('Omi user id').inputValue()).toBe('cleo');
    expect(await findViolations(page, [NARROW_PX])).toEqual([]);
    await cleo.press('Continue');
    await hear((await page.locator('blockquote').textContent()) ?? '');
    await step.getByText(/Be heard|Ask something/).waitFor();
    await hear('Good morning, did you sleep well?');
    await hear('Not too bad.', false);
    const transcript = page.getByRole('region', { name: 'Being heard now by cleo' });
    await transcript.getByText('Good morning, did you sleep well?').waitFor();
    await transcript.getByText(/^Speaker \d$/).waitFor();

    await hear('Hey Omi, how long do I boil an egg?');
    await cleo.see('About how long do I boil an egg?');
    await cleo.see('Delivered: told in Omi’s reply');
    await step.waitFor({ state: 'detached' });
    await hear('Hey Omi, remind me to call Anna tomorrow at nine.');
    await cleo.see('Add a task');

    const alsoAfter = page.getByLabel('Also right after an answer');
    await alsoAfter.click();
    await expect.poll(() => alsoAfter.isChecked()).toBe(true);
    await page.getByLabel('How long after an answer').selectOption('30');
    await page.getByLabel('Your own wake words').fill('Hey Jarvis');
    await cleo.press('Add');
    await page.getByRole('button', { name: 'Remove “Hey Jarvis”' }).waitFor();
    await expect
      .poll(async () => (await api.call<object>('GET', '/preferences')).body)
      .toMatchObject({
        preferences: { listen_mode: 'FOLLOWUP', followup_window_ms: 30_000, wake_words: ['Hey Jarvis'] },
      });
    expect(await findViolations(page)).toEqual([]);

    await page.getByLabel('Store what is heard').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete and stop' }).click();
    await page.getByText('About how long do I boil an egg?').waitFor({ state: 'detached' });
    expect(cleo.troubles()).toEqual([]);
  });

  it('lets one try it without a device', async () => {
    await using finn = await openNewcomer(place, 'finn', '/voice');
    await finn.page.getByLabel('What your Omi hears', { exact: true }).fill('Hey Omi, how high is the Brocken?');
    await finn.press('Say it');
    await finn.page.getByRole('status').getByText('About how high is the Brocken?').waitFor();
    await finn.page.getByRole('listitem').getByText('About how high is the Brocken?').waitFor();
    expect(finn.troubles()).toEqual([]);
  });

  it('lists what one was told, and says how something gets there', async () => {
    await using dora = await openNewcomer(place, 'dora', '/notifications');
    const { api } = dora;
    await dora.see('You were told nothing yet');
    await api.call('POST', '/followups', { message: 'The kettle is on.' });
    await dora.see('The kettle is on.');
    await dora.see('Delivered: shown here');
    expect(await findViolations(dora.page)).toEqual([]);
    expect(dora.troubles()).toEqual([]);
  });
});
