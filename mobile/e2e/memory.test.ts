import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, createTestPerson, type TestPerson } from '../../server/test/test-person.ts';
import { type Phone, startPhone } from './start-phone.ts';

let phone: Phone;
let elsewhere: TestPerson;
beforeAll(async () => {
  phone = await startPhone();
  elsewhere = await createTestPerson(phone.place.server.url, '/auth/login', ADMIN);
  await phone.enter(ADMIN);
}, 300_000);
afterAll(() => phone?.[Symbol.asyncDispose]());

const memory = (text: string) => phone.button(`Edit “${text}”`);

async function kept(): Promise<string[]> {
  const { body } = await elsewhere.call<{ items: { text: string }[] }>('GET', '/memories');
  return body.items.map(({ text }) => text);
}

describe('memories on a phone', () => {
  it('are written down, and arrive from elsewhere', async () => {
    await phone.page.goto(`${phone.origin}/memory`);
    await phone.see(/Nothing is remembered yet/);
    await phone.show('memory-empty');
    await phone.button('New memory').click();
    await phone.field('What is remembered').fill('My bicycle has 28 inch wheels');
    await phone.button('Remember').click();
    await memory('My bicycle has 28 inch wheels').waitFor();
    await elsewhere.call('POST', '/memories', { text: 'The key is at Anna’s' });
    await memory('The key is at Anna’s').waitFor();
    await phone.show('memory');
  });

  it('are searched', async () => {
    await phone.field('Search your memories').fill('wheel');
    await memory('The key is at Anna’s').waitFor({ state: 'detached' });
    await memory('My bicycle has 28 inch wheels').waitFor();
    await phone.field('Search your memories').fill('zebra');
    await phone.see('Nothing with these words is remembered');
    await phone.button('Clear').click();
    await memory('The key is at Anna’s').waitFor();
  });

  it('are corrected, and forgotten with a way back', async () => {
    await memory('My bicycle has 28 inch wheels').click();
    await phone.field('What is remembered').fill('My bicycle has 26 inch wheels');
    await phone.show('memory-edit');
    await phone.button('Save').click();
    await memory('My bicycle has 26 inch wheels').click();
    await phone.button('Delete').click();
    await phone.see('The memory is deleted.');
    await expect.poll(kept).toEqual(['The key is at Anna’s']);
    await phone.button('Undo').click();
    await memory('My bicycle has 26 inch wheels').waitFor();
    await expect.poll(kept).toEqual(['My bicycle has 26 inch wheels', 'The key is at Anna’s']);
  });

  it('are left out of answers where the person wants that', async () => {
    await phone.page.getByRole('switch', { name: 'Answers may use your memories' }).click();
    await expect
      .poll(async () => (await elsewhere.call<object>('GET', '/preferences')).body)
      .toMatchObject({ preferences: { inject_memories: false } });
    expect(phone.troubles()).toEqual([]);
  });
});
