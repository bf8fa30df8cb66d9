import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where Debian's package puts it. */
const CHROMIUM = '/usr/bin/chromium';

const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Opens Debian's Chromium without a window.
 * @throws Error with what to install where it is missing
 */
export async function openBrowser(): Promise<Browser> {
  if (!existsSync(CHROMIUM)) {
    throw new Error(`The page is tested in Chromium, which is not at ${CHROMIUM}: run "apt install chromium".`);
  }
  return chromium.launch({ executablePath: CHROMIUM, args: QUIET });
}
