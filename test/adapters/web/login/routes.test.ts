import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownPath } from '../../../../src/adapters/web/login/routes.tsx';
import type { LoginOptions } from '../../../../src/adapters/web/options.ts';
import { PlatformUnreachableError } from '../../../../src/core/errors.ts';
import { articleUrl, issueUrl } from '../../../../src/core/links.ts';
import { pages } from '../../../../src/core/wording.ts';
import type { FakeFeishu } from '../../../fakes/fake-feishu/index.ts';
import { cookieBrowser } from '../cookie-browser.ts';
import { LOCAL_URL, sampleIssue } from '../sample.ts';
import { cadre, sampleLogin } from '../sample-login.ts';
import { PUBLIC_URL } from '../sample-playground.ts';
import { sampleWebsite } from '../sample-website.ts';

const issue = sampleIssue();
const article = articleUrl('', issue.id, 1);

let feishu: FakeFeishu;
let login: LoginOptions;
let now: number;
beforeEach(async () => {
  now = Date.UTC(2026, 10, 22);
  ({ feishu, login } = await sampleLogin(() => now));
});
afterEach(() => feishu.close());

/** A browser at the public address of the pages. */
function browser(issues = [issue]) {
  const site = sampleWebsite({
    issues,
    playground: null,
    publicUrl: PUBLIC_URL,
    clock: { now: () => now },
    login,
  });
  return { ...site, ...cookieBrowser(PUBLIC_URL, (url, init) => site.app.request(url, init)) };
}

describe('logging in', () => {
  it('shows nothing before and the page asked for after', async () => {
    const { go, logIn } = browser();
    const before = await go(article);
    expect(before.status).toBe(401);
    const page = await before.text();
    expect(page).toContain(`href="/login?next=${encodeURIComponent(article)}"`);
    expect(page).not.toContain('板凳');

    const back = await logIn(`${article}#pabcdef`);
    expect([back.status, back.headers.get('location')]).toEqual([302, `${article}#pabcdef`]);
    const after = await go(article);
    expect(after.status).toBe(200);
    expect(await after.text()).toContain(cadre.name);
  });

  it('goes on without a click in the browser of Feishu', async () => {
    const { go } = browser();
    const page = async (agent: string) => (await go(article, { headers: { 'User-Agent': agent } })).text();
    expect(await page('Mozilla/5.0 Lark/7.20.1 LarkLocale/zh_CN')).toContain('data-at-once');
    expect(await page('Mozilla/5.0 Chrome/150')).not.toContain('data-at-once');
  });

  it('keeps its cookies from scripts and other sites, and to https where the pages are', async () => {
    const { app } = sampleWebsite({
      playground: null,
      publicUrl: 'https://bao.example',
      login,
    });
    const [cookie] = (await app.request('https://bao.example/login')).headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).toMatch(/Secure/);
  });

  it('lasts twelve hours', async () => {
    const { go, logIn } = browser();
    await logIn();
    now += 12 * 3_600_000 - 1;
    expect((await go(article)).status).toBe(200);
    now += 2;
    expect((await go(article)).status).toBe(401);
  });

  it('ends with the button, which another site cannot press', async () => {
    const { go, logIn } = browser();
    await logIn();
    expect((await go('/logout', { method: 'POST', headers: { Origin: 'http://evil.example' } })).status).toBe(
      403,
    );
    expect((await go(article)).status).toBe(200);
    expect((await go('/logout', { method: 'POST', headers: { Origin: PUBLIC_URL } })).status).toBe(303);
    expect((await go(article)).status).toBe(401);
  });
});

describe('a login that is not let through', () => {
  const isRefused = async (response: Response, text: string, get: (path: string) => Promise<Response>) => {
    expect(response.status).toBe(403);
    expect(await response.text()).toContain(text);
    expect((await get(article)).status).toBe(401);
  };

  it.each<[string, (callback: URL) => void, string]>([
    ['a state of someone else', (url) => url.searchParams.set('state', 'x'), pages.loginExpired],
    ['no state', (url) => url.searchParams.delete('state'), pages.loginExpired],
    ['a code that was never given', (url) => url.searchParams.set('code', 'x'), pages.loginRefused],
    ['no code', (url) => url.searchParams.delete('code'), pages.loginDeclined],
  ])('comes back with %s', async (_, change, text) => {
    const { go, toCallback } = browser();
    const callback = new URL(await toCallback('/'));
    change(callback);
    await isRefused(await go(callback.href), text, go);
  });

  it('comes back after the person declined', async () => {
    feishu.visitor = null;
    const { go, logIn } = browser();
    await isRefused(await logIn(), pages.loginDeclined, go);
  });

  it('is of a person of another organisation', async () => {
    feishu.visitor = { ...cadre, tenant: 'tenant_other' };
    const { go, logIn } = browser();
    await isRefused(await logIn(), pages.loginOtherTenant, go);
  });

  it('comes back twice', async () => {
    const { go, toCallback, cookies } = browser();
    const callback = await toCallback('/');
    const kept = new Map(cookies);
    expect((await go(callback)).status).toBe(302);
    cookies.clear();
    await isRefused(await go(callback), pages.loginExpired, go);
    for (const [name, value] of kept) cookies.set(name, value);
    await isRefused(await go(callback), pages.loginRefused, go);
  });

  it('comes back to another browser', async () => {
    const callback = await browser().toCallback('/');
    const { go } = browser();
    await isRefused(await go(callback), pages.loginExpired, go);
  });

  it('comes back after ten minutes', async () => {
    const { go, toCallback } = browser();
    const callback = await toCallback('/');
    now += 10 * 60_000 + 1;
    await isRefused(await go(callback), pages.loginExpired, go);
  });

  it('cannot be asked about because the platform is away', async () => {
    const { go, logIn, errors } = browser();
    feishu.faults.add({ on: 'POST /open-apis/authen/', fault: { kind: 'reset' } });
    expect((await logIn()).status).toBe(500);
    expect(errors).toEqual([expect.any(PlatformUnreachableError)]);
    expect((await go(article)).status).toBe(401);
  });

  it.each<[string, (value: string) => string]>([
    ['a changed value', (value) => value.replace(/^./, (c) => (c === 'a' ? 'b' : 'a'))],
    ['no signature', (value) => value.split('.')[0]!],
    ['another signature', (value) => `${value.split('.')[0]}.${'A'.repeat(43)}%3D`],
    ['nonsense', () => '%7B%7D'],
  ])('has a session cookie with %s', async (_, tamper) => {
    const { go, logIn, cookies } = browser();
    await logIn();
    cookies.set('wenbao_session', tamper(cookies.get('wenbao_session')!));
    expect((await go(article)).status).toBe(401);
  });

  it('has the cookie of an unfinished login for its session', async () => {
    const { go, toCallback, cookies } = browser();
    await toCallback('/');
    cookies.set('wenbao_session', cookies.get('wenbao_login')!);
    expect((await go(article)).status).toBe(401);
  });
});

