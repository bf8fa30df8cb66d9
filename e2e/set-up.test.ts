import { expect, it, vi } from 'vitest';
import { must } from '../server/src/kit/must.ts';
import { ADMIN } from '../server/test/test-person.ts';
import { findViolations } from './driver/find-violations.ts';
import { openPerson } from './driver/open-person.ts';
import { seeAnswer } from './driver/see-answer.ts';
import { startPlace } from './driver/start-place.ts';

it('makes the first admin by the printed link, and takes a streaming answer through a reload', async () => {
  await using place = await startPlace({ ADMIN_EMAIL: '', ADMIN_PASSWORD: '' });
  const { browser, server, provider } = place;
  await using ada = await openPerson(browser, server.url);
  const find = (pattern: RegExp) => must(pattern.exec(server.output())?.[0], String(pattern));
  await ada.page.goto(await vi.waitFor(() => find(/http:\S+\/app\/setup#token=\S+/), 30_000));
  await ada.see('You are the first one here.');
  expect(await findViolations(ada.page)).toEqual([]);
  const me = { Name: 'Ada Lovelace', 'E-mail': ADMIN.email, Password: ADMIN.password };
  for (const [label, text] of Object.entries(me)) await ada.page.getByLabel(label, { exact: true }).fill(text);
  await ada.press('Create administrator');
  await ada.see('A model is there. You can begin.');
  await ada.press('Later');
  await ada.see('Hello Ada.');
  expect(ada.page.url()).toBe(`${server.url}/app/`);

  const words = Array.from({ length: 120 }, (_, i) => `w${i}-ü😀 `);
  await ada.ask('Count for me');
  const call = await provider.call('Count for me');
  for (let i = 0; i < 20; i += 1) {
    await call.emit(must(words[i], 'a word'));
    await seeAnswer(ada, words.slice(0, i + 1).join(''));
  }
  await Promise.all([ada.page.reload(), call.emit(...words.slice(20, 100))]);
  await seeAnswer(ada, words.slice(0, 100).join(''));
  await ada.page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
  await call.emit(...words.slice(100));
  await call.finish('stop', { prompt_tokens: 7, completion_tokens: 1234 });
  await ada.see(/^scripted · \d+\.\d s · 1,234 tokens$/);
  await seeAnswer(ada, words.join(''));

  await ada.page.reload();
  await seeAnswer(ada, words.join(''));
  await ada.see(/^scripted · \d+\.\d s · 1,234 tokens$/);
  expect(await ada.page.getByRole('article').count()).toBe(1);
  expect(ada.troubles()).toEqual([]);
});
