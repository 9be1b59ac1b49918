import { describe, expect, it } from 'vitest';
import { formatAnswer } from '../../../src/adapters/terminal/answer.ts';
import type { Answer, Excerpt } from '../../../src/core/bulletin.ts';

const excerpt: Excerpt = {
  issue: { id: '云川组工信息-2024-06', label: '《云川组工信息》2024年第6期', date: '2024-03-14' },
  article: { number: 1, title: '柳溪县：把人才请到田间', unit: '柳溪县委组织部' },
  section: ['一、建好驿站'],
  text: '全县建成人才驿站 9 个，接待 310 人次。',
  highlights: [[4, 8]],
  passage: 'abc123',
  url: 'http://127.0.0.1:8787/issues/x/articles/1#abc123',
  score: 0.8,
};

const answer = (changes: Partial<Answer>): Answer => ({
  question: '建了多少驿站',
  kind: 'excerpts',
  understood: { units: [], period: null, issue: null, corrected: [], carriedOver: [] },
  excerpts: [],
  related: [],
  listing: [],
  total: 0,
  missing: [],
  elapsedMs: 1,
  ...changes,
});

describe('formatAnswer()', () => {
  it('shows an excerpt with its place, unit, issue, date and link', () => {
    expect(formatAnswer(answer({ excerpts: [excerpt] }), { colours: false }).split('\n')).toEqual([
      '找到 1 段原文：',
      '',
      '1. 柳溪县：把人才请到田间 › 一、建好驿站',
      '   全县建成人才驿站 9 个，接待 310 人次。',
      '   —— 柳溪县委组织部，《云川组工信息》2024年第6期，2024年3月14日',
      '   http://127.0.0.1:8787/issues/x/articles/1#abc123',
    ]);
  });

  it('sets what matched in bold where the terminal can', () => {
    const shown = formatAnswer(answer({ excerpts: [excerpt] }), { colours: true });
    expect(shown).toContain('全县建成\u001b[1m人才驿站\u001b[22m 9 个');
  });

  it('says how the question was read', () => {
    const understood = {
      units: ['柳溪县'],
      period: { from: '2024-01-01', to: '2024-12-31' },
      issue: null,
      corrected: [{ from: '留溪', to: '柳溪' }],
      carriedOver: ['驿站'],
    };
    const [first] = formatAnswer(answer({ excerpts: [excerpt], understood }), { colours: false }).split('\n');
    for (const part of ['柳溪县', '2024年', '留溪', '驿站']) expect(first).toContain(part);
  });

  it.each([
    ['near-miss', answer({ kind: 'near-miss', missing: ['柳溪'], related: [excerpt] }), ['柳溪', '并不是']],
    ['not-found', answer({ kind: 'not-found', missing: ['奖金'] }), ['没有找到', '奖金', '换个说法']],
    [
      'listing',
      answer({
        kind: 'listing',
        total: 30,
        listing: [
          {
            type: 'article',
            label: '第1篇',
            title: '把人才请到田间',
            unit: '柳溪县委组织部',
            url: 'http://x/1',
          },
        ],
      }),
      ['30', '第1篇', '把人才请到田间', '柳溪县委组织部', 'http://x/1'],
    ],
  ])('shows %s', (_, shown, mentions) => {
    const text = formatAnswer(shown, { colours: false });
    for (const mention of mentions) expect(text).toContain(mention);
  });

  it.each([
    ['note', '编者按'],
    ['comment', '领导批示'],
    ['colophon', '版记'],
  ] as const)('calls what has no title by its name: %s', (part, name) => {
    const untitled = { ...excerpt, article: { number: 0, title: '', unit: '云川市委组织部' }, section: [] };
    const options = { colours: false, parts: new Map([[excerpt.passage, part]]) };
    expect(formatAnswer(answer({ excerpts: [untitled] }), options)).toContain(`1. ${name}\n`);
  });

  it('prints the title of a listed article once', () => {
    const title = '把人才请到田间';
    const label = `《云川组工信息》2024年第6期 ${title}`;
    const item = { type: 'article', label, title, unit: '柳溪县委组织部', url: 'http://x/1' } as const;
    const text = formatAnswer(answer({ kind: 'listing', total: 1, listing: [item] }), { colours: false });
    expect(text).toContain(`1. ${label}　柳溪县委组织部\n`);
  });

  it('shows newer figures under an excerpt', () => {
    const newer = { label: '《云川组工信息》2025年第1期', text: '驿站 12 个', url: 'http://x' };
    const text = formatAnswer(answer({ excerpts: [{ ...excerpt, newer }] }), { colours: false });
    expect(text).toContain('2025年第1期');
    expect(text).toContain('驿站 12 个');
  });
});
