import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../server/src/kit/must.ts';
import { answerAtOnce } from './driver/answer-at-once.ts';
import { askAndRead } from './driver/ask-and-read.ts';
import { chooseOption } from './driver/choose-option.ts';
import { findViolations, WIDE_PX } from './driver/find-violations.ts';
import { openNewcomer } from './driver/open-newcomer.ts';
import type { Person } from './driver/open-person.ts';
import { seeTitles } from './driver/see-titles.ts';
import { SPEECH } from './driver/speech.ts';
import { type Place, startPlace } from './driver/start-place.ts';

const MODELS = [
  { id: 'scripted', context_length: 40_960 },
  { id: 'second', context_length: 4_096 },
];
const LONG = Array.from({ length: 120 }, (_, i) => `Line ${i} of a long answer.\n\n`).join('');

let place: Place;
beforeAll(async () => {
  place = await startPlace({}, MODELS);
});
afterAll(() => place?.[Symbol.asyncDispose]());

describe('day by day', () => {
  it('lists a space as a folder, also what lies far below in the list of all', async () => {
    await using ada = await openNewcomer(place, 'ada');
    const { page, api } = ada;
    await api.call('POST', '/conversations', { title: 'Long ago', space: 'tasks' });
    for (let i = 0; i < 45; i += 1) await api.call('POST', '/conversations', { title: `Number ${i}` });
    await page.getByRole('link', { name: 'Number 44' }).waitFor();
    await page.getByRole('button', { name: /^Listed:/ }).click();
    await page.getByRole('menuitemradio', { name: 'Tasks', exact: true }).click();
    await seeTitles(ada, ['Long ago']);
    await chooseOption(ada, 'Long ago', 'Pin');
    await page.getByRole('region', { name: 'Pinned' }).getByRole('link', { name: 'Long ago' }).waitFor();
    expect(ada.troubles()).toEqual([]);
  });

  it('has the messages of a conversation before somebody opens it, and none that nobody points at', async () => {
    await using ada = await openNewcomer(place, 'abe');
    const { page, api } = ada;
    const begin = async (title: string) => {
      const { body } = await api.call<{ conversation: { id: string } }>('POST', '/conversations', { title });
      return `/conversations/${body.conversation.id}/messages`;
    };
    const herons = await begin('Herons');
    const otters = await begin('Otters');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const link = page.getByRole('link', { name: 'Herons' });
    // One that comes into the list now would slide under the pointer.
    await page.getByRole('link', { name: 'Otters' }).waitFor();
    await Promise.all([page.waitForResponse((answer) => new URL(answer.url()).pathname === herons), link.hover()]);
    await link.click();
    await page.waitForURL(/\/c\//);
    await ada.see('Nothing has been said here yet.');
    expect(asked).not.toContain(otters);
  });

  it('sends a refused message again with its files, or gives all of it back', async () => {
    await using ada = await openNewcomer(place, 'bea');
    const { page } = ada;
    const refuse = () =>
      page.route(
        '**/chat/stream',
        (route) => {
          const error = { code: 'E2010', message: 'Not now.', request_id: 'r', details: [] };
          return route.fulfill({ status: 429, json: { ok: false, error } });
        },
        { times: 1 },
      );
    const attach = () =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('A herring.') });
    const files = page.getByRole('list', { name: 'Attached files' });

    await Promise.all([page.waitForResponse((answer) => new URL(answer.url()).pathname === '/files'), attach()]);
    await page.getByText(/% sent/).waitFor({ state: 'detached' });
    await page.reload();
    await files.getByText('notes.txt').waitFor();
    await refuse();
    await ada.ask('What is the password?');
    await page.getByRole('link', { name: /notes\.txt/ }).waitFor();
    await ada.press('Edit message');
    await files.getByText('notes.txt').waitFor();
    await expect.poll(() => page.getByLabel('Message', { exact: true }).inputValue()).toBe('What is the password?');
    await refuse();
    await ada.press('Send');
    await ada.press('Try again');
    const call = await place.provider.call();
    expect(call.question).toContain('What is the password?');
    expect(call.question).toContain('A herring.');
    await call.finish();
    await page.getByRole('link', { name: /notes\.txt/ }).waitFor();
    expect(ada.troubles(/status of 429/)).toEqual([]);
  });

  it('brings the last message back into the hand by the key up, from wherever it is', async () => {
    await using ada = await openNewcomer(place, 'cleo');
    const { page } = ada;
    const field = page.getByLabel('Message', { exact: true });
    const held = page.locator('textarea').and(page.getByLabel('Edit message', { exact: true }));
    await ada.ask('Tell me a lot');
    const call = await place.provider.call('Tell me a lot');
    await call.emit(LONG);
    await call.finish();
    await ada.see('Line 119 of a long answer.');
    await page.getByRole('button', { name: 'Stop', exact: true }).waitFor({ state: 'detached' });
    await field.press('ArrowUp');
    await held.and(page.locator(':focus')).waitFor();
    await held.fill('Something else');
    await held.press('Escape');
    await field.and(page.locator(':focus')).waitFor();
    await field.press('ArrowUp');
    await expect.poll(() => held.inputValue()).toBe('Tell me a lot');
    place.provider.answer(answerAtOnce);
    await held.fill('Tell me little');
    await held.press('Enter');
    await ada.see('You asked me: Tell me little');
    await page.getByRole('group', { name: 'Versions' }).getByText('2/2').first().waitFor();
    expect(ada.troubles()).toEqual([]);
  });

  it('goes on with the model of each conversation, and names the tab after it', async () => {
    place.provider.answer(answerAtOnce);
    await using ada = await openNewcomer(place, 'dora');
    const { page } = ada;
    const picked = (name: string) => page.getByRole('button', { name: new RegExp(`Model: ${name}`) });
    await askAndRead(ada, 'Of the first');
    await page.getByRole('link', { name: 'New conversation' }).first().click();
    await picked('scripted').click();
    await page.getByRole('option', { name: /second/ }).click();
    await askAndRead(ada, 'Of the second');
    await page.getByRole('link', { name: 'Of the first' }).click();
    await picked('scripted').waitFor();
    await expect.poll(() => page.title()).toBe('Of the first – OmniAI');
    await page.getByRole('link', { name: 'Of the second' }).click();
    await picked('second').waitFor();
    await askAndRead(ada, 'And still');
    expect(place.provider.calls.at(-1)?.model).toBe('second');
    expect(ada.troubles()).toEqual([]);
  });

  it('gives one conversation instructions of its own, where one sees what is sent', async () => {
    place.provider.answer(answerAtOnce);
    await using ada = await openNewcomer(place, 'eve');
    const { page } = ada;
    await askAndRead(ada, 'Before');
    await page.getByRole('button', { name: /^Context: / }).click();
    const dialog = page.getByRole('dialog', { name: 'What your next message is sent with' });
    await dialog.getByText('You asked me: Before').waitFor();
    await dialog.getByRole('button', { name: 'Always send along' }).first().click();
    await dialog.getByText('Always sent along').waitFor();
    await dialog.getByRole('button', { name: 'Write some for this conversation' }).click();
    await dialog.getByLabel('Instructions of this conversation').fill('Answer like a pirate.');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByRole('paragraph').filter({ hasText: 'Answer like a pirate.' }).waitFor();
    expect(await findViolations(page, [WIDE_PX])).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await askAndRead(ada, 'After');
    expect(place.provider.calls.at(-1)?.messages[0]).toEqual({ role: 'system', content: 'Answer like a pirate.' });
    expect(ada.troubles()).toEqual([]);
  });

  it('shows the whole answer among what is sent, also where that was asked for while it was written', async () => {
    await using ada = await openNewcomer(place, 'gus');
    const { page } = ada;
    place.provider.answer(() => undefined);
    const read = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    await page.route(
      /\/conversations\/[^/]+\/context/,
      async (route) => {
        const response = await route.fetch();
        read.resolve();
        await ended.promise;
        // The page may have given it up meanwhile.
        await route.fulfill({ response }).catch(() => undefined);
      },
      { times: 1 },
    );
    await ada.ask('How far?');
    const call = await place.provider.call('How far?');
    await call.emit('Half');
    await read.promise;
    await call.emit(' and whole.');
    await call.finish();
    await ada.answer.getByText('Half and whole.').waitFor();
    await page.getByRole('button', { name: 'Stop', exact: true }).waitFor({ state: 'detached' });
    ended.resolve();
    await page.getByRole('button', { name: /^Context: / }).click();
    await page.getByRole('dialog').getByText('Half and whole.').waitFor();
    expect(ada.troubles()).toEqual([]);
  });

  it('leaves time to take something back, as long as somebody is at it', async () => {
    await using ada = await openNewcomer(place, 'fay');
    const { page, api } = ada;
    await api.call('POST', '/conversations', { title: 'Apples' });
    await page.clock.install();
    await page.reload();
    await chooseOption(ada, 'Apples', 'Archive');
    const undo = page.getByRole('button', { name: 'Undo' });
    await undo.waitFor();
    await page.clock.fastForward(15_000);
    await undo.focus();
    await page.clock.fastForward(60_000);
    expect(await undo.isVisible()).toBe(true);
    await page.getByLabel('Message', { exact: true }).focus();
    await page.clock.fastForward(25_000);
    await undo.waitFor({ state: 'detached' });
    expect(ada.troubles()).toEqual([]);
  });

  it('draws a diagram in the place of its code', async () => {
    place.provider.answer(() => undefined);
    await using ada = await openNewcomer(place, 'flo');
    await ada.ask('Draw it');
    const call = await place.provider.call('Draw it');
    await call.emit('Here:\n\n```mermaid\ngraph TD\n  A[Soil] --> B{Dry?}\n```\n');
    await call.finish();
    await ada.press('Show code');
    await ada.press('Show diagram');
    await ada.page.locator('iframe[title=Diagram]').waitFor();
    expect(ada.troubles()).toEqual([]);
  });

  it('stays at the end of a conversation when a diagram above comes to its size late', async () => {
    const steps = Array.from({ length: 5 }, (_, i) => `  N${i} --> N${i + 1}`).join('\n');
    const graph = `\`\`\`mermaid\ngraph TD\n${steps}\n\`\`\`\n`;
    place.provider.answer(async (call) => {
      await call.emit(call.question === 'Draw it' ? graph : LONG.slice(0, 200));
      await call.finish();
    });
    await using ada = await openNewcomer(place, 'zoe');
    const { page, api } = ada;
    let conversation: { conversation_id?: string } = {};
    for (const text of ['One', 'Two', 'Three', 'Draw it', 'Four', 'Five']) {
      const { body } = await api.call<{ conversation_id: string }>('POST', '/messages/send', { text, ...conversation });
      conversation = { conversation_id: body.conversation_id };
    }
    await page.goto(`${place.server.url}/app/c/${conversation.conversation_id}`);
    const heightOf = async () => (await page.locator('iframe[title=Diagram]').boundingBox())?.height;
    await expect.poll(heightOf).toBeGreaterThan(400);
    const fromEnd = `(() => {
      let list = document.querySelector('[data-index]');
      while (getComputedStyle(list).overflowY !== 'auto') list = list.parentElement;
      return Math.round(list.scrollHeight - list.clientHeight - list.scrollTop);
    })()`;
    await expect.poll(() => page.evaluate(fromEnd)).toBe(0);
  });

  it('speaks German to the last sign', async () => {
    place.provider.answer(answerAtOnce);
    await using ada = await openNewcomer(place, 'gil');
    const { page } = ada;
    await page.evaluate(`localStorage.setItem('omniai.language', 'de')`);
    await page.reload();
    await page.getByLabel('Nachricht', { exact: true }).fill('Was isst ein Otter?');
    await page.getByRole('button', { name: 'Senden', exact: true }).click();
    await page.getByText(/scripted · \d+,\d s · 5 Token/).waitFor();
    expect(ada.troubles()).toEqual([]);
  });
});

