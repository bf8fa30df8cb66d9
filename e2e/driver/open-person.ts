import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

interface Credentials {
  email: string;
  password: string;
}

/** Somebody in front of the page, in a browser profile of their own. */
export interface Person extends AsyncDisposable {
  readonly page: Page;
  /** The newest answer on the screen. */
  readonly answer: Locator;
  /** What the newest answer says, without its marks and buttons; empty where it says nothing yet. */
  readAnswer(): Promise<string>;
  /** Presses the button of this name. */
  press(name: string): Promise<void>;
  /** Waits until this is seen. */
  see(text: string | RegExp): Promise<void>;
  ask(question: string): Promise<void>;
  /** Fills in who one is, and waits until the page lets one write. @param submit the name of the form's button */
  enter(credentials: Credentials & { name?: string }, submit: string): Promise<void>;
  /**
   * What must not happen, so far: errors on the console (a violated content policy is one), exceptions, and requests to hosts other than
   * the product's. @param expected errors that belong to what the test does
   */
  troubles(expected?: RegExp): string[];
}

/** For what a busy machine may need; whatever is waited for comes at once on a quiet one. */
const PATIENCE_MS = 30_000;

/** @param origins the page's own and, where it is another, the server's; nothing else may be asked for anything */
export async function openPerson(browser: Browser, ...origins: string[]): Promise<Person> {
  // Without movement nothing is half faded in when colours are looked at.
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  context.setDefaultTimeout(PATIENCE_MS);
  const troubles = watch(context, origins);
  const page = await context.newPage();
  const answer = page.getByRole('article').last();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const field = (label: string) => page.getByLabel(label, { exact: true });
  return {
    page,
    answer,
    press,
    readAnswer: async () => (await answer.locator('.markdown').allTextContents()).join(''),
    see: (text) => page.getByText(text).last().waitFor(),
    async ask(question) {
      await field('Message').fill(question);
      await press('Send');
    },
    async enter({ name, email, password }, submit) {
      if (name !== undefined) await field('Name').fill(name);
      await field('E-mail').fill(email);
      await field('Password').fill(password);
      await press(submit);
      await field('Message').waitFor();
    },
    troubles: (expected) => troubles.filter((trouble) => !expected?.test(trouble)),
    [Symbol.asyncDispose]: () => context.close(),
  };
}

function watch(context: BrowserContext, origins: readonly string[]): readonly string[] {
  const troubles: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (thrown) => troubles.push(String(thrown.error())));
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && !origins.includes(origin)) troubles.push(`asked ${request.url()}`);
  });
  return troubles;
}
