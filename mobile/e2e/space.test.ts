import { afterAll, beforeAll, expect, it } from 'vitest';
import { ADMIN } from '../../server/test/test-person.ts';
import { type Phone, startPhone } from './start-phone.ts';

let phone: Phone;
beforeAll(async () => {
  phone = await startPhone();
  await phone.enter(ADMIN);
}, 300_000);
afterAll(() => phone?.[Symbol.asyncDispose]());

it('moves a conversation to a space, and lists those of one space', async () => {
  phone.place.provider.answer(async (call) => {
    await call.emit('Yes.');
    await call.finish();
  });
  await phone.ask('Is Anna free on Friday?');
  await phone.button('Copy answer').waitFor();
  await phone.page.goto(`${phone.origin}/chats`);
  const options = phone.page.getByRole('button', { name: /^Options for/ }).filter({ visible: true });
  await options.click();
  await phone.button('Move to a space').click();
  await phone.show('space-move');
  await phone.button('Friends').click();
  await phone.page.getByRole('dialog').waitFor({ state: 'detached' });
  await phone.button('Spaces: All spaces').click();
  await phone.button('Tasks').click();
  await phone.see(/No conversation is in this space/);
  await phone.button('Spaces: Tasks').click();
  await phone.button('Friends').click();
  await phone.button('Spaces: Friends').waitFor();
  await options.waitFor();
  await phone.show('space-list');
  expect(phone.troubles()).toEqual([]);
});