describe('speech', () => {
  it('says once that the browser’s maker hears what is dictated, before it does', async () => {
    await using ada = await openHearing('hal');
    const { page } = ada;
    const field = page.getByLabel('Message', { exact: true });
    const dialog = page.getByRole('dialog', { name: 'Let your browser’s maker take part?' });
    await ada.press('Dictate with your browser’s speech recognition');
    await dialog.waitFor();
    expect(await findViolations(page, [WIDE_PX])).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await page.evaluate('speech.begun')).toEqual([]);
    await ada.press('Dictate with your browser’s speech recognition');
    await dialog.getByRole('button', { name: 'Allow' }).click();
    await expect.poll(() => page.evaluate('speech.begun')).toEqual([false]);
    await page.evaluate(`speech.hear('otters eat fish')`);
    await expect.poll(() => field.inputValue()).toBe('otters eat fish');
    await ada.press('Stop dictating');
    await page.reload();
    await ada.press('Dictate with your browser’s speech recognition');
    await expect.poll(() => page.evaluate('speech.begun')).toEqual([false]);
    expect(await dialog.count()).toBe(0);
    expect(ada.troubles()).toEqual([]);
  });

  it('asks nobody where the device recognises speech by itself', async () => {
    await using ada = await openHearing('ida', 'here');
    await ada.press('Dictate with your browser’s speech recognition');
    await expect.poll(() => ada.page.evaluate('speech.begun')).toEqual([true]);
  });

  it('reads an answer aloud by a voice of the device, and no code', async () => {
    await using ada = await openHearing('jo');
    const { page } = ada;
    await ada.ask('Read to me');
    const call = await place.provider.call('Read to me');
    await call.emit('## Otters\n\nThey **swim**.\n\n```js\nrun();\n```\n');
    await call.finish();
    await ada.press('Read aloud');
    await expect.poll(() => page.evaluate('speech.said')).toEqual([['Otters\nThey swim.', 'Of the device']]);
    await ada.press('Stop reading aloud');
    await page.getByRole('button', { name: 'Read aloud' }).waitFor();
    expect(ada.troubles()).toEqual([]);
  });
});

/** Somebody whose browser hears and speaks as the test says. @param recognises on the device, or at its maker's */
async function openHearing(name: string, recognises: 'here' | 'elsewhere' = 'elsewhere'): Promise<Person> {
  place.provider.answer(() => undefined);
  const person = await openNewcomer(place, name);
  await person.page.addInitScript(`(${SPEECH})(${JSON.stringify(recognises)})`);
  await person.page.reload();
  await person.page.getByLabel('Message', { exact: true }).waitFor();
  must(await person.page.evaluate('speech'), 'the stand-in for speech');
  return person;
}
