import { afterAll, beforeAll, describe, it } from 'vitest';
import { ADMIN } from '../../server/test/test-person.ts';
import { type Phone, startPhone } from './start-phone.ts';

const ANSWER = [
  'A sauna at **80 °C** is easier to bear than water at 50 °C, because dry air carries little heat to the skin and sweat takes it away again.\n\n',
  '| | takes heat away by |\n|---|---|\n| sauna | sweat that dries |\n| bath | nothing |\n\n',
  'In numbers, per minute:\n\n```python\nlost = sweat_g * 2.43  # kJ\n```\n',
];

/** The pictures of the documentation: drawn where `PICTURES` names a folder to keep them in. */
describe.runIf(process.env.PICTURES)('the pictures of the app', () => {
  let phone: Phone;
  beforeAll(async () => {
    phone = await startPhone();
  }, 300_000);
  afterAll(() => phone?.[Symbol.asyncDispose]());

  it('are kept', async () => {
    await phone.page.goto(phone.origin);
    await phone.field('Address').fill('chat.example.org');
    await phone.show('mobile-server');
    await phone.enter(ADMIN);
    await phone.ask('Why can I sit in a sauna, but not in hot water?');
    const call = await phone.place.provider.call();
    await call.emit(...ANSWER);
    await call.finish();
    await phone.button('Copy answer').waitFor();
    await phone.show('mobile-chat');
    await phone.page.goto(`${phone.origin}/settings`);
    await phone.button('Sign out').waitFor();
    await phone.show('mobile-settings');
  });
});
