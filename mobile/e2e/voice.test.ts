import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { play } from '../../e2e/omi/play.ts';
import { speak } from '../../e2e/omi/speak.ts';
import { startOmiStandIn } from '../../e2e/omi/start-omi-stand-in.ts';
import { must } from '../../server/src/kit/must.ts';
import { ADMIN } from '../../server/test/test-person.ts';
import { type Phone, startPhone } from './start-phone.ts';

const SECRET = 'app-wide-webhook-secret-0001';

let omi: Awaited<ReturnType<typeof startOmiStandIn>>;
let phone: Phone;
beforeAll(async () => {
  omi = await startOmiStandIn({ enabledUids: ['u1', 'u2'] });
  phone = await startPhone({
    OMI_APP_ID: omi.app.id,
    OMI_APP_SECRET: omi.app.apiKey,
    OMI_API_BASE_URL: omi.url,
    OMI_WEBHOOK_SECRET: SECRET,
  });
  phone.place.provider.answer(async (call) => {
    await call.emit('Seven minutes.');
    await call.finish();
  });
  await phone.enter(ADMIN);
}, 300_000);
afterAll(async () => {
  await phone?.[Symbol.asyncDispose]();
  await omi?.[Symbol.asyncDispose]();
});

const hear = (script: string, startS = 0, isUser = true) =>
  play(`${phone.place.server.url}/omi-webhook/${SECRET}`, 'u1', speak(script, { startS, isUser }), { paceMs: 0 });

describe('voice on a phone', () => {
  it('links a wearable by the code that is spoken', async () => {
    await phone.page.goto(`${phone.origin}/voice`);
    await phone.field('Omi user id').fill('u1');
    await phone.show('voice-link');
    await phone.button('Continue').click();
    await phone.see('Say this to your Omi:');
    await phone.show('voice-pending');
    await hear((await phone.page.getByTestId('spoken-code').textContent()) ?? '');
    await phone.see('Linked, and being heard now');
  });

  it('shows what is being said and by whom, and what was understood and answered', async () => {
    await hear('Good morning to you.', 30, false);
    await hear('Hey Omi, how long do I boil an egg?', 40);
    const log = phone.page.getByRole('log', { name: 'Being heard now by u1' });
    await log.getByText('Good morning to you.').waitFor();
    await log.getByText('Hey Omi, how long do I boil an egg?').waitFor();
    await log.getByText('You', { exact: true }).last().waitFor();
    await phone.see(/after the wake word/);
    await phone.see('Seven minutes.');
    await phone.show('voice');
    await phone.button('Open in the conversation').first().click();
    await phone.button('Copy answer').waitFor();
    await phone.see('Seven minutes.');
    await phone.page.goBack();
  });

  it('chooses when it answers, and a word that wakes it', async () => {
    await phone.page.getByRole('radio', { name: 'Always' }).click();
    await expect
      .poll(() => phone.page.getByRole('radio', { name: 'Always' }).getAttribute('aria-checked'))
      .toBe('true');
    await phone.field('Your own wake words').fill('Hey Jarvis');
    await phone.button('Add').click();
    await phone.button('Remove “Hey Jarvis”').waitFor();
    await phone.page.getByRole('radio', { name: 'After the wake word' }).click();
    await phone.show('voice-choices');
  });

  it('chooses the window that is spoken into, and the space', async () => {
    await phone.page.getByRole('radio', { name: /^1 · / }).waitFor();
    await phone.page.getByRole('radio', { name: '3 · Still empty' }).click();
    await expect
      .poll(() => phone.page.getByRole('radio', { name: '3 · Still empty' }).getAttribute('aria-checked'))
      .toBe('true');
    await phone.button('Space, Everyday').click();
    await phone.button('Friends').click();
    await phone.button('Space, Friends').waitFor();
  });

  it('stops listening', async () => {
    await phone.page.getByRole('switch', { name: 'Pause listening' }).click();
    await phone.see('Nothing that your Omi hears is stored or answered.');
    await phone.page.getByRole('switch', { name: 'Pause listening' }).click();
    await phone.see('OmniAI hears what your Omi hears.');
  });

  it('links another by the code that was pushed, and lets the first one go', async () => {
    await phone.field('Omi user id').fill('u2');
    await phone.button('Continue').click();
    const code = phone.field('Or enter the 8 digits that Omi pushed to your phone');
    await code.fill('0000 0000');
    await phone.button('Link').click();
    await phone.see('The link code is wrong or has expired.');
    const pushed = () => omi.notifications.filter(({ uid }) => uid === 'u2');
    await expect.poll(pushed).toHaveLength(1);
    await code.fill(must(pushed()[0], 'the pushed code').message.replace(/\D/g, '').slice(0, 8));
    await phone.button('Link').click();
    await phone.see('Linked. Nothing was heard yet');
    await phone.button('Unlink').first().click();
    await phone.see('Unlink this Omi?');
    await phone.page.getByRole('dialog').getByRole('button', { name: 'Unlink' }).click();
    await expect.poll(() => phone.button('Unlink').count()).toBe(1);
    expect(phone.troubles()).toEqual([]);
  });
});
