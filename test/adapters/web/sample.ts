import type { PageLibrary } from '../../../src/adapters/web/options.ts';
import { issueEntry, newestFirst } from '../../../src/core/asking/library.ts';
import type { Answer, Article, Excerpt, Issue } from '../../../src/core/bulletin.ts';
import { issueId, issueLabel } from '../../../src/core/bulletin.ts';
import { passageUrl } from '../../../src/core/links.ts';
import { passagesOf } from '../../../src/core/passages.ts';
import type { AskRequest } from '../../../src/core/ports.ts';

/** Where this machine reaches the pages. */
export const LOCAL_URL = 'http://127.0.0.1:8787';

/** An issue of an invented place; `changes` replaces what a test is about. */
export function sampleIssue(changes: Partial<Issue> = {}): Issue {
  const issue: Issue = {
    bulletin: '云州组工信息',
    year: 2024,
    numbers: [3],
    supplement: false,
    total: 118,
    date: '2024-03-18',
    office: '中共云州市委组织部办公室',
    audience: { kind: 'everyone' },
    status: 'published',
    version: 1,
    source: { file: 'yz-2024-03.txt', format: 'text', unproofed: false },
    editorsNote: ['春耕时节，各地把支部建在田间，把服务送到地头。本期刊发两县做法，供学习借鉴。'],
    leadersComment: '清河县“板凳课堂”办得实，可在全市推开。',
    articles: [benches, housing],
    colophon: ['报：市委常委，市委组织部部务会成员。', '编辑：林知远　　印数：260份'],
    id: '',
    ...changes,
  };
  return { ...issue, id: changes.id ?? issueId(issue, issue.date) };
}

const benches: Article = {
  number: 1,
  title: '清河县：“板凳课堂”让党课落到田埂上',
  units: ['中共清河县委组织部'],
  paragraphs: ['清河县把党课开到村口、晒场和大棚边，去年以来开讲1260场，听课群众4.8万人次。'],
  sections: [
    {
      heading: '一、选准讲课的人',
      paragraphs: [
        '从老支书、种粮大户和返乡青年里挑出“板凳讲师”316名，县里每季度集中备课一次。',
        '讲师讲什么，由群众点单。',
      ],
      sections: [
        {
          heading: '（一）点单有回音',
          paragraphs: [
            '点单后3日内回复开讲时间。',
            '| 镇 | 讲师 | 场次 |\n| --- | ---: | ---: |\n| 柳树镇 | 42 | 176 |\n| 石桥镇 | 38 | 151 |',
          ],
          sections: [],
        },
      ],
    },
    {
      heading: '二、讲活身边的事',
      paragraphs: [
        '讲师不念稿子，只讲本村的事：水渠怎么通的，欠款怎么清的，合作社的账怎么公开的。柳树镇的老支书陈广田带着一张旧地图讲修路，讲到哪一段，就请当年出工的人站起来说两句。听的人多了，路边的矛盾也少了，当年全镇因道路占地引起的信访比上年下降三成。石桥镇把课开在蔬菜大棚里，一边摘菜一边讲，收工时把问题记在黑板上，第二天由镇里逐条回复，全年办结群众意见214件。',
        '课后发一张明白卡，写清政策找谁问、事情找谁办。',
      ],
      sections: [],
    },
  ],
};

const housing: Article = {
  number: 2,
  title: '东岭区：青年人才“住有所安”',
  units: ['中共东岭区委组织部', '东岭区住房和城乡建设局'],
  paragraphs: ['东岭区建成青年人才公寓620套，入住率96%。', '租金按市场价的六成收取，最长可住三年。'],
  sections: [],
};

/** An excerpt of the passage of `issue` that holds `words`, as the core would give it. */
export function excerptOf(issue: Issue, words: string): Excerpt {
  const passage = passagesOf(issue).find((p) => p.text.includes(words))!;
  const article = issue.articles.find((a) => a.number === passage.articleNumber);
  const at = passage.text.indexOf(words);
  return {
    issue: { id: issue.id, label: issueLabel(issue), date: issue.date },
    article: {
      number: passage.articleNumber,
      title: article?.title ?? '版记',
      unit: article?.units.join('、') ?? issue.office ?? '',
    },
    section: passage.section,
    text: passage.text,
    highlights: [[at, at + words.length]],
    passage: passage.id,
    url: passageUrl(LOCAL_URL, issue.id, passage.articleNumber, passage.id),
    score: 0.8,
  };
}

export const nothing: Answer = {
  question: '',
  kind: 'not-found',
  understood: { units: [], period: null, issue: null, corrected: [], carriedOver: [] },
  excerpts: [],
  related: [],
  listing: [],
  total: 0,
  missing: [],
  elapsedMs: 1,
};

/** 清河县 of 中共清河县委组织部. */
const namesOf = (article?: Article): string[] =>
  (article?.units ?? []).map((unit) => unit.replace(/^中共|委组织部$/g, ''));

/** A library that holds nothing but `issues`. */
export function fixedLibrary(issues: readonly Issue[]): PageLibrary {
  return {
    issues: async () =>
      issues
        .filter(({ status }) => status === 'published')
        .map(issueEntry)
        .sort(newestFirst),
    findIssue: async (id) => issues.find((issue) => issue.id === id) ?? null,
    versions: async () => [],
    unitsOf: (id, number) =>
      namesOf(issues.find((i) => i.id === id)?.articles.find((a) => a.number === number)),
    onSameTopic: async () => [],
  };
}

/** Answers every question with `answer`, and remembers what was asked. */
export function fixedAsk(answer: Partial<Answer>) {
  const asked: AskRequest[] = [];
  const ask = async (request: AskRequest): Promise<Answer> => {
    asked.push(request);
    return { ...nothing, ...answer, question: request.question };
  };
  return { ask, asked };
}
