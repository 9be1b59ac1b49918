import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Where Debian, Ubuntu and macOS put it; CHROMIUM_PATH names another one. */
const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of a Chromium on this machine; null when there is none, which is said once. */
export const chromiumPath = PLACES.find((path) => path && existsSync(path)) ?? null;
if (chromiumPath === null) {
  console.warn('No Chromium on this machine: browser tests are skipped. On Debian: apt-get install chromium');
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath ?? '',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** What went wrong on a page without anyone looking: errors in the console, and requests to anywhere but `origin`. */
export function watch(page: Page, origin: string): { errors: string[]; foreign: string[] } {
  const seen = { errors: [] as string[], foreign: [] as string[] };
  page.on('console', (message) => {
    // A page that is itself a 404 is an error to the browser, and meant.
    const isOwn = message.location().url === page.url();
    if (message.type() === 'error' && !isOwn) seen.errors.push(message.text());
  });
  page.on('pageerror', (error) => seen.errors.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('data:')) seen.foreign.push(url);
  });
  return seen;
}
