import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerAtOnce } from './driver/answer-at-once.ts';
import { askAndRead } from './driver/ask-and-read.ts';
import { findViolations, NARROW_PX, WIDE_PX } from './driver/find-violations.ts';
import { openNewcomer } from './driver/open-newcomer.ts';
import { seeAnswer } from './driver/see-answer.ts';
import { type Place, startPlace } from './driver/start-place.ts';

const MODELS = [
  { id: 'scripted', context_length: 40_960, architecture: { input_modalities: ['text', 'image'] } },
  ...Array.from({ length: 9 }, (_, i) => ({ id: `vendor/model-${i}`, context_length: 4_096 })),
];
/** One green point. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let place: Place;
beforeAll(async () => {
  place = await startPlace({}, MODELS);
});
afterAll(() => place?.[Symbol.asyncDispose]());

describe('where one writes', () => {
  it('takes files along by button and paste, and lets one be left out', async () => {
    await using ada = await openNewcomer(place, 'ada');
    const { page } = ada;
    await page.locator('input[type=file]').setInputFiles([
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('The password of the shed is a herring.') },
      { name: 'wrong.txt', mimeType: 'text/plain', buffer: Buffer.from('Not this one.') },
      { name: 'odd.bin', mimeType: 'application/octet-stream', buffer: Buffer.from([0, 1, 2, 255]) },
    ]);
    const files = page.getByRole('list', { name: 'Attached files' });
    await files.getByRole('alert').waitFor();
    await ada.press('Remove “odd.bin”');
    await ada.press('Remove “wrong.txt”');
    await page.evaluate(`(${PASTE})('${PICTURE.toString('base64')}')`);
    await files.getByText('pasted.png').waitFor();
    expect(await findViolations(page, [NARROW_PX])).toEqual([]);
    await ada.ask('What is in these?');
    const call = await place.provider.call();
    await call.emit('A herring.');
    await call.finish();
    await ada.see(/ · 5 tokens$/);
    const sent = JSON.stringify(call.body);
    expect(sent).toContain('is a herring');
    expect(sent).not.toContain('Not this one');
    expect(sent).toContain(`data:image/png;base64,`);
    await expect.poll(() => files.count()).toBe(0);
    await page.getByRole('link', { name: /notes\.txt/ }).waitFor();
    expect(ada.troubles(/status of 415/)).toEqual([]);
  });

  it('lets a message wait for the end of an answer, taken back and kept through a reload', async () => {
    await using ada = await openNewcomer(place, 'bea');
    const { page } = ada;
    const { provider } = place;
    const field = page.getByLabel('Message', { exact: true });
    await ada.ask('First');
    const first = await provider.call();
    await first.emit('Slowly');
    await seeAnswer(ada, 'Slowly');
    await field.fill('Second');
    await page.keyboard.press('Enter');
    await field.fill('Third');
    await ada.press('Send when the answer has ended');
    const queue = page.getByRole('list', { name: 'Comes next' });
    await expect.poll(() => queue.getByRole('listitem').count()).toBe(2);
    expect(await findViolations(page, [WIDE_PX])).toEqual([]);
    await field.press('ArrowUp');
    await expect.poll(() => field.inputValue()).toBe('Third');
    await first.finish();
    const second = await provider.call();
    expect(second.question).toBe('Second');
    await second.emit('Still');
    await seeAnswer(ada, 'Still');
    await field.press('Enter');
    await queue.getByText('Third').waitFor();
    await page.reload();
    await queue.getByText('Waits for you').waitFor();
    await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
    // Wherever the focus is, as long as nothing else wants the key.
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('Escape');
    await expect.poll(() => second.isClosed).toBe(true);
    await ada.see('You stopped this answer.');
    await queue.getByText('Third').waitFor();
    await ada.press('Send now');
    const third = await provider.call();
    expect(third.question).toBe('Third');
    await third.emit('At last.');
    await third.finish();
    await seeAnswer(ada, 'At last.');
    await expect.poll(() => queue.count()).toBe(0);
    // As long as the answer is being written, no message can be changed.
    await page.getByRole('button', { name: 'Stop', exact: true }).waitFor({ state: 'detached' });

    await field.press('ArrowUp');
    await page.getByLabel('Edit message', { exact: true }).and(page.locator('textarea')).waitFor();
    expect(ada.troubles()).toEqual([]);
  });

  it('keeps a temporary conversation out of sight until it is kept', async () => {
    place.provider.answer(answerAtOnce);
    await using ada = await openNewcomer(place, 'eve');
    const { page } = ada;
    await ada.press('Make it a temporary conversation');
    await ada.see('Temporary conversation.');
    expect(await findViolations(page, [NARROW_PX])).toEqual([]);
    await askAndRead(ada, 'Between us');
    await ada.see('Temporary conversation.');
    await ada.see('Your conversations will be listed here.');
    await page.reload();
    await ada.press('Keep it');
    await page.getByRole('link', { name: 'Between us' }).waitFor();
    await expect.poll(() => page.getByText('Temporary conversation.').count()).toBe(0);
    expect(ada.troubles()).toEqual([]);
  });

  it('chooses a model by its name, on a narrow screen too', async () => {
    await using ada = await openNewcomer(place, 'fay');
    const { page } = ada;
    await page.setViewportSize({ width: NARROW_PX, height: 844 });
    await page.getByRole('button', { name: /Model: scripted/ }).click();
    await page.getByRole('option', { name: /scripted.*Sees pictures.*40k/ }).waitFor();
    expect(await findViolations(page, [NARROW_PX])).toEqual([]);
    await page.getByRole('combobox').fill('model-7');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /Model: vendor\/model-7/ }).waitFor();
    place.provider.answer(answerAtOnce);
    await askAndRead(ada, 'Who answers?');
    expect(place.provider.calls.at(-1)?.model).toBe('vendor/model-7');

    await ada.press('Open conversations');
    const drawer = page.getByRole('dialog', { name: 'Conversations' });
    await drawer.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('combobox').waitFor();
    await page.keyboard.press('Escape');
    await ada.press('Open conversations');
    await drawer.getByRole('button', { name: 'Account menu' }).click();
    expect(await findViolations(page, [NARROW_PX])).toEqual([]);
    expect(ada.troubles()).toEqual([]);
  });
});

/** In the page: pastes a picture into the field. */
const PASTE = `(base64) => {
  const bytes = Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0));
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([bytes], 'pasted.png', { type: 'image/png' }));
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
  document.querySelector('[data-composer]').dispatchEvent(event);
}`;
