import { describe, expect, it } from 'vitest';
import type { AnsweredRequest } from '../../../../src/adapters/web/options.ts';
import { sampleWebsite } from '../sample-website.ts';

const figures = { text: 'wenbao_library_issues 1\n', contentType: 'text/plain; version=0.0.4' };
const metrics = (token: string | null) => ({ token, read: async () => figures });
const statusOf = async (
  site: ReturnType<typeof sampleWebsite>,
  init?: RequestInit,
  origin = 'http://127.0.0.1:8787',
) => (await site.app.request(`${origin}/metrics`, init)).status;

describe('GET /metrics', () => {
  it('gives the figures to this machine', async () => {
    const answer = await sampleWebsite({ metrics: metrics(null) }).get('/metrics');
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      figures.contentType,
      figures.text,
    ]);
  });

  it.each([
    ['from another machine', {}, '203.0.113.7', undefined],
    ['over a connection nobody knows', {}, undefined, undefined],
    ['through a proxy on this machine', { 'x-forwarded-for': '203.0.113.7' }, '127.0.0.1', undefined],
    ['under another name', {}, '127.0.0.1', 'http://wenbao.example.org'],
  ])('without a token does not exist %s', async (_, headers, peer, origin) => {
    const site = sampleWebsite({ metrics: metrics(null), peerAddress: () => peer });
    expect(await statusOf(site, { headers }, origin)).toBe(404);
  });

  it('without a token does not exist where PUBLIC_URL is for others', async () => {
    const publicUrl = 'https://wenbao.example.org';
    expect(await statusOf(sampleWebsite({ metrics: metrics(null), publicUrl }))).toBe(404);
  });

  it.each([
    [undefined, 401],
    ['Bearer wrong', 401],
    ['Bearer ', 400],
    ['Basic sixteen-characters', 400],
    ['Bearer sixteen-characters', 200],
  ])('with a token answers %s with %s, from anywhere', async (authorization, status) => {
    const site = sampleWebsite({ metrics: metrics('sixteen-characters'), peerAddress: () => '203.0.113.7' });
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    expect(await statusOf(site, { headers })).toBe(status);
  });
});

describe('GET /readyz', () => {
  it.each([
    [true, 200],
    [false, 503],
  ])('ready: %s is %s, whatever /healthz says', async (inbox, status) => {
    const site = sampleWebsite({ readiness: () => ({ ready: inbox, library: true, inbox }) });
    const answer = await site.get('/readyz');
    expect([answer.status, await answer.json()]).toEqual([status, { ready: inbox, library: true, inbox }]);
    expect((await site.get('/healthz')).status).toBe(200);
  });
});

describe('requests', () => {
  it('are told of by name and pattern, never by address', async () => {
    const told: AnsweredRequest[] = [];
    const site = sampleWebsite({ onRequest: (request) => told.push(request) });
    const addresses = ['/', '/search?q=机密问题', '/issues/没有这一期', '/nowhere', '/issues/a/articles/1'];
    const names = [];
    for (const address of addresses) names.push((await site.get(address)).headers.get('x-request-id'));
    expect(told.map(({ route, status }) => [route, status])).toEqual([
      ['/', 200],
      ['/search', 200],
      ['/issues/:id', 404],
      ['none', 404],
      ['/issues/:id/articles/:number', 404],
    ]);
    expect(told.map(({ requestId }) => requestId)).toEqual(names);
    expect(new Set(names).size).toBe(addresses.length);
  });

  it('that fail are reported under their name', async () => {
    const reported: [unknown, string | undefined][] = [];
    const failure = new Error('broken');
    const site = sampleWebsite({
      library: { issues: () => Promise.reject(failure) },
      reportError: (...report) => reported.push(report as [unknown, string]),
    });
    const answer = await site.get('/');
    expect(answer.status).toBe(500);
    expect(reported).toEqual([[failure, answer.headers.get('x-request-id')]]);
  });
});
