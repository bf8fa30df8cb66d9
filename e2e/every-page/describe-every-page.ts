import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../server/src/kit/must.ts';
import { ADMIN } from '../../server/test/test-person.ts';
import { findViolations } from '../driver/find-violations.ts';
import { openNewcomer } from '../driver/open-newcomer.ts';
import { openPerson, type Person } from '../driver/open-person.ts';
import { type Place, startPlace } from '../driver/start-place.ts';
import { walkByKeyboard } from '../driver/walk-by-keyboard.ts';

const OUTSIDE = ['/sign-in', '/register', '/forgot', '/reset', '/setup'];
const OF_EVERYBODY = [
  '/',
  '/c/$conversationId',
  '/voice',
  '/omi',
  '/memories',
  '/tasks',
  '/notifications',
  ...['profile', 'security', 'keys', 'answers', 'pushes', 'phone', 'usage', 'data', 'access'].map(
    (name) => `/settings/${name}`,
  ),
];
const OF_ADMINS = [
  '/welcome',
  ...[
    'overview',
    'people',
    'people/$userId',
    'invites',
    'limits',
    'usage',
    'providers',
    'providers/new',
    'providers/$providerId',
    'prices',
    'tools',
    'streams',
    'outbox',
    'metrics',
    'backups',
    'retention',
    'audit',
    'system',
  ].map((name) => `/console/${name}`),
];
/** One of each kind. */
const MAIN = [
  ...['/sign-in', '/', '/c/$conversationId', '/voice', '/memories', '/tasks', '/notifications'],
  ...['/settings/profile', '/console/overview', '/console/people', '/console/providers/$providerId'],
];
/** Frames of the pages above, which lead on to the first of them. */
const FRAMES = ['/settings', '/console'];

/** In the page: resolves when nothing changed on it for a while. */
const AT_REST = `new Promise((resolve) => {
  let timer = setTimeout(resolve, 300);
  new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(resolve, 300); })
    .observe(document.body, { childList: true, subtree: true, characterData: true });
})`;

/** For a busy machine, and a look at each page. */
const TIMEOUT_MS = 600_000;

interface Visit {
  url: string;
  person: Person;
  paths: readonly string[];
  /** What the names in the paths stand for, as in `$userId`. */
  ids?: Record<string, string>;
  /** Whether every page is looked at and walked over, or the main ones. */
  isThorough: boolean;
}

/** Opens each page, looks at it, and walks over it by keyboard. @returns what is wrong */
async function visit({ url, person: { page }, paths, ids = {}, isThorough }: Visit): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    await page.goto(`${url}/app${path.replace(/\$(\w+)/, (_, name) => must(ids[name], name))}`);
    await page.locator('main').first().waitFor();
    await page.evaluate(AT_REST);
    if (!isThorough && !MAIN.includes(path)) continue;
    const faults = [...(await findViolations(page)), ...(await walkByKeyboard(page))];
    found.push(...faults.map((fault) => `${path}: ${fault}`));
  }
  return found;
}

/** Without movement, which this browser was asked for, nothing on the page goes on moving. */
async function countMovements(person: Person): Promise<number> {
  return person.page.evaluate(
    'document.getAnimations().filter(({ effect }) => effect.getComputedTiming().activeDuration > 100).length',
  );
}

/** Opens every page there is as everybody who may see it. @param isThorough whether each is looked at and walked over, or one of each kind */
export function describeEveryPage(isThorough: boolean): void {
  describe('every page', () => {
    let place: Place;
    beforeAll(async () => {
      place = await startPlace();
    });
    afterAll(() => place?.[Symbol.asyncDispose]());

    it('is listed here', async () => {
      const router = await readFile(join(import.meta.dirname, '../../web/src/app/router.tsx'), 'utf8');
      const paths = [...router.matchAll(/path: '([^']+)'/g)].map((match) => match[1] ?? '');
      const listed = [...OUTSIDE, ...OF_EVERYBODY, ...OF_ADMINS, ...FRAMES];
      expect(paths.filter((path) => !listed.some((one) => one.endsWith(path)))).toEqual([]);
    });

    it(
      'is clean and walked by keyboard before one signs in',
      async () => {
        const { browser, server } = place;
        await using ada = await openPerson(browser, server.url);
        expect(await visit({ url: server.url, person: ada, paths: OUTSIDE, isThorough })).toEqual([]);
        expect(ada.troubles(/401/)).toEqual([]);
      },
      TIMEOUT_MS,
    );

    it(
      'is clean and walked by keyboard for somebody who is no admin, who sees none of theirs',
      async () => {
        const { provider, server } = place;
        await using bob = await openNewcomer(place, 'bob');
        provider.answer(async (call) => {
          await call.emit('| a | b |\n|---|---|\n| 1 | 2 |\n\n```ts\nconst x = 1;\n```\n');
          await call.finish();
        });
        await bob.ask('Show me things');
        await bob.see(/tokens$/);
        const { pathname } = new URL(bob.page.url());
        expect(await countMovements(bob)).toBe(0);
        const ids = { conversationId: pathname.replace('/app/c/', '') };
        expect(await visit({ url: server.url, person: bob, paths: OF_EVERYBODY, ids, isThorough })).toEqual([]);
        await bob.page.goto(`${server.url}/app/console/people`);
        await bob.page.locator('body').waitFor();
        await bob.page.evaluate(AT_REST);
        expect(await bob.page.getByText(ADMIN.email).count()).toBe(0);
        expect(bob.troubles(/40[1-4]/)).toEqual([]);
      },
      TIMEOUT_MS,
    );

    it(
      'is clean and walked by keyboard for an admin',
      async () => {
        const { browser, server } = place;
        await using ada = await openPerson(browser, server.url);
        await ada.page.goto(`${server.url}/app/sign-in`);
        await ada.enter(ADMIN, 'Sign in');
        const me = await ada.page.request.get(`${server.url}/me`);
        const { user } = Object(await me.json());
        const listed = await ada.page.request.get(`${server.url}/providers`);
        const [first] = Object(await listed.json()).providers;
        const ids = { userId: user.id, providerId: first.id };
        expect(await visit({ url: server.url, person: ada, paths: OF_ADMINS, ids, isThorough })).toEqual([]);
        expect(ada.troubles()).toEqual([]);
      },
      TIMEOUT_MS,
    );
  });
}
