import { beforeEach, describe, expect, it } from 'vitest';
import { toCsv } from '../../../../src/adapters/web/admin/csv.ts';
import type { AdminOptions } from '../../../../src/adapters/web/options.ts';
import type { SentAnswer } from '../../../../src/core/chat.ts';
import { newInquiry } from '../../../../src/core/serving/look-up.ts';
import { admin as words } from '../../../../src/core/wording.ts';
import { cookieBrowser } from '../cookie-browser.ts';
import { cadre, sampleLogin } from '../sample-login.ts';
import { PUBLIC_URL } from '../sample-playground.ts';
import { sampleWebsite } from '../sample-website.ts';

const now = Date.UTC(2026, 10, 22, 1);
const chat = { id: 'oc_1', kind: 'group' } as const;
const asked = (question: string, kind: SentAnswer['kind']): SentAnswer => {
  const { view, asOf } = newInquiry(question, [], { chat, sender: 'ou_secret', sentAt: now });
  const ids = { messageId: 'om_1', questionId: null, asker: 'ou_secret', thread: null, root: null };
  return { ...ids, chat, view, context: [], asOf, kind, passages: [], sentAt: now };
};

const admin: AdminOptions = {
  admins: ['ou_admin'],
  timeZone: 'Asia/Shanghai',
  sent: { since: () => [asked('=1+1"', 'not-found'), asked('人才公寓', 'excerpts')] },
  held: {
    list: async () => [{ id: 'a', name: '扫描件.pdf', reason: '没有文字层', since: '2026-11-20T01:00:00Z' }],
  },
  broken: () => [{ path: 'bulletins/2024/x.md', line: 7, reason: '缺少标题' }],
  unproofed: async () => [{ id: '云州组工信息-2019-01', label: '《云州组工信息》2019年第1期' }],
  addSynonym: null,
  lastBackup: async () => Date.UTC(2026, 10, 19, 20),
};

describe('/admin', () => {
  it('tells the state of the library and what was asked', async () => {
    const page = await sampleWebsite({ admin, clock: { now: () => now } }).read('/admin');
    for (const text of [
      '扫描件.pdf',
      '没有文字层',
      'bulletins/2024/x.md:7',
      '缺少标题',
      '2019年第1期',
      '2026-11-20',
    ]) {
      expect(page).toContain(text);
    }
    expect(page).toMatch(/云州组工信息<\/td><td>2024<\/td><td>1<\/td><td>1—2</);
    expect(page.indexOf('=1+1')).toBeLessThan(page.indexOf(words.mostAsked));
    expect(page).not.toContain('ou_secret');
  });

  it('draws each day and gives its figures in a table', async () => {
    const page = await sampleWebsite({ admin, clock: { now: () => now } }).read('/admin');
    expect(page.match(/<rect /g)).toHaveLength(2);
    expect(page).toContain('<td>2026-11-22</td><td>1</td><td>0</td><td>1</td>');
    expect(page).not.toContain(' style="');
  });

  it('lists slow answers, slowest first', async () => {
    const slow = (question: string, elapsedMs: number) => ({ ...asked(question, 'excerpts'), elapsedMs });
    const sent = { since: () => [slow('快的', 12), slow('慢的', 340.4), slow('更慢的', 2100)] };
    const site = sampleWebsite({ admin: { ...admin, sent }, clock: { now: () => now } });
    const page = await site.read('/admin');
    const part = page.slice(page.indexOf(words.slow), page.indexOf(words.slowHint));
    expect(part).toContain('<td>更慢的</td><td>2100</td>');
    expect(part.indexOf('更慢的')).toBeLessThan(part.indexOf('<td>慢的</td><td>340</td>'));
    expect(part).not.toContain('快的');
    expect(await site.read('/admin/slow.csv')).toContain('"更慢的","2100","2026-11-22"');
  });

  it('gives the questions as CSV', async () => {
    const response = await sampleWebsite({ admin, clock: { now: () => now } }).get('/admin/unanswered.csv');
    expect(response.headers.get('content-disposition')).toContain('unanswered.csv');
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
    expect(text).toBe(
      `\uFEFF"${words.question}","${words.times}","${words.ending}","${words.lastDay}"\r\n` +
        `"'=1+1""","1","${words.endings['not-found']}","2026-11-22"\r\n`,
    );
  });

  it('exists for administrators who have logged in, for nobody else who has', async () => {
    const { feishu, login } = await sampleLogin(Date.now);
    const { app } = sampleWebsite({ admin, login, playground: null });
    const visitAs = async (id: string) => {
      feishu.visitor = { ...cadre, id };
      const { go, logIn } = cookieBrowser(PUBLIC_URL, (url, init) => app.request(url, init));
      await logIn();
      return Promise.all(['/admin', '/admin/asked.csv'].map(async (path) => (await go(path)).status));
    };
    try {
      expect(await visitAs('ou_admin')).toEqual([200, 200]);
      expect(await visitAs('ou_someone')).toEqual([404, 404]);
      expect((await app.request(`${PUBLIC_URL}/admin`)).status).toBe(401);
    } finally {
      await feishu.close();
    }
  });
});