describe('the audience of an issue', () => {
  /** An issue for two chats; the person who logs in is in the second one when `isMember`. */
  const closedIssue = (isMember: boolean) => {
    const chats = [['ou_2'], isMember ? ['ou_2', cadre.id] : []].map(
      (members) => feishu.world.openChat({ members }).id,
    );
    return { closed: sampleIssue({ numbers: [7], audience: { kind: 'chats', chats } }), chats };
  };

  it.each([
    ['its page', issueUrl, ''],
    ['an article', articleUrl, ''],
    ['a passage', articleUrl, '?p=pabcdef'],
  ])('outside of it %s does not exist', async (_, url, query) => {
    const { closed } = closedIssue(false);
    const { go, logIn } = browser([issue, closed]);
    await logIn();
    expect((await go(`${url('', closed.id, 1)}${query}`)).status).toBe(404);
    expect(await (await go('/')).text()).not.toContain('第7期');
  });

  it('is shown to members of one of its chats', async () => {
    const { closed, chats } = closedIssue(true);
    const { go, logIn, asked } = browser([issue, closed]);
    await logIn();
    expect((await go(issueUrl('', closed.id))).status).toBe(200);
    expect(await (await go('/')).text()).toContain('第7期');
    await go('/search?q=x');
    expect(asked[0]?.viewer).toEqual({ kind: 'member', chats: [chats[1]] });
  });

  it('is nobody when the platform does not tell who is in it', async () => {
    const { closed } = closedIssue(true);
    const { go, logIn, errors } = browser([issue, closed]);
    await logIn();
    feishu.faults.add({ on: 'GET /open-apis/im/v1/chats/', fault: { kind: 'reset' } });
    expect((await go(issueUrl('', closed.id))).status).toBe(404);
    expect((await go(issueUrl('', issue.id))).status).toBe(200);
    expect(errors).not.toEqual([]);
  });
});

describe('a person who asks for more than a person reads', () => {
  it.each<[string, string, { peer?: string; publicUrl?: string }, boolean]>([
    ['the address the proxy saw', '203.0.113.7', {}, true],
    ['what a client sent through the proxy', '198.51.100.1, 203.0.113.7', {}, true],
    ['nothing that stands behind no proxy', '203.0.113.7', { peer: '192.0.2.1' }, false],
    ['nothing that others cannot reach', '203.0.113.7', { publicUrl: LOCAL_URL }, false],
  ])('and has not logged in is counted by %s', async (_, forwarded, { peer, publicUrl }, isAlone) => {
    const peerAddress = (): string => peer ?? '127.0.0.1';
    const clock = { now: () => now };
    const site = sampleWebsite({
      playground: null,
      login,
      clock,
      publicUrl: publicUrl ?? PUBLIC_URL,
      peerAddress,
    });
    const seenFrom = async (list: string): Promise<number> =>
      (await site.get('/login', { headers: { 'X-Forwarded-For': list } })).status;
    for (let i = 0; i < 600; i++) await seenFrom(forwarded);
    expect(await seenFrom(forwarded.replace('198.51.100.1', '198.51.100.2'))).toBe(429);
    expect(await seenFrom('203.0.113.8')).toBe(isAlone ? 302 : 429);
  });

  it('waits for the next minute, others do not', async () => {
    const { go, logIn, cookies } = browser();
    await logIn();
    for (let i = 0; i < 600; i++) await go('/robots-like');
    const slowed = await go(article);
    expect(slowed.status).toBe(429);
    expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await slowed.text()).toContain(pages.tooManyTitle);

    feishu.visitor = { ...cadre, id: 'ou_2' };
    const first = new Map(cookies);
    cookies.clear();
    await logIn();
    expect((await go(article)).status).toBe(200);

    for (const [name, value] of first) cookies.set(name, value);
    now += 60_000;
    expect((await go(article)).status).toBe(200);
  });
});

describe('ownPath()', () => {
  it.each([
    ['/issues/x?y=1#pabc', '/issues/x?y=1#pabc'],
    ['//evil.example/x', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/\t/evil.example', '/'],
    ['', '/'],
    [undefined, '/'],
    ['/a/../b', '/b'],
  ])('of %s is %s', (next, path) => {
    expect(ownPath(next)).toBe(path);
  });
});
