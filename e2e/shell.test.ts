import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../server/src/kit/must.ts';
import { createTestDatabase } from '../server/test/database.ts';
import { type ScriptedProvider, startScriptedProvider } from '../server/test/scripted-provider.ts';
import { createTestPerson } from '../server/test/test-person.ts';
import { answerAtOnce } from './driver/answer-at-once.ts';
import { findViolations, NARROW_PX, WIDE_PX } from './driver/find-violations.ts';
import { openBrowser } from './driver/open-browser.ts';
import { openPerson, type Person } from './driver/open-person.ts';
import { type ServerProcess, startServerProcess } from './driver/server-process.ts';
import { settingsOf } from './driver/settings-of.ts';

const MODELS = [
  { id: 'scripted', context_length: 40_960, architecture: { input_modalities: ['text', 'image'] } },
  ...Array.from({ length: 9 }, (_, i) => ({ id: `vendor/model-${i}`, context_length: 4_096 })),
];
/** One green point. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PATIENT = { timeout: 10_000 };
/** What Chromium itself writes about answers that are refusals. */
const REFUSED = /status of 401/;

let stack: AsyncDisposableStack;
let browser: Browser;
let server: ServerProcess;
let provider: ScriptedProvider;

beforeAll(async () => {
  stack = new AsyncDisposableStack();
  browser = await openBrowser();
  stack.defer(() => browser.close());
  const database = stack.use(await createTestDatabase('sqlite'));
  provider = stack.use(await startScriptedProvider(MODELS));
  server = stack.use(await startServerProcess(settingsOf(database, provider)));
}, 120_000);
afterAll(() => stack.disposeAsync());