describe('/admin/synonyms', () => {
  const added: [readonly string[], string][] = [];
  const addSynonym = async (group: readonly string[], by: string): Promise<string> => {
    added.push([group, by]);
    return `已加 ${group.join('=')}`;
  };
  const site = () => sampleWebsite({ admin: { ...admin, addSynonym }, clock: { now: () => now } });
  const post = (words: string, headers: Record<string, string> = {}): RequestInit => ({
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Origin: 'http://127.0.0.1:8787',
      ...headers,
    },
    body: new URLSearchParams({ words }).toString(),
  });
  beforeEach(() => void added.splice(0));

  it('is offered beside each question that was not answered', async () => {
    const page = await site().read('/admin');
    expect(page).toContain('action="/admin/synonyms"');
    const [, href] = /href="(\/admin\?synonym=[^"]+)"/.exec(page) ?? [];
    expect(await site().read(href ?? '')).toContain('value="=1+1&quot;="');
    expect(await sampleWebsite({ admin }).read('/admin')).not.toContain('/admin/synonyms');
  });

  it('adds what was written, by whoever is there', async () => {
    const response = await site().get('/admin/synonyms', post('人才公寓 = 人才房'));
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('已加 人才公寓=人才房');
    expect(added).toEqual([[['人才公寓', '人才房'], words.onThisMachine]]);
  });

  it.each(['人才公寓', '', '甲='])('「%s」 is told how to write it', async (said) => {
    const response = await site().get('/admin/synonyms', post(said));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('请写成');
    expect(added).toEqual([]);
  });

  it.each([
    ['another site', { Origin: 'http://evil.example' }],
    ['a page without an origin', { Origin: 'null' }],
  ])('takes nothing from %s', async (_, headers) => {
    expect((await site().get('/admin/synonyms', post('人才公寓=人才房', headers))).status).toBe(403);
    expect(added).toEqual([]);
  });

  it('takes nothing that is too long', async () => {
    expect((await site().get('/admin/synonyms', post('长'.repeat(20_000)))).status).toBe(413);
    expect(added).toEqual([]);
  });

  it('exists for administrators only, and writes down who it was', async () => {
    const { feishu, login } = await sampleLogin(Date.now);
    const { app } = sampleWebsite({ admin: { ...admin, addSynonym }, login, playground: null });
    const visitAs = async (id: string): Promise<number> => {
      feishu.visitor = { ...cadre, id };
      const { go, logIn } = cookieBrowser(PUBLIC_URL, (url, init) => app.request(url, init));
      await logIn();
      return (await go('/admin/synonyms', post('人才公寓=人才房', { Origin: PUBLIC_URL }))).status;
    };
    try {
      expect(await visitAs('ou_someone')).toBe(404);
      expect(added).toEqual([]);
      expect(await visitAs('ou_admin')).toBe(200);
      expect(added).toEqual([[['人才公寓', '人才房'], 'ou_admin']]);
    } finally {
      await feishu.close();
    }
  });
});

describe('toCsv()', () => {
  it.each([
    ['逗号,"引号"', '"逗号,""引号"""'],
    ['两\n行', '"两\n行"'],
    ['=cmd', `"'=cmd"`],
    ['@x', `"'@x"`],
    [-3, '"-3"'],
  ])('writes %j as %s', (value, field) => {
    expect(toCsv([[value]])).toBe(`\uFEFF${field}\r\n`);
  });
});
