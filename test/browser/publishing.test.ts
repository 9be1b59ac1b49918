import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { button, desk, playground as words } from '../../src/core/wording.ts';
import { chromiumPath, launchChromium, watch } from './chromium.ts';
import { openSite, type Site } from './site.ts';

const issueText = (houses: number): string => `云川组工信息
第6期
中共云川市委组织部编　　2026年3月6日

柳溪县建好人才公寓“柳溪青居”
柳溪县委组织部

柳溪县建成人才公寓“柳溪青居”${houses}套，入住青年人才417名，租金按市场价的六成收取，由县人才服务中心统一管理。
`;

describe.skipIf(chromiumPath === null)('an editor in the playground', () => {
  let browser: Browser;
  let site: Site;
  beforeAll(async () => {
    [browser, site] = await Promise.all([launchChromium(), openSite()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  const lastCard = (page: Page) => page.locator('.card').last();
  /** Of its own accord the bot says more, a little later: the last card is not always the answer. */
  const cardsSaying = (page: Page, text: string) => page.locator('.card', { hasText: text });
  const send = (page: Page, houses: number) =>
    page.getByLabel(words.sendFile).setInputFiles({
      name: '简报.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(issueText(houses)),
    });
  async function say(page: Page, text: string): Promise<void> {
    await page.getByLabel(words.compose, { exact: true }).fill(text);
    await page.getByRole('button', { name: words.send, exact: true }).click();
  }

  it('sends a file, mends its number, publishes, asks, corrects and withdraws', async () => {
    const page = await browser.newPage({ baseURL: site.origin });
    page.setDefaultTimeout(8_000);
    const seen = watch(page, site.origin);
    await page.goto('/playground?as=editor&in=private');
    await page.getByText('这里是真的发布').waitFor();

    await send(page, 240);
    await lastCard(page).getByText('待发布：《云川组工信息》2026年第6期').waitFor();
    await lastCard(page).getByLabel(desk.numberLabel).fill('7');
    await lastCard(page).getByRole('button', { name: button.publish }).click();
    await lastCard(page).getByText('《云川组工信息》2026年第7期已发布，1篇，可在此撤回').waitFor();
    expect((await site.store.read('云川组工信息-2026-07'))?.audience).toEqual({ kind: 'everyone' });
    await say(page, '柳溪青居有多少套？');
    await lastCard(page).getByText('240套').first().waitFor();

    await send(page, 204);
    await lastCard(page).getByLabel(desk.numberLabel).fill('7');
    await lastCard(page).getByRole('button', { name: button.publish }).click();
    await lastCard(page)
      .getByText(/＋ .*204套/u)
      .waitFor();
    await lastCard(page).getByRole('button', { name: button.publish }).click();
    await cardsSaying(page, '这是第 2 版').waitFor();

    await say(page, '撤回 2026年第7期');
    await lastCard(page).getByLabel(desk.withdrawalReason).fill('数字有误');
    await lastCard(page).getByRole('button', { name: button.confirm }).click();
    await cardsSaying(page, '已撤回，不再回答').waitFor();
    await say(page, '柳溪青居有多少套？');
    const askedAgain = cardsSaying(page, '问：柳溪青居有多少套').nth(1);
    await askedAgain.waitFor();
    expect(await askedAgain.textContent()).not.toContain('204套');
    expect((await site.store.read('云川组工信息-2026-07'))?.status).toBe('withdrawn');
    expect(seen).toEqual({ errors: [], foreign: [] });
    expect(site.errors()).toBe('');
    await page.close();
  });

  it('replies @问报 to a file in the group', async () => {
    const page = await browser.newPage({ baseURL: site.origin });
    page.setDefaultTimeout(8_000);
    await page.goto('/playground?as=editor&in=group');
    await send(page, 240);
    await page.getByText(words.replyToFile).waitFor();
    await page.getByRole('link', { name: words.reply, exact: true }).last().click();
    await say(page, `${words.mention} 收录`);
    await lastCard(page).getByText('待发布：《云川组工信息》2026年第6期').waitFor();
    await lastCard(page).getByRole('button', { name: button.abandon }).click();
    await lastCard(page).getByText('已放弃').waitFor();
    await page.close();
  });

  it('a cadre who sends a file is told kindly', async () => {
    const page = await browser.newPage({ baseURL: site.origin });
    page.setDefaultTimeout(8_000);
    await page.goto('/playground?as=cadre&in=private');
    await send(page, 240);
    await lastCard(page).getByText('只有编辑能发布刊物').waitFor();
    await page.close();
  });
});
