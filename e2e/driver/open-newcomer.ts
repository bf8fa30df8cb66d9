import type { Browser } from 'playwright-core';
import { createTestPerson, type TestPerson } from '../../server/test/test-person.ts';
import { openPerson, type Person } from './open-person.ts';

/** Somebody who has just made an account, in front of the page and as a program of theirs. */
export interface Newcomer extends Person {
  readonly api: TestPerson;
}

export const NEWCOMER_PASSWORD = 'quite a long password';

interface Whereabouts {
  browser: Browser;
  server: { url: string };
}

/** @param name of the e-mail address, which is theirs alone @param path of the page that is open */
export async function openNewcomer({ browser, server }: Whereabouts, name: string, path = '/'): Promise<Newcomer> {
  const credentials = { email: `${name}@example.org`, password: NEWCOMER_PASSWORD };
  const api = await createTestPerson(server.url, '/auth/register', credentials);
  const person = await openPerson(browser, server.url);
  const cookies = api.cookie.cookie.split('; ').map((pair) => {
    const [key = '', value = ''] = pair.split('=');
    return { name: key, value, url: server.url };
  });
  await person.page.context().addCookies(cookies);
  await person.page.goto(`${server.url}/app${path}`);
  // Keys that are pressed before it is there are pressed for nobody.
  await (path === '/'
    ? person.page.getByLabel('Message', { exact: true })
    : person.page.getByRole('main').first()
  ).waitFor();
  return { ...person, api };
}
