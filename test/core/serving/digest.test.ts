import { describe, expect, it } from 'vitest';
import { createChineseText } from '../../../src/adapters/chinese/chinese-text.ts';
import { createGazetteer } from '../../../src/core/asking/gazetteer.ts';
import { parseLexicon } from '../../../src/core/asking/lexicon.ts';
import type { Article, Issue } from '../../../src/core/bulletin.ts';
import { passagesOf } from '../../../src/core/passages.ts';
import { type Digest, subscriberDigest } from '../../../src/core/serving/digest.ts';
import { sampleIssue } from '../../contracts/sample-issue.ts';

const article = (number: number, title: string, unit: string, ...paragraphs: string[]): Article => ({
  number,
  title,
  units: [unit],
  paragraphs,
  sections: [],
});
const issue: Issue = sampleIssue({
  articles: [
    article(1, '把话说到田头', '中共石塘县委组织部', '石塘县选派驻村第一书记86名。人才公寓也有人来住。'),
    article(
      2,
      '人才公寓里的灯',
      '中共柳溪县委组织部',
      '| 镇 | 人才公寓 |\n| --- | --- |\n| 桥头镇 | 40 |',
      '县里去年开工。柳溪县建成人才公寓240套，已经住满。',
    ),
    article(3, '微信群减了', '云川市水利局党组', '全局清理微信工作群12个。'),
  ],
});
const library = {
  gazetteer: createGazetteer([issue], []),
  lexicon: parseLexicon({ stopwords: '', synonyms: '人才公寓=人才房', terms: '', units: '' }),
  chinese: createChineseText(),
};
const of = (...topics: string[]): Digest | null =>
  subscriberDigest(issue, topics, library, 'http://pages.example');
const titles = (digest: Digest | null): string[] | undefined => digest?.matched.map(({ title }) => title);

describe('subscriberDigest()', () => {
  it.each<[string[], string[]]>([
    [['人才公寓'], ['人才公寓里的灯', '把话说到田头']],
    [['人才房'], ['人才公寓里的灯', '把话说到田头']],
    [['人才 桥头镇'], ['人才公寓里的灯']],
    [['石塘'], ['把话说到田头']],
    [['中共柳溪县委组织部'], ['人才公寓里的灯']],
    [['柳溪 人才公寓'], ['人才公寓里的灯']],
    [['柳溪县人才公寓'], ['人才公寓里的灯']],
    [['水利局'], ['微信群减了']],
    [['駐村第一書記'], ['把话说到田头']],
    [
      ['水利', '第一书记'],
      ['微信群减了', '把话说到田头'],
    ],
    [['', '微信群'], ['微信群减了']],
    [[''], []],
    [['云川组工信息'], []],
    [['《云川组工信息》'], []],
  ])('for %j has on top %j', (topics, expected) => {
    expect(titles(of(...topics))).toEqual(expected);
  });

  it.each([['防汛'], ['柳溪 微信群'], ['柳溪县微信群'], ['安庆组工信息'], ['信息']])(
    'is none for 「%s」',
    (topic) => {
      expect(of(topic)).toBeNull();
    },
  );

  it('quotes the sentence that speaks of the topic, verbatim, rather than a table, with its link', () => {
    const [first] = of('人才公寓')?.matched ?? [];
    expect(first?.text).toBe('柳溪县建成人才公寓240套，已经住满。');
    const passage = passagesOf(issue).find(({ id }) => id === first?.passage);
    expect(passage?.text).toContain(first?.text);
    expect(first?.url).toBe(
      `http://pages.example/issues/${encodeURIComponent(issue.id)}/articles/2#${first?.passage}`,
    );
  });

  it('lists all articles of the issue, whatever was subscribed to', () => {
    expect(of('石塘')?.contents.map(({ number, title }) => `${number} ${title}`)).toEqual([
      '1 把话说到田头',
      '2 人才公寓里的灯',
      '3 微信群减了',
    ]);
  });
});
