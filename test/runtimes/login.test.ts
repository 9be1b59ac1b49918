import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { articleUrl, issueUrl, searchUrl } from '../../src/core/links.ts';
import { pages } from '../../src/core/wording.ts';
import { linksOfCard, textOfCard } from '../adapters/feishu/texts.ts';
import { cookieBrowser } from '../adapters/web/cookie-browser.ts';
import { cadre } from '../adapters/web/sample-login.ts';
import type { FakeFeishu } from '../fakes/fake-feishu/index.ts';
import { sampleLibrary } from './sample-library.ts';
import { answerTo, newFeishu, startWithFeishu } from './start-with-feishu.ts';

const QUESTION = '云岫县的人才公寓有多少套';

describe('npm start with Feishu', () => {
  let feishu: FakeFeishu;
  beforeEach(async () => {
    feishu = await newFeishu();
    feishu.visitor = cadre;
  });

  it('leads from a card in the group through the login to the passage', async () => {
    const node = await startWithFeishu(feishu, 'websocket', sampleLibrary());
    expect(node.output()).toContain('SESSION_SECRET');
    const { content: card } = await answerTo(feishu, feishu.world.openChat(), QUESTION);
    const link = new URL(linksOfCard(card).find((address) => address.includes('/articles/'))!);
    expect(link.origin).toBe(node.url);

    const { go } = cookieBrowser(node.url, fetch);
    const before = await go(link.href);
    expect(before.status).toBe(401);
    const signIn = await before.text();
    expect(signIn).not.toContain('岫里安居');
    const platform = (await go(/href="(\/login\?[^"]+)"/.exec(signIn)![1]!)).headers.get('location')!;
    expect(new URL(platform).origin).toBe(feishu.url);
    const callback = (await fetch(platform, { redirect: 'manual' })).headers.get('location')!;
    const after = (await go(callback)).headers.get('location')!;
    expect(after).toBe(link.pathname);

    const page = await (await go(after)).text();
    expect(page).toContain(cadre.name);
    const passage = link.hash.slice(1);
    const shown = page.slice(page.indexOf(`id="${passage}"`)).replace(/<[^>]*>/g, '');
    expect(page).toContain(`id="${passage}"`);
    expect(shown.slice(0, 400)).toMatch(/\d+套/);
    expect(textOfCard(card)).toContain('岫里安居');
  });

  it('lets nobody in from another organisation, with a changed state or with the code of someone else', async () => {
    const node = await startWithFeishu(feishu, 'websocket', sampleLibrary());
    const refused = async (change: (callback: URL) => void, reason: string): Promise<void> => {
      const { go, toCallback } = cookieBrowser(node.url, fetch);
      const callback = new URL(await toCallback('/'));
      change(callback);
      const answer = await go(callback.href);
      expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining(reason)]);
      expect((await go('/')).status).toBe(401);
    };
    await refused((url) => url.searchParams.set('state', 'x'), pages.loginExpired);

    const others = new URL(await cookieBrowser(node.url, fetch).toCallback('/'));
    const code = others.searchParams.get('code')!;
    await refused((url) => url.searchParams.set('code', code), pages.loginRefused);

    feishu.visitor = { ...cadre, tenant: 'tenant_other' };
    await refused(() => {}, pages.loginOtherTenant);
    feishu.visitor = null;
    await refused(() => {}, pages.loginDeclined);
  });

  it('shows an issue for one chat to its members, to others it does not exist', async () => {
    const dataDir = sampleLibrary();
    const chat = feishu.world.openChat({ members: [cadre.id] });
    const id = '澜州组工信息-2024-02';
    const file = join(dataDir, 'bulletins', '2024', `${id}.md`);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('audience: everyone', `audience: [${chat.id}]`));
    const node = await startWithFeishu(feishu, 'websocket', dataDir);

    const statuses = async (): Promise<number[]> => {
      const { go, logIn } = cookieBrowser(node.url, fetch);
      await logIn();
      const paths = [issueUrl('', id), articleUrl('', id, 1), issueUrl('', '澜州组工信息-2024-08')];
      const answers = await Promise.all(paths.map((path) => go(path)));
      const found = await (await go(searchUrl('', '石渡市在企科技副总有多少名'))).text();
      expect(found.includes(encodeURIComponent(id))).toBe(answers[0]!.status === 200);
      return answers.map(({ status }) => status);
    };
    expect(await statuses()).toEqual([200, 200, 200]);
    feishu.visitor = { ...cadre, id: 'ou_2' };
    expect(await statuses()).toEqual([404, 404, 200]);
  });
});
