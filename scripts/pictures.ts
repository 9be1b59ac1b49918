/**
 * Takes the pictures of the README over the sample library: every kind of card, and every page of the running program on
 * a phone and on a desktop. Needs a Chromium (test/browser/chromium.ts) and Chinese fonts. Writes
 * `.github/pictures/card-<kind>.png` and `<page>-<device>.png` beside them.
 */
import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { WenbaoError } from '../src/core/errors.ts';
import { articleUrl, issueUrl, searchUrl } from '../src/core/links.ts';
import { passagesOf } from '../src/core/passages.ts';
import { button, pictures as wording, playground as words } from '../src/core/wording.ts';
import { runCommand } from '../src/entry/command-line.ts';
import { chromiumPath, launchChromium } from '../test/browser/chromium.ts';
import { openSite } from '../test/browser/site.ts';
import { takeCardPictures } from './pictures/cards.tsx';

const FOLDER = '.github/pictures';
const DEVICES = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1200, height: 800 } },
};

await runCommand(async () => {
  if (chromiumPath === null) throw new WenbaoError(wording.noChromium);
  const site = await openSite({ withSample: false });
  const browser = await launchChromium();
  const issue = await site.store.read(wording.issueId);
  const passage = issue && passagesOf(issue).find(({ text }) => text.includes(wording.passage));
  if (!issue || !passage) throw new WenbaoError(wording.noPassage);
  const pages: Record<string, (page: Page) => Promise<unknown>> = {
    playground: async (page) => {
      await page.goto('/playground');
      await page.getByRole('button', { name: words.clear }).click();
      await page.getByLabel(words.compose, { exact: true }).fill(`${words.mention} ${wording.question}`);
      await page.getByRole('button', { name: words.send }).click();
      await page.getByRole('link', { name: button.readOriginal }).first().waitFor();
    },
    article: (page) => page.goto(`${articleUrl('', issue.id, passage.articleNumber)}#${passage.id}`),
    issue: (page) => page.goto(issueUrl('', issue.id)),
    catalogue: (page) => page.goto('/'),
    search: (page) => page.goto(searchUrl('', wording.comparison)),
    admin: (page) => page.goto('/admin'),
  };
  await mkdir(FOLDER, { recursive: true });
  const report = (path: string) => process.stdout.write(`${path}\n`);
  try {
    await takeCardPictures(browser, FOLDER, report);
    for (const [device, options] of Object.entries(DEVICES)) {
      const context = await browser.newContext({ baseURL: site.origin, ...options });
      const page = await context.newPage();
      for (const [name, open] of Object.entries(pages)) {
        await open(page);
        const path = `${FOLDER}/${name}-${device}.png`;
        await page.screenshot({ path });
        report(path);
      }
      await context.close();
    }
  } finally {
    await browser.close();
    await site.close();
  }
});
