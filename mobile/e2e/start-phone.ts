import type { BrowserContext, Locator, Page } from 'playwright-core';
import { inject } from 'vitest';
import { type Place, startPlace } from '../../e2e/driver/start-place.ts';
import { startAppServer } from './start-app-server.ts';

/** A phone with the app on it, and a server of its own to connect to. */
export interface Phone extends AsyncDisposable {
  readonly place: Place;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly origin: string;
  button(name: string): Locator;
  field(name: string): Locator;
  see(text: string | RegExp): Promise<void>;
  /** Types the server's address in, and signs in. Ends at the list of conversations. */
  enter(person: { email: string; password: string }): Promise<void>;
  /** Begins a conversation. */
  ask(text: string): Promise<void>;
  /** Keeps a picture of the screen, light and dark, where `PICTURES` names a folder. */
  show(name: string): Promise<void>;
  /** What must not happen: exceptions, and requests to hosts other than the product's. */
  troubles(): readonly string[];
}

const SIZE = { width: 390, height: 844 };
const PATIENCE_MS = 30_000;

/** @param settings of its server, beside those of every walk */
export async function startPhone(settings: Record<string, string> = {}): Promise<Phone> {
  await using stack = new AsyncDisposableStack();
  const app = stack.use(await startAppServer(inject('app')));
  const place = stack.use(await startPlace({ ...settings, CORS_ORIGINS: app.origin }));
  const context = await place.browser.newContext({
    viewport: SIZE,
    hasTouch: true,
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const troubles: string[] = [];
  context.on('weberror', (thrown) => troubles.push(String(thrown.error())));
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && ![app.origin, place.server.url].includes(origin))
      troubles.push(`asked ${request.url()}`);
  });
  const page = await context.newPage();
  const button = (name: string) => page.getByRole('button', { name, exact: true }).filter({ visible: true });
  const field = (name: string) => page.getByLabel(name, { exact: true }).filter({ visible: true });
  const parts = stack.move();
  return {
    ...{ place, context, page, button, field, origin: app.origin },
    see: (text) => page.getByText(text).filter({ visible: true }).last().waitFor(),
    async enter({ email, password }) {
      await page.goto(app.origin);
      await field('Address').fill(place.server.url);
      await button('Connect').click();
      await field('E-mail').fill(email);
      await field('Password').fill(password);
      await button('Sign in').click();
      await button('New conversation').waitFor();
    },
    async ask(text) {
      await button('New conversation').click();
      await field('Message').fill(text);
      await button('Send').click();
    },
    async show(name) {
      const folder = process.env.PICTURES;
      if (folder === undefined) return;
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png` });
      }
      await page.emulateMedia({ colorScheme: 'light' });
    },
    troubles: () => troubles,
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}
