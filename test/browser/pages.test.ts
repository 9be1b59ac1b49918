import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Issue } from '../../src/core/bulletin.ts';
import { articleUrl, issueUrl } from '../../src/core/links.ts';
import { passagesOf } from '../../src/core/passages.ts';
import { button, pages, playground as words } from '../../src/core/wording.ts';
import { linksOfCard } from '../adapters/feishu/texts.ts';
import { sampleIssue } from '../adapters/web/sample.ts';
import { cadre } from '../adapters/web/sample-login.ts';
import { sampleLibrary } from '../runtimes/sample-library.ts';
import { answerTo, newFeishu, startWithFeishu } from '../runtimes/start-with-feishu.ts';
import { chromiumPath, launchChromium, watch } from './chromium.ts';
import { openSite, type Site } from './site.ts';

// What runs in the browser uses of it; the project has no types of the DOM.
declare const innerHeight: number;
declare const getComputedStyle: (element: unknown) => { backgroundColor: string };
declare const document: { documentElement: { scrollWidth: number; clientWidth: number } };
declare const navigator: { clipboard: { readText(): Promise<string> } };

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const DESKTOP = { viewport: { width: 1280, height: 900 } };

describe.skipIf(chromiumPath === null)('in a browser', () => {
  let browser: Browser;
  let site: Site;
  let issue: Issue;
  beforeAll(async () => {
    [browser, site] = await Promise.all([launchChromium(), openSite()]);
    issue = (await site.store.read('安庆组工信息-2024-06'))!;
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  /** Runs `use` on a new page and sees to it that nothing went wrong behind its back. */
  async function visit(
    options: BrowserContextOptions,
    use: (page: Page) => Promise<void>,
    at = site,
  ): Promise<void> {
    const context = await browser.newContext({ baseURL: at.origin, ...options });
    context.setDefaultTimeout(8_000);
    const page = await context.newPage();
    const seen = watch(page, at.origin);
    try {
      await use(page);
      expect(seen).toEqual({ errors: [], foreign: [] });
      expect(at.errors()).toBe('');
    } finally {
      await context.close();
    }
  }

  const isInView = (page: Page, id: string) =>
    page.locator(`#${id}`).evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
  const background = (page: Page, selector: string) =>
    page.locator(selector).evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor));
  const NOT_MARKED = 'rgba(0, 0, 0, 0)';

  describe.each([
    ['a phone', PHONE],
    ['a desktop', DESKTOP],
  ])('on %s', (_, device) => {
    it('answers in the playground, and its link leads to the marked passage', () =>
      visit(device, async (page) => {
        await page.goto('/playground');
        await page
          .getByLabel(words.compose, { exact: true })
          .fill(`${words.mention} 桐城市的“奔桐计划”安排了多少项活动`);
        await page.getByRole('button', { name: words.send }).click();
        const card = page.locator('.card').last();
        await card.getByText('20项').first().waitFor();
        await card.getByRole('link', { name: button.readOriginal }).first().click();
        await page.waitForURL(/\/articles\/1#p/);
        const id = new URL(page.url()).hash.slice(1);
        expect(await page.locator(`#${id}`).textContent()).toContain('奔桐计划');
        expect(await isInView(page, id)).toBe(true);
        expect(await background(page, `#${id}`)).not.toContain(NOT_MARKED);
      }));

    it('needs no sideways scrolling on any page', () =>
      visit(
        { ...device, viewport: { width: Math.min(device.viewport.width, 320), height: 640 } },
        async (page) => {
          for (const path of Object.values(everyPage())) {
            await page.goto(path);
            const { scrollWidth, clientWidth } = await page.evaluate(() => ({
              scrollWidth: document.documentElement.scrollWidth,
              clientWidth: document.documentElement.clientWidth,
            }));
            expect([path, scrollWidth]).toEqual([path, clientWidth]);
          }
        },
      ));
  });

  const everyPage = () => ({
    catalogue: '/',
    issue: issueUrl('', issue.id),
    article: articleUrl('', issue.id, 1),
    search: `/search?q=${encodeURIComponent('各县怎么给基层减负')}`,
    listing: `/search?q=${encodeURIComponent('2024年有哪些文章')}`,
    'not found': `/search?q=${encodeURIComponent('火星基地的党支部')}`,
    playground: '/playground',
    admin: '/admin',
    'no such page': '/issues/x',
  });

  it.each([
    ['light', PHONE],
    ['dark', DESKTOP],
  ] as const)('has no serious accessibility issue in %s', (colorScheme, device) =>
    visit({ ...device, colorScheme }, async (page) => {
      await page.goto('/playground');
      await page
        .getByLabel(words.compose, { exact: true })
        .fill(`${words.mention} ${words.exampleQuestions[1]}`);
      await page.getByRole('button', { name: words.send }).click();
      await page.locator('.card').first().waitFor();
      for (const [name, path] of Object.entries(everyPage())) {
        const response = await page.goto(path);
        if (name === 'no such page') expect(response?.status()).toBe(404);
        await page.evaluate(axeSource);
        const violations = await page.evaluate(async () => {
          const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
          const results = await axe.run();
          return results.violations
            .filter(({ impact }) => impact === 'serious' || impact === 'critical')
            .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
        });
        expect([name, violations]).toEqual([name, []]);
      }
    }),
  );

  describe('an article', () => {
    const path = () => articleUrl('', issue.id, 1);
    const longPassage = () =>
      passagesOf(issue).find(({ text, articleNumber }) => articleNumber > 0 && text.includes('奔桐计划'))!;

    it('copies the citation of the cited passage', () =>
      visit({ ...DESKTOP, permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
        const passage = longPassage();
        await page.goto(`${path()}#${passage.id}`);
        await page.getByRole('button', { name: pages.copyCitation }).click();
        await page.getByText(pages.copied).waitFor();
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        expect(copied.split('\n')).toEqual([
          '《安庆组工信息》2024年第6期 中共桐城市委组织部《把准方向 突出重点 桐城市推动人才工作提质增效》',
          passage.text,
          `${site.origin}${path()}#${passage.id}`,
        ]);
      }));

    it('marks another passage when its link is followed by keyboard', () =>
      visit(DESKTOP, async (page) => {
        const [first, second] = passagesOf(issue).filter(({ articleNumber }) => articleNumber === 1);
        await page.goto(`${path()}#${first!.id}`);
        await page.locator(`a[href="#${second!.id}"]`).focus();
        await page.keyboard.press('Enter');
        await expect.poll(() => page.locator('.cited').first().getAttribute('data-passage')).toBe(second!.id);
        expect(await page.locator('.passage-tools').count()).toBe(1);
      }));

    it('marks every paragraph of a passage, with a script and without', async () => {
      const found = passagesOf(sampleIssue()).find(({ text }) => text.includes('\n讲师'))!;
      for (const javaScriptEnabled of [true, false]) {
        await visit({ ...DESKTOP, javaScriptEnabled }, async (page) => {
          await page.goto(`${articleUrl('', found.issueId, found.articleNumber)}#${found.id}`);
          const marks = await background(page, `[data-passage="${found.id}"]`);
          expect(marks.length).toBe(found.text.split('\n').length);
          expect(marks).not.toContain(NOT_MARKED);
        });
      }
    });

    it('prints without the furniture of the page', () =>
      visit(DESKTOP, async (page) => {
        await page.goto(path());
        await page.emulateMedia({ media: 'print' });
        for (const furniture of ['.site-head', '.crumbs', '.neighbours']) {
          expect(await page.locator(furniture).isVisible()).toBe(false);
        }
        expect(await page.locator('h1').isVisible()).toBe(true);
      }));

    it('says what became of a passage that was corrected after its link was sent', async () => {
      const own = await openSite();
      try {
        const before = (await own.store.read(issue.id))!;
        const passage = passagesOf(before).find(
          ({ text }) => text.includes('奔桐计划') && text.includes('20项'),
        )!;
        const text = JSON.stringify(before).replace('集中性活动20项', '集中性活动22项');
        await own.store.write({ ...(JSON.parse(text) as Issue), version: 2 });
        await visit(
          DESKTOP,
          async (page) => {
            // The program looks at its folder every few seconds.
            await expect
              .poll(async () => (await page.goto(path()))?.text(), { timeout: 20_000 })
              .toContain('22项');
            await page.goto(`${path()}#${passage.id}`);
            await page.getByText(pages.passageCorrected(1)).waitFor();
            expect(await page.locator('del').textContent()).toBe(passage.text);
            await page.getByRole('link', { name: pages.passageNow }).click();
            await expect.poll(() => page.locator('.cited').first().textContent()).toContain('22项');
          },
          own,
        );
      } finally {
        await own.close();
      }
    });
  });

  describe('searching', () => {
    it('suggests from pinyin, and goes where the keyboard chooses', () =>
      visit(DESKTOP, async (page) => {
        await page.goto('/search');
        const field = page.getByRole('combobox', { name: pages.askLabel });
        await field.pressSequentially('benton');
        await page.getByRole('option').first().waitFor();
        await page.keyboard.press('ArrowDown');
        expect(await field.getAttribute('aria-activedescendant')).not.toBeNull();
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/search\?q=/);
        expect(new URL(page.url()).searchParams.get('q')).toContain('奔桐');
        await page.locator('.answer').first().waitFor();
      }));

    it('works without a script', () =>
      visit({ ...PHONE, javaScriptEnabled: false }, async (page) => {
        await page.goto('/search');
        await page.getByLabel(pages.askLabel).fill('石渡市的科技副总有多少名');
        await page.getByRole('button', { name: pages.askButton }).click();
        expect(await page.locator('mark').count()).toBeGreaterThan(0);
      }));
  });

  describe('the playground', () => {
    it('sends with Enter, keeps a line with Shift+Enter, and takes clicks on cards', () =>
      visit(DESKTOP, async (page) => {
        await page.goto('/playground');
        const field = page.getByLabel(words.compose, { exact: true });
        await field.fill(`${words.mention} 石渡市的科技副总`);
        await field.press('Shift+Enter');
        expect(await field.inputValue()).toContain('\n');
        await field.press('Enter');
        await page.locator('.card').last().getByRole('button', { name: button.useful }).click();
        await page.getByRole('status').getByText('谢谢').waitFor();
      }));

    it('works without a script', () =>
      visit({ ...PHONE, javaScriptEnabled: false }, async (page) => {
        await page.goto('/playground');
        await page.getByLabel(words.compose, { exact: true }).fill(`${words.mention} 石渡市的科技副总`);
        await page.getByRole('button', { name: words.send }).click();
        expect(await page.locator('.card').count()).toBeGreaterThan(0);
      }));
  });

  it('leads from a card in a group through the login to the passage', async () => {
    const feishu = await newFeishu();
    feishu.visitor = cadre;
    await startWithFeishu(feishu, 'websocket', sampleLibrary());
    const { content } = await answerTo(feishu, feishu.world.openChat(), '云岫县的人才公寓有多少套');
    const link = linksOfCard(content).find((address) => address.includes('/articles/'))!;
    const context = await browser.newContext(PHONE);
    try {
      const page = await context.newPage();
      await page.goto(link);
      await page.getByRole('link', { name: pages.logIn }).click();
      await page.waitForURL(link);
      expect(await background(page, new URL(link).hash)).toEqual([expect.not.stringContaining(NOT_MARKED)]);
      await page.getByRole('button', { name: pages.logOut }).click();
      await page.getByRole('link', { name: pages.logIn }).waitFor();
    } finally {
      await context.close();
    }
  });
});

interface AxeResults {
  violations: { id: string; impact: string; nodes: { html: string }[] }[];
}
