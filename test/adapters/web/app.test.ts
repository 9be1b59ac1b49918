import { describe, expect, it } from 'vitest';
import type { WebOptions } from '../../../src/adapters/web/options.ts';
import { issueEntry } from '../../../src/core/asking/library.ts';
import { articleUrl, issueUrl, passageUrl } from '../../../src/core/links.ts';
import { passagesOf } from '../../../src/core/passages.ts';
import { chat, pages } from '../../../src/core/wording.ts';
import { excerptOf, LOCAL_URL, sampleIssue } from './sample.ts';
import { samplePlayground } from './sample-playground.ts';
import { sampleWebsite } from './sample-website.ts';

const issue = sampleIssue();

describe('createWebApp() reading pages', () => {
  it('lists the issues of each year, newest first', async () => {
    const issues = [
      sampleIssue({ numbers: [1], date: '2023-01-05', year: 2023 }),
      issue,
      sampleIssue({ numbers: [4], date: '2024-04-02' }),
    ];
    const page = await sampleWebsite({ issues }).read('/');
    const order = ['2024年第4期', '2024年第3期', '2023年第1期'].map((label) => page.indexOf(`》${label}`));
    expect(order.every((at) => at > 0)).toBe(true);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('shows an issue with its contents, note, comment and colophon', async () => {
    const page = await sampleWebsite().read(issueUrl('', issue.id));
    for (const text of [
      ...issue.editorsNote,
      issue.leadersComment!,
      ...issue.colophon,
      ...issue.articles.map((a) => a.title),
    ]) {
      expect(page).toContain(text);
    }
    for (const passage of passagesOf(issue).filter((p) => p.articleNumber === 0))
      expect(page).toContain(`id="${passage.id}"`);
  });

  it.each(issue.articles.map((article) => [article.title, article] as const))(
    'anchors every passage of 「%s」 exactly once',
    async (_, article) => {
      const page = await sampleWebsite().read(articleUrl('', issue.id, article.number));
      for (const passage of passagesOf(issue)) {
        const anchors = page.split(`id="${passage.id}"`).length - 1;
        expect(anchors).toBe(passage.articleNumber === article.number ? 1 : 0);
      }
    },
  );

  it('sets a Markdown table as a table', async () => {
    const page = await sampleWebsite().read(articleUrl('', issue.id, 1));
    expect(page).toContain('<th scope="col">讲师</th>');
    expect(page).toContain('<td>176</td>');
    expect(page).not.toContain('| ---');
  });

  it('says that a corrected issue was corrected', async () => {
    const corrected = sampleIssue({ version: 3 });
    expect(await sampleWebsite({ issues: [corrected] }).read(articleUrl('', corrected.id, 2))).toContain(
      pages.corrected(3),
    );
  });

  it('filters the catalogue by unit and year', async () => {
    const issues = [
      issue,
      sampleIssue({ year: 2023, numbers: [8], date: '2023-08-01', articles: [issue.articles[1]!] }),
    ];
    const { read } = sampleWebsite({ issues });
    const ofUnit = await read(`/?unit=${encodeURIComponent('清河县')}`);
    expect(ofUnit).toContain(issue.articles[0]!.title);
    expect(ofUnit).not.toContain(`>${issue.articles[1]!.title}<`);
    expect(ofUnit).not.toContain('2023年第8期');
    expect(await read('/?year=2023')).not.toContain('2024年第3期');
    expect(await read('/?year=1999')).toContain(pages.nothingUnderFilter);
  });

  it('leads from an article to its neighbours, its unit and its topic', async () => {
    const other = sampleIssue({ numbers: [5], date: '2024-05-20' });
    const { read } = sampleWebsite({
      issues: [issue, other],
      library: { onSameTopic: async () => [{ issue: issueEntry(other), article: other.articles[1]! }] },
    });
    const page = await read(articleUrl('', issue.id, 1));
    expect(page).toContain(`href="${articleUrl('', issue.id, 2)}" rel="next"`);
    expect(page).not.toContain('rel="prev"');
    expect(page.split(pages.sameUnits)[1]).toContain(`href="${articleUrl('', other.id, 1)}"`);
    expect(page.split(pages.sameTopic)[1]).toContain(`href="${articleUrl('', other.id, 2)}"`);
  });

  it('gives the citation of the article with its public address', async () => {
    const page = await sampleWebsite().read(articleUrl('', issue.id, 1));
    expect(page).toContain(
      '《云州组工信息》2024年第3期 中共清河县委组织部《清河县：“板凳课堂”让党课落到田埂上》',
    );
    expect(page).toContain(`${LOCAL_URL}${articleUrl('', issue.id, 1)}`);
  });

  it('shows no word of a withdrawn issue', async () => {
    const withdrawn = sampleIssue({ status: 'withdrawn' });
    const { read } = sampleWebsite({ issues: [withdrawn] });
    for (const path of [issueUrl('', withdrawn.id), articleUrl('', withdrawn.id, 1)]) {
      const page = await read(path);
      expect(page).toContain(pages.withdrawn);
      expect(page).not.toContain('板凳');
    }
    expect(await read('/')).not.toContain('2024年第3期');
  });

  it('escapes script in titles wherever they are shown', async () => {
    const title = '</title><script>alert(1)</script>"\'&';
    const hostile = sampleIssue({
      bulletin: '<img src=x onerror=alert(1)>',
      articles: [{ ...issue.articles[0]!, title }],
    });
    const { read } = sampleWebsite({
      issues: [hostile],
      answer: { kind: 'excerpts', excerpts: [excerptOf(hostile, '316名')] },
    });
    for (const path of [
      '/',
      issueUrl('', hostile.id),
      articleUrl('', hostile.id, 1),
      '/search?q=%3Cscript%3Ealert(2)',
    ]) {
      const page = await read(path);
      expect(page).toContain('&lt;');
      expect(page).not.toMatch(/<script>|<img src=x/);
    }
  });
});

describe('createWebApp() what is not there', () => {
  it.each([
    '/issues/云州组工信息-2024-99',
    `${issueUrl('', issue.id)}/articles/9`,
    `${issueUrl('', issue.id)}/articles/0`,
    `${issueUrl('', issue.id)}/articles/01`,
    `${issueUrl('', issue.id)}/articles/1e0`,
    '/issues/..%2f..%2fetc%2fpasswd',
    '/issues/%252e%252e%252fetc',
    '/issues/%E0%A4%A',
    '/issues/%00',
    `/issues/${'x'.repeat(130)}`,
    '/etc/passwd',
  ])('%s is a 404 page with a way back', async (path) => {
    const response = await sampleWebsite().get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain(pages.backToCatalogue);
  });

  describe('a passage that a link asks for', () => {
    const path = articleUrl('', issue.id, 2);
    const corrected = sampleIssue({
      version: 2,
      articles: [
        issue.articles[0]!,
        { ...issue.articles[1]!, paragraphs: ['东岭区建成青年人才公寓580套，入住率96%。'] },
      ],
    });
    const old = passagesOf(issue).find((p) => p.text.includes('620套'))!;
    const now = passagesOf(corrected).find((p) => p.text.includes('580套'))!;
    const { get, read } = sampleWebsite({ issues: [corrected], library: { versions: async () => [issue] } });

    it('is shown where it is now', async () => {
      const response = await get(`${path}?p=${now.id}`);
      expect([response.status, response.headers.get('location')]).toEqual([302, `${path}#${now.id}`]);
    });

    it('is shown as it was when it has been corrected, with the way to what stands there now', async () => {
      const page = await read(`${path}?p=${old.id}`);
      expect(page).toContain(pages.passageCorrected(1));
      expect(page).toContain(`<del>${old.text}</del>`);
      expect(page).toContain(`href="${path}#${now.id}"`);
    });

    it.each(['pzzzzzzzzz', '<script>', '../../etc', 'x'.repeat(200)])(
      'is said to be unknown when it is 「%s」',
      async (id) => {
        const response = await get(`${path}?p=${encodeURIComponent(id)}`);
        expect(response.status).toBe(200);
        expect(await response.text()).toContain(pages.passageUnknown);
      },
    );

    it('leads to the issue when its article was taken out', async () => {
      const shortened = sampleIssue({ version: 2, articles: [issue.articles[0]!] });
      const { get, read } = sampleWebsite({
        issues: [shortened],
        library: { versions: async () => [issue] },
      });
      const response = await get(`${path}?p=${old.id}`);
      expect(response.headers.get('location')).toBe(`${issueUrl('', issue.id)}?p=${old.id}`);
      expect(await read(`${issueUrl('', issue.id)}?p=${old.id}`)).toContain(pages.passageGone);
    });
  });

  it('does not tell an issue for other chats from one that does not exist', async () => {
    const closed = sampleIssue({ audience: { kind: 'chats', chats: ['oc_other'] } });
    const { get, read } = sampleWebsite({
      issues: [closed],
      playground: { ...samplePlayground(), loopbackOnly: false },
    });
    const hidden = await get(articleUrl('', closed.id, 1));
    const absent = await get(articleUrl('', 'nothing-2024-01', 1));
    const body = async (r: Response) => (await r.text()).replaceAll(/nonce="[^"]*"/g, '');
    expect([hidden.status, await body(hidden)]).toEqual([absent.status, await body(absent)]);
    expect(await read('/')).not.toContain('云州');
  });

  it('shows an error page and reports the error when the library fails', async () => {
    const broken = new Error('disk gone');
    const { get, errors } = sampleWebsite({
      library: { issues: () => Promise.reject(broken) },
    });
    const response = await get('/');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('disk gone');
    expect(errors).toEqual([broken]);
  });
});

describe('createWebApp() /search', () => {
  const excerpt = excerptOf(issue, '316名');

  it('asks as of today in China and links each excerpt to its passage', async () => {
    const { read, asked } = sampleWebsite({ answer: { kind: 'excerpts', excerpts: [excerpt] } });
    const page = await read(`/search?q=${encodeURIComponent('板凳讲师有多少')}`);
    expect(asked).toEqual([
      { question: '板凳讲师有多少', asOf: '2026-11-23', viewer: { kind: 'everything' }, offset: 0 },
    ]);
    expect(page).toContain('<mark>316名</mark>');
    expect(page).toContain(`href="${passageUrl('', issue.id, 1, excerpt.passage)}"`);
  });

  it('never shows related excerpts as the answer', async () => {
    const page = await sampleWebsite({
      answer: { kind: 'near-miss', related: [excerpt], missing: ['东岭区'] },
    }).read('/search?q=x');
    expect(page.indexOf(pages.nearMiss('东岭区'))).toBeGreaterThan(0);
    expect(page.indexOf(pages.nearMissRelated)).toBeGreaterThan(page.indexOf(pages.nearMiss('东岭区')));
    expect(page.indexOf('316名')).toBeGreaterThan(page.indexOf(pages.nearMissRelated));
  });

  it('says what was looked for when nothing was found', async () => {
    const page = await sampleWebsite({ answer: { kind: 'not-found', missing: ['月球基地'] } }).read(
      '/search?q=x',
    );
    expect(page).toContain(pages.notFoundAnswer('月球基地'));
  });

  it.each([
    ['its unit', ['清河县', '平阳县'], '各单位的原文对照如下', ['清河县', '平阳县']],
    ['its issue', ['清河县', '清河县'], '各时期的原文对照如下', ['2024年第1期', '2024年第2期']],
  ])('heads each side of a comparison by %s', async (_, units, verdict, sides) => {
    const excerpts = units.map((unit, i) => ({
      ...excerpt,
      article: { ...excerpt.article, unit },
      issue: { ...excerpt.issue, id: `${i}`, label: `2024年第${i + 1}期` },
    }));
    const page = await sampleWebsite({ answer: { kind: 'comparison', excerpts } }).read('/search?q=x');
    expect(page).toContain(verdict);
    expect([...page.matchAll(/<p class="side">(.*?)<\/p>/gu)].map(([, side]) => side)).toEqual(sides);
  });

  it('lists with the number there are in all, linking to our own pages', async () => {
    const listing = [
      {
        type: 'article' as const,
        label: excerpt.issue.label,
        title: '某文',
        url: articleUrl(LOCAL_URL, issue.id, 2),
      },
    ];
    const page = await sampleWebsite({ answer: { kind: 'listing', listing, total: 45 } }).read('/search?q=x');
    expect(page).toContain(pages.listed(1, 45));
    expect(page).toContain(`href="${articleUrl('', issue.id, 2)}"`);
  });

  it.each(['', '%20%20'])('shows examples and asks nothing for 「%s」', async (q) => {
    const { read, asked } = sampleWebsite();
    expect(await read(`/search?q=${q}`)).toContain(pages.examples);
    expect(asked).toEqual([]);
  });

  it('asks the first sentences of a query of 10 KB', async () => {
    const { get, asked } = sampleWebsite();
    const response = await get(`/search?q=${'a'.repeat(10_240)}`);
    expect(response.status).toBe(200);
    expect(asked[0]?.question).toHaveLength(300);
  });

  it('takes control and bidirectional characters out of a question', async () => {
    const { read, asked } = sampleWebsite();
    await read(`/search?q=${encodeURIComponent('人才\u0000公寓\u202e')}`);
    expect(asked[0]?.question).toBe('人才公寓');
  });

  it('says the filters as a person would, and offers those of the library', async () => {
    const { read, asked } = sampleWebsite();
    const page = await read(`/search?${new URLSearchParams({ q: '讲师', unit: '清河县', year: '2024' })}`);
    expect(asked[0]?.question).toBe(chat.narrowed('讲师', '清河县', 2024));
    expect(page).toContain('value="清河县" selected=""');
    expect(page).toContain('value="2024" selected=""');
  });

  it('ignores a filter that the library does not have', async () => {
    const { read, asked } = sampleWebsite();
    await read(`/search?${new URLSearchParams({ q: '讲师', unit: '"><script>', year: '1e9' })}`);
    expect(asked[0]?.question).toBe('讲师');
  });

  it('leads on through a long listing', async () => {
    const listing = [{ type: 'unit' as const, label: '甲', url: '/search?q=x' }];
    const { read, asked } = sampleWebsite({ answer: { kind: 'listing', listing, total: 30 } });
    expect(await read('/search?q=目录&offset=10')).toContain('offset=11');
    expect(asked[0]?.offset).toBe(10);
    expect(await read('/search?q=目录&offset=29')).not.toContain('offset=30');
  });
});

describe('createWebApp() /suggest', () => {
  it('names the kind and gives the address of what has one', async () => {
    const suggest: WebOptions['suggest'] = async (typed, viewer, limit) => [
      { kind: 'unit', text: `${typed}|${viewer.kind}|${limit}` },
      { kind: 'article', text: '某文', place: { issueId: issue.id, articleNumber: 2 } },
    ];
    const response = await sampleWebsite({ suggest }).get('/suggest?q=%20qinghe');
    expect(await response.json()).toEqual([
      { text: 'qinghe|everything|8', kind: '单位' },
      { text: '某文', kind: '文章', url: articleUrl('', issue.id, 2) },
    ]);
  });

  it('asks nothing for nothing', async () => {
    const suggest = () => Promise.reject(new Error('asked'));
    expect(await (await sampleWebsite({ suggest }).get('/suggest?q=%20')).json()).toEqual([]);
  });
});

describe('createWebApp() headers', () => {
  it('lets nothing run or load but what carries the nonce of this answer', async () => {
    const { get } = sampleWebsite();
    const [first, second] = [await get(articleUrl('', issue.id, 1)), await get('/')];
    const nonceOf = (r: Response) =>
      /script-src 'nonce-([^']+)'/.exec(r.headers.get('content-security-policy')!)![1];
    expect(nonceOf(first)).not.toBe(nonceOf(second));
    const page = await first.text();
    const tags = page.match(/<(script|style|link rel="stylesheet")[^>]*>/g)!;
    for (const tag of tags) expect(tag).toContain(`nonce="${nonceOf(first)}"`);
    expect(page).not.toMatch(/ style="| on\w+="/);
    expect(first.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(first.headers.get('x-robots-tag')).toContain('noindex');
    expect(first.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('loads nothing from another site', async () => {
    const { read } = sampleWebsite();
    for (const path of ['/', issueUrl('', issue.id), articleUrl('', issue.id, 1), '/search', '/playground']) {
      expect((await read(path)).match(/(?:src|href|action)="(?:https?:)?\/\/[^"]*/g)).toBeNull();
    }
  });

  it('answers 304 to a page that has not changed, without a policy for the kept one', async () => {
    const { get } = sampleWebsite();
    const path = articleUrl('', issue.id, 1);
    const etag = (await get(path)).headers.get('etag')!;
    const again = await get(path, { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
    expect(again.headers.get('content-security-policy')).toBeNull();
    const corrected = sampleIssue({ version: 2 });
    const changed = await sampleWebsite({ issues: [corrected] }).get(path, {
      headers: { 'If-None-Match': etag },
    });
    expect(changed.status).toBe(200);
  });

  it('serves the style sheet under an address that changes with it', async () => {
    const { get, read } = sampleWebsite();
    const path = /href="(\/assets\/style\.[a-z0-9]+\.css)"/.exec(await read('/'))![1]!;
    const response = await get(path);
    expect(response.headers.get('content-type')).toContain('text/css');
    expect(response.headers.get('cache-control')).toContain('immutable');
  });
});

describe('createWebApp() access', () => {
  const path = articleUrl('', issue.id, 1);

  it.each([
    ['another name', 'http://bao.example', {}, '127.0.0.1'],
    ['a proxy', 'http://127.0.0.1', { 'X-Forwarded-For': '10.0.0.9' }, '127.0.0.1'],
    ['another machine', 'http://127.0.0.1', {}, '10.0.0.9'],
    ['a connection nobody knows', 'http://127.0.0.1', {}, undefined],
  ])(
    'shows no text to requests through %s when the playground is for this machine',
    async (_, origin, headers, peer) => {
      const { app } = sampleWebsite({ peerAddress: () => peer });
      const response = await app.request(`${origin}${path}`, { headers: headers as Record<string, string> });
      expect(response.status).toBe(401);
      expect(await response.text()).not.toContain('板凳');
    },
  );

  it('takes nobody for this machine where PUBLIC_URL is for others', async () => {
    // What nginx passes on unless it is told more: its own name for us, and no word of the client.
    const { get } = sampleWebsite({ publicUrl: 'https://bao.example' });
    for (const p of [path, '/', '/playground']) expect((await get(p)).status).not.toBe(200);
  });

  it('shows no text to anyone without the playground', async () => {
    const { get } = sampleWebsite({ playground: null });
    for (const p of [path, '/', '/search?q=x', '/playground']) expect((await get(p)).status).toBe(401);
  });

  it('tells its health to anyone', async () => {
    expect((await sampleWebsite({ playground: null }).get('/healthz')).status).toBe(200);
    expect((await sampleWebsite({ health: () => ({ ready: false }) }).get('/healthz')).status).toBe(503);
  });

  it('hands events on as they came, and refuses large ones', async () => {
    const seen: string[] = [];
    const feishuEvents = async (request: Request) => {
      seen.push(await request.text());
      return new Response('{}');
    };
    const { get } = sampleWebsite({ feishuEvents, playground: null });
    const post = (body: string) =>
      get('/feishu/events', { method: 'POST', body, headers: { 'Content-Length': String(body.length) } });
    expect((await post('{ "a":  1 }')).status).toBe(200);
    expect(seen).toEqual(['{ "a":  1 }']);
    expect((await post('x'.repeat(1024 * 1024 + 1))).status).toBe(413);
    expect(seen).toHaveLength(1);
  });
});