describe('around the conversation', { timeout: 60_000 }, () => {
  it('takes files along by button and paste, and lets one be left out', async () => {
    await using ada = await open('ada');
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
    await page.setViewportSize({ width: WIDE_PX, height: 900 });
    await ada.ask('What is in these?');
    const call = await provider.call();
    await call.emit('A herring.');
    await call.finish();
    await ada.see(/ · 5 tokens$/);
    const sent = JSON.stringify(call.body);
    expect(sent).toContain('is a herring');
    expect(sent).not.toContain('Not this one');
    expect(sent).toContain(`data:image/png;base64,`);
    expect(await files.count()).toBe(0);
    await page.getByRole('link', { name: /notes\.txt/ }).waitFor();
    expect(ada.troubles(/status of 4(01|15)/)).toEqual([]);
  });

  it('lets a message wait for the end of an answer, taken back and kept through a reload', async () => {
    await using ada = await open('bea');
    const { page } = ada;
    const field = page.getByLabel('Message', { exact: true });
    await ada.ask('First');
    const first = await provider.call();
    await first.emit('Slowly');
    await ada.see('Slowly');
    await field.fill('Second');
    await page.keyboard.press('Enter');
    await field.fill('Third');
    await ada.press('Send when the answer has ended');
    const queue = page.getByRole('list', { name: 'Comes next' });
    await expect.poll(() => queue.getByRole('listitem').count(), PATIENT).toBe(2);
    expect(await findViolations(page, [WIDE_PX])).toEqual([]);
    await field.press('ArrowUp');
    expect(await field.inputValue()).toBe('Third');
    await first.finish();
    const second = await provider.call();
    expect(second.question).toBe('Second');
    await second.emit('Still');
    await ada.see('Still');
    await field.press('Enter');
    await queue.getByText('Third').waitFor();
    await page.reload();
    await queue.getByText('Waits for you').waitFor();
    await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
    // Wherever the focus is, as long as nothing else wants the key.
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('Escape');
    await expect.poll(() => second.isClosed, PATIENT).toBe(true);
    await ada.see('You stopped this answer.');
    await queue.getByText('Third').waitFor();
    await ada.press('Send now');
    const third = await provider.call();
    expect(third.question).toBe('Third');
    await third.emit('At last.');
    await third.finish();
    await ada.see('At last.');
    expect(await queue.count()).toBe(0);

    await field.press('ArrowUp');
    await page.getByLabel('Edit message', { exact: true }).and(page.locator('textarea')).waitFor();
    expect(ada.troubles(REFUSED)).toEqual([]);
  });

  it('finds everything from the keyboard, and goes to the message that was found', async () => {
    provider.answer(answerAtOnce);
    await using ada = await open('cleo');
    const { page } = ada;
    const others = Array.from({ length: 18 }, (_, i) => `Another question ${i}`);
    const herons = await tell('cleo', ['Where do herons sleep?', ...others]);
    await ask(ada, 'What do otters eat?');
    await page.keyboard.press('Control+Shift+O');
    await page.waitForURL(`${server.url}/app/`);

    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog');
    await palette.getByRole('combobox').fill('heron');
    await palette.getByRole('option', { name: /You asked me: Where do herons/ }).waitFor();
    expect(await palette.locator('mark').allTextContents()).toContain('herons');
    expect(await findViolations(page, [NARROW_PX])).toEqual([]);
    await page.setViewportSize({ width: WIDE_PX, height: 900 });
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
    await expect.poll(() => page.evaluate('document.activeElement.ariaLabel'), PATIENT).toBe('Message');
    expect(ada.troubles(REFUSED)).toEqual([]);
  });

  it('pins, moves, archives and hands out conversations, and takes them in elsewhere', async () => {
    provider.answer(answerAtOnce);
    await using ada = await open('dora');
    const { page } = ada;
    const list = page.getByRole('navigation', { name: 'Conversations' });
    for (const subject of ['apples', 'pears', 'plums']) await tell('dora', [subject]);
    await choose(ada, 'apples', 'Pin');
    await expect.poll(() => list.getByRole('link').allTextContents(), PATIENT).toEqual(['apples', 'plums', 'pears']);
    await choose(ada, 'pears', 'Move to a space');
    expect(await findViolations(page, [WIDE_PX])).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Tasks' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await show(ada, 'Tasks');
    await expect.poll(() => list.getByRole('link').allTextContents(), PATIENT).toEqual(['pears']);
    await show(ada, 'All conversations');
    await choose(ada, 'plums', 'Archive');
    await ada.press('Undo');
    await expect.poll(() => list.getByRole('link').allTextContents(), PATIENT).toEqual(['apples', 'plums', 'pears']);
    await choose(ada, 'plums', 'Archive');
    await expect.poll(() => list.getByRole('link').allTextContents(), PATIENT).toEqual(['apples', 'pears']);
    await show(ada, 'Archive');
    await expect.poll(() => list.getByRole('link').allTextContents(), PATIENT).toEqual(['plums']);
    expect(await findViolations(page, [WIDE_PX])).toEqual([]);
    await choose(ada, 'plums', 'Take out of the archive');
    await ada.see('Nothing is archived.');
    await show(ada, 'All conversations');

    const [markdown] = await Promise.all([page.waitForEvent('download'), choose(ada, 'pears', 'Export as Markdown')]);
    expect(markdown.suggestedFilename()).toBe('pears.md');
    expect(await readFile(await markdown.path(), 'utf8')).toContain('You asked me: pears');
    const [whole] = await Promise.all([page.waitForEvent('download'), choose(ada, 'pears', 'Export as JSON')]);

    await using bob = await open('bob');
    await bob.page.keyboard.press('Control+k');
    await bob.page.getByRole('combobox').fill('import');
    await bob.page.getByRole('option', { name: 'Import conversations' }).waitFor();
    await bob.page.keyboard.press('Enter');
    const dialog = bob.page.getByRole('dialog', { name: 'Import conversations' });
    await dialog.locator('input[type=file]').setInputFiles(await whole.path());
    await dialog.getByText('Done. 1 new conversation is here.').waitFor();
    expect(await findViolations(bob.page, [NARROW_PX])).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await bob.page.setViewportSize({ width: WIDE_PX, height: 900 });
    await bob.page.getByRole('link', { name: 'pears' }).click();
    await bob.see('You asked me: pears');
    for (const person of [ada, bob]) expect(person.troubles(REFUSED)).toEqual([]);
  });

  it('keeps a temporary conversation out of sight until it is kept', async () => {
    provider.answer(answerAtOnce);
    await using ada = await open('eve');
    const { page } = ada;
    await ada.press('Make it a temporary conversation');
    await ada.see('Temporary conversation.');
    expect(await findViolations(page, [NARROW_PX])).toEqual([]);
    await page.setViewportSize({ width: WIDE_PX, height: 900 });
    await ask(ada, 'Between us');
    await ada.see('Temporary conversation.');
    await ada.see('Your conversations will be listed here.');
    await page.reload();
    await ada.press('Keep it');
    await page.getByRole('link', { name: 'Between us' }).waitFor();
    await expect.poll(() => page.getByText('Temporary conversation.').count(), PATIENT).toBe(0);
    expect(ada.troubles(REFUSED)).toEqual([]);
  });

  it('says into which window goes what is spoken, and goes there', async () => {
    await using ada = await open('gil');
    const { call } = await createTestPerson(server.url, '/auth/login', credentialsOf('gil'));
    const { body } = await call<{ dev_code: string }>('POST', '/link/omi/start', { omi_user_id: 'gil' });
    await call('POST', '/link/omi/confirm', { omi_user_id: 'gil', code: body.dev_code });
    provider.answer(answerAtOnce);
    await call('POST', '/messages/send', { text: 'Said in three', slot: 3 });
    await ada.page.reload();
    await ada.press('Window 3: Said in three');
    await ada.see('You asked me: Said in three');
    await ada.page.getByRole('button', { name: 'Window 3', pressed: true }).waitFor();
    await ada.press('Window 2: still empty');
    await ada.page.getByRole('button', { name: 'Window 2', pressed: true }).waitFor();
    expect(await findViolations(ada.page, [WIDE_PX])).toEqual([]);
    expect((await call<{ active_slot: number }>('GET', '/windows')).body.active_slot).toBe(2);
    expect(ada.troubles(REFUSED)).toEqual([]);
  });

  it('chooses a model by its name, on a narrow screen too', async () => {
    await using ada = await open('fay');
    const { page } = ada;
    await page.setViewportSize({ width: NARROW_PX, height: 844 });
    await page.getByRole('button', { name: /Model: scripted/ }).click();
    await page.getByRole('option', { name: /scripted.*Sees pictures.*40k/ }).waitFor();
    expect(await findViolations(page, [NARROW_PX])).toEqual([]);
    await page.getByRole('combobox').fill('model-7');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /Model: vendor\/model-7/ }).waitFor();
    provider.answer(answerAtOnce);
    await ask(ada, 'Who answers?');
    expect(provider.calls.at(-1)?.model).toBe('vendor/model-7');

    await ada.press('Open conversations');
    const drawer = page.getByRole('dialog', { name: 'Conversations' });
    await drawer.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('combobox').waitFor();
    await page.keyboard.press('Escape');
    await ada.press('Open conversations');
    await drawer.getByRole('button', { name: 'Account menu' }).click();
    expect(await findViolations(page, [NARROW_PX])).toEqual([]);
    expect(ada.troubles(REFUSED)).toEqual([]);
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

const credentialsOf = (name: string) => ({ email: `${name}@example.org`, password: 'quite a long password' });

/** Somebody new, in front of an empty conversation. */
async function open(name: string): Promise<Person> {
  const person = await openPerson(browser, server.url);
  await person.page.goto(`${server.url}/app/register`);
  await person.enter({ name, ...credentialsOf(name) }, 'Create account');
  return person;
}

/** Says this on another device of somebody. @returns the id of the conversation */
async function tell(name: string, texts: readonly string[]): Promise<string> {
  const { call } = await createTestPerson(server.url, '/auth/login', credentialsOf(name));
  let id: string | undefined;
  for (const text of texts) {
    const { body } = await call<{ conversation_id: string }>('POST', '/messages/send', { text, conversation_id: id });
    id = body.conversation_id;
  }
  return must(id, 'a conversation');
}

/** Asks, and waits for the answer of {@link answerAtOnce}. */
async function ask(person: Person, question: string): Promise<void> {
  await person.ask(question);
  await person.answer.getByText(`You asked me: ${question}`).waitFor();
  await person.page.getByRole('button', { name: 'Stop', exact: true }).waitFor({ state: 'detached' });
}

async function choose(person: Person, title: string, item: string): Promise<void> {
  await person.press(`Options for “${title}”`);
  await person.page.getByRole('menuitem', { name: item, exact: true }).click();
}

/** Lists these conversations and no others. */
async function show(person: Person, name: string): Promise<void> {
  await person.page.getByRole('button', { name: /^Listed:/ }).click();
  await person.page.getByRole('menuitemradio', { name, exact: true }).click();
}
