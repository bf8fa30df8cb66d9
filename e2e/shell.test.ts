import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../server/src/kit/must.ts';
import { answerAtOnce } from './driver/answer-at-once.ts';
import { askAndRead } from './driver/ask-and-read.ts';
import { chooseOption } from './driver/choose-option.ts';
import { findViolations, NARROW_PX, WIDE_PX } from './driver/find-violations.ts';
import { type Newcomer, openNewcomer } from './driver/open-newcomer.ts';
import type { Person } from './driver/open-person.ts';
import { seeTitles } from './driver/see-titles.ts';
import { type Place, startPlace } from './driver/start-place.ts';

let place: Place;
beforeAll(async () => {
  place = await startPlace();
});
afterAll(() => place?.[Symbol.asyncDispose]());

describe('around the conversation', () => {
  it('finds everything from the keyboard, and goes to the message that was found', async () => {
    const { provider, server } = place;
    provider.answer(answerAtOnce);
    await using ada = await openNewcomer(place, 'cleo');
    const { page } = ada;
    const others = Array.from({ length: 18 }, (_, i) => `Another question ${i}`);
    const herons = await tell(ada, ['Where do herons sleep?', ...others]);
    await askAndRead(ada, 'What do otters eat?');
    await page.keyboard.press('Control+Shift+O');
    await page.waitForURL(`${server.url}/app/`);

    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog');
    await palette.getByRole('combobox').fill('heron');
    await palette.getByRole('option', { name: /You asked me: Where do herons/ }).waitFor();
    expect(await palette.locator('mark').allTextContents()).toContain('herons');
    expect(await findViolations(page, [NARROW_PX])).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await palette.getByRole('option', { name: /You asked me: Where do herons/ }).click();
    await page.waitForURL((url) => url.pathname === `/app/c/${herons}`);
    await page.getByText('You asked me: Where do herons sleep?').waitFor();
    expect(await page.getByText('You asked me: Where do herons sleep?').isVisible()).toBe(true);

    await page.locator('main').click({ position: { x: 5, y: 300 } });
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    expect(await findViolations(page, [WIDE_PX])).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await expect.poll(() => page.evaluate('document.activeElement.ariaLabel')).toBe('Message');
    expect(ada.troubles()).toEqual([]);
  });

  it('pins, moves, archives and hands out conversations, and takes them in elsewhere', async () => {
    place.provider.answer(answerAtOnce);
    await using ada = await openNewcomer(place, 'dora');
    const { page } = ada;
    for (const subject of ['apples', 'pears', 'plums']) await tell(ada, [subject]);
    await chooseOption(ada, 'apples', 'Pin');
    await seeTitles(ada, ['apples', 'plums', 'pears']);
    await chooseOption(ada, 'pears', 'Move to a space');
    expect(await findViolations(page, [WIDE_PX])).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Tasks' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await show(ada, 'Tasks');
    await seeTitles(ada, ['pears']);
    await show(ada, 'All conversations');
    await chooseOption(ada, 'plums', 'Archive');
    await seeTitles(ada, ['apples', 'pears']);
    await ada.press('Undo');
    await seeTitles(ada, ['apples', 'plums', 'pears']);
    await chooseOption(ada, 'plums', 'Archive');
    await seeTitles(ada, ['apples', 'pears']);
    await show(ada, 'Archive');
    await seeTitles(ada, ['plums']);
    expect(await findViolations(page, [WIDE_PX])).toEqual([]);
    await chooseOption(ada, 'plums', 'Take out of the archive');
    await ada.see('Nothing is archived.');
    await show(ada, 'All conversations');

    const [markdown] = await Promise.all([
      page.waitForEvent('download'),
      chooseOption(ada, 'pears', 'Export as Markdown'),
    ]);
    expect(markdown.suggestedFilename()).toBe('pears.md');
    expect(await readFile(await markdown.path(), 'utf8')).toContain('You asked me: pears');
    const [whole] = await Promise.all([page.waitForEvent('download'), chooseOption(ada, 'pears', 'Export as JSON')]);

    await using bob = await openNewcomer(place, 'bob');
    await bob.page.keyboard.press('Control+k');
    await bob.page.getByRole('combobox').fill('import');
    await bob.page.getByRole('option', { name: 'Import conversations' }).waitFor();
    await bob.page.keyboard.press('Enter');
    const dialog = bob.page.getByRole('dialog', { name: 'Import conversations' });
    await dialog.locator('input[type=file]').setInputFiles(await whole.path());
    await dialog.getByText('Done. 1 new conversation is here.').waitFor();
    expect(await findViolations(bob.page, [NARROW_PX])).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await bob.page.getByRole('link', { name: 'pears' }).click();
    await bob.see('You asked me: pears');
    for (const person of [ada, bob]) expect(person.troubles()).toEqual([]);
  });

  it('begins a conversation in the space that is listed', async () => {
    place.provider.answer(answerAtOnce);
    await using hal = await openNewcomer(place, 'hal');
    await show(hal, 'Tasks');
    await hal.see('This conversation begins in the space “Tasks”.');
    await askAndRead(hal, 'What is to be done?');
    await seeTitles(hal, ['What is to be done?']);
    await show(hal, 'Everyday');
    await hal.see('No conversation is in this space.');
    expect(hal.troubles()).toEqual([]);
  });

  it('folds the sidebar away, by its button and by a key, and leaves it so', async () => {
    await using ida = await openNewcomer(place, 'ida');
    const { page } = ida;
    const list = page.getByRole('button', { name: /^Listed:/ });
    await list.waitFor();
    await ida.press('Fold the sidebar');
    await list.waitFor({ state: 'detached' });
    // Whoever folded it with the keyboard can unfold it at once.
    await expect.poll(() => page.evaluate('document.activeElement.ariaLabel')).toBe('Unfold the sidebar');
    expect(await findViolations(page, [WIDE_PX])).toEqual([]);
    await page.goto(`${place.server.url}/app/tasks`);
    await page.getByRole('button', { name: 'Unfold the sidebar' }).waitFor();
    expect(await list.count()).toBe(0);
    await page.keyboard.press('Control+b');
    await list.waitFor();
    expect(ida.troubles()).toEqual([]);
  });

  it('says into which window goes what is spoken, and goes there', async () => {
    await using gil = await openNewcomer(place, 'gil');
    const { call } = gil.api;
    const { body } = await call<{ dev_code: string }>('POST', '/link/omi/start', { omi_user_id: 'gil' });
    await call('POST', '/link/omi/confirm', { omi_user_id: 'gil', code: body.dev_code });
    place.provider.answer(answerAtOnce);
    await call('POST', '/messages/send', { text: 'Said in three', slot: 3 });
    await gil.page.reload();
    await gil.press('Window 3: Said in three');
    await gil.see('You asked me: Said in three');
    await gil.page.getByRole('button', { name: 'Window 3', pressed: true }).waitFor();
    await gil.press('Window 2: still empty');
    await gil.page.getByRole('button', { name: 'Window 2', pressed: true }).waitFor();
    expect(await findViolations(gil.page, [WIDE_PX])).toEqual([]);
    await expect.poll(async () => (await call<{ active_slot: number }>('GET', '/windows')).body.active_slot).toBe(2);
    expect(gil.troubles()).toEqual([]);
  });
});

/** Says this on another device of somebody. @returns the id of the conversation */
async function tell({ api }: Newcomer, texts: readonly string[]): Promise<string> {
  let id: string | undefined;
  for (const text of texts) {
    const { body } = await api.call<{ conversation_id: string }>('POST', '/messages/send', {
      text,
      conversation_id: id,
    });
    id = body.conversation_id;
  }
  return must(id, 'a conversation');
}

/** Lists these conversations and no others. */
async function show(person: Person, name: string): Promise<void> {
  await person.page.getByRole('button', { name: /^Listed:/ }).click();
  await person.page.getByRole('menuitemradio', { name, exact: true }).click();
}
