import { describe, expect, it } from 'vitest';
import { articleUrl, issueUrl, passageUrl, searchUrl } from '../../src/core/links.ts';

describe('links', () => {
  it.each([
    ['', '/issues/'],
    ['http://127.0.0.1:8787', 'http://127.0.0.1:8787/issues/'],
    ['https://bao.example.com/', 'https://bao.example.com/issues/'],
    ['https://example.com/wenbao', 'https://example.com/wenbao/issues/'],
  ])('issueUrl() under 「%s」 starts with %s and decodes to the id', (publicUrl, start) => {
    const url = issueUrl(publicUrl, '云州组工信息-2024-06');
    expect(url.startsWith(start)).toBe(true);
    expect(url).toMatch(/^[\x21-\x7e]+$/);
    expect(decodeURIComponent(url.slice(start.length))).toBe('云州组工信息-2024-06');
  });

  it('passageUrl() puts the passage behind the article', () => {
    expect(passageUrl('http://h', 'a-2024-06', 3, 'abc123')).toBe(
      'http://h/issues/a-2024-06/articles/3#abc123',
    );
  });

  it('articleUrl() sends what stands outside the articles to the page of the issue', () => {
    expect(articleUrl('', 'a-2024-06', 0)).toBe('/issues/a-2024-06');
    expect(passageUrl('', 'a-2024-06', 0, 'abc123')).toBe('/issues/a-2024-06#abc123');
  });

  it.each(['../../etc/passwd', 'a/b', 'x"><script>', "it's (a) *!"])(
    'issueUrl() keeps 「%s」 in one segment',
    (id) => {
      expect(issueUrl('', id)).toMatch(/^\/issues\/[A-Za-z0-9%._~-]+$/);
    },
  );

  it('searchUrl() carries the question as it was asked', () => {
    const url = new URL(searchUrl('http://h', '桐城 & 岳西 2024年?'));
    expect(url.searchParams.get('q')).toBe('桐城 & 岳西 2024年?');
  });
});
