import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN } from '../../server/test/test-person.ts';
import { type Phone, startPhone } from './start-phone.ts';

let phone: Phone;
beforeAll(async () => {
  phone = await startPhone();
}, 300_000);
afterAll(() => phone?.[Symbol.asyncDispose]());

describe('the app on a phone', () => {
  it('says what stands at an address that is not the server’s', async () => {
    await phone.page.goto(phone.origin);
    await phone.field('Address').waitFor();
    await phone.show('server');
    await phone.field('Address').fill('two words');
    await phone.button('Connect').click();
    await phone.see(/This is no address of a server/);
    await phone.field('Address').fill(phone.origin);
    await phone.button('Connect').click();
    await phone.see(/can’t be reached|no OmniAI server/);
    await phone.show('server-trouble');
  });

  it('signs in, and says what is wrong with a password', async () => {
    await phone.field('Address').fill(phone.place.server.url);
    await phone.button('Connect').click();
    await phone.field('E-mail').fill(ADMIN.email);
    await phone.field('Password').fill('not the password');
    await phone.button('Sign in').click();
    await phone.page.getByRole('alert').filter({ visible: true }).waitFor();
    await phone.show('sign-in');
    await phone.field('Password').fill(ADMIN.password);
    await phone.button('Sign in').click();
    await phone.see(/will be listed here/);
    await phone.show('chats-empty');
  });

  it('streams an answer, draws it, and lists the conversation', async () => {
    await phone.ask('Why is the sky blue?');
    const call = await phone.place.provider.call();
    await call.emit('Because of **Rayleigh', ' scattering**.\n\n');
    await phone.see('Rayleigh scattering');
    await phone.button('Stop').waitFor();
    await phone.show('streaming');
    await call.emit(
      '```js\nconst x = 1;\n```\n\n- one\n- two\n\n![spy](https://evil.example/x.png) [here](https://example.org/a)',
    );
    await call.finish();
    await phone.button('Copy answer').waitFor();
    await phone.see('(evil.example)');
    await phone.see('(example.org)');
    await phone.show('answer');
    expect(await phone.page.locator('img[src*="evil"]').count()).toBe(0);
  });

  it('asks for another answer, and goes back to the first', async () => {
    await phone.button('Ask for another answer').click();
    const call = await phone.place.provider.call();
    await call.emit('Because it likes to be.');
    await call.finish();
    await phone.see('2/2');
    await phone.button('Previous version').click();
    await phone.see('Rayleigh scattering');
    await phone.button('Next version').click();
    await phone.see('Because it likes to be.');
  });

  it('edits a message into a branch beside it', async () => {
    await phone.button('Edit message').click();
    await phone.field('Message').fill('Why is the sea blue?');
    await phone.button('Send').click();
    const call = await phone.place.provider.call();
    await call.emit('It mirrors the sky.');
    await call.finish();
    await phone.see('It mirrors the sky.');
    await phone.see('Why is the sea blue?');
  });

  it('stops an answer', async () => {
    await phone.field('Message').fill('Count for ever');
    await phone.button('Send').click();
    const call = await phone.place.provider.call();
    await call.emit('1, 2, 3');
    await phone.see('1, 2, 3');
    await phone.button('Stop').click();
    await phone.see('You stopped this answer.');
    await expect.poll(() => call.isClosed).toBe(true);
  });

  it('has the whole answer after it was ended and started again meanwhile', async () => {
    await phone.field('Message').fill('Tell me a story');
    await phone.button('Send').click();
    const call = await phone.place.provider.call();
    await call.emit('Once upon ');
    await phone.see('Once upon');
    await phone.page.reload();
    await phone.see('Once upon');
    await call.emit('a time.');
    await call.finish();
    await phone.see('Once upon a time.');
    await phone.button('Copy answer').last().waitFor();
  });

  it('has the whole answer after a time without a network', async () => {
    await phone.field('Message').fill('And another');
    await phone.button('Send').click();
    const call = await phone.place.provider.call();
    await call.emit('Far, ');
    await phone.see('Far,');
    await phone.context.setOffline(true);
    await call.emit('far away');
    await call.finish();
    await phone.context.setOffline(false);
    await phone.see('Far, far away');
    await phone.button('Copy answer').last().waitFor();
  });

  it('keeps messages written without a network, shows and takes them back, and sends each once and in order', async () => {
    await phone.context.setOffline(true);
    for (const text of ['First of all', 'Never mind', 'Second of all']) {
      await phone.field('Message').fill(text);
      await phone.button('Send').click();
      await phone.page.getByLabel('You').getByText(text, { exact: true }).waitFor();
    }
    await phone.see('Waits for the network');
    await phone.show('offline');
    await phone.button('Take back').nth(1).click();
    await expect.poll(() => phone.field('Message').inputValue()).toBe('Never mind');
    await phone.field('Message').fill('');
    await phone.context.setOffline(false);
    for (const text of ['First of all', 'Second of all']) {
      const call = await phone.place.provider.call();
      expect(call.question).toBe(text);
      await call.emit(`You said “${text}”.`);
      await call.finish();
      await phone.see(`You said “${text}”.`);
    }
    await expect.poll(() => phone.button('Take back').count()).toBe(0);
    expect(phone.troubles()).toEqual([]);
  });

  it('shows recent conversations without a server, and finds, pins and archives them with one', async () => {
    await phone.page.goto(`${phone.origin}/chats`);
    await phone.button('New conversation').waitFor();
    await phone.show('chats');
    await phone.page
      .getByRole('button', { name: /^Options for/ })
      .first()
      .click();
    await phone.button('Pin').click();
    await phone.see('Pinned');
    await phone.page
      .getByRole('button', { name: /^Options for/ })
      .first()
      .click();
    await phone.show('options');
    await phone.button('Archive').last().click();
    await phone.see(/will be listed here/);
    await phone.field('Search').fill('Rayleigh');
    await phone.see(/scattering/);
    await phone.show('search');
  });

  it('signs out at the server too', async () => {
    await phone.page.goto(`${phone.origin}/settings`);
    await phone.show('settings');
    const left = phone.page.waitForResponse((response) => response.url().endsWith('/auth/logout'));
    await phone.button('Sign out').click();
    expect((await left).status()).toBe(200);
    await phone.field('Password').waitFor();
    expect(await phone.page.evaluate(() => JSON.stringify(localStorage))).not.toContain('token');
    expect(phone.troubles()).toEqual([]);
  });
});
