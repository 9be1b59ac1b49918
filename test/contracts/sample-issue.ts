import { type Issue, issueId } from '../../src/core/bulletin.ts';

/** An issue of an invented bulletin; `changes` replace parts of it, and the id follows. */
export function sampleIssue(changes: Partial<Omit<Issue, 'id'>> = {}): Issue {
  const issue = {
    bulletin: '云川组工信息',
    year: 2024,
    numbers: [6],
    supplement: false,
    total: null,
    date: '2024-03-14',
    office: '云川市委组织部办公室',
    audience: { kind: 'everyone' },
    status: 'published',
    version: 1,
    source: { file: '2024-06.txt', format: 'text', unproofed: false },
    editorsNote: ['现将两地做法刊发如下。'],
    leadersComment: null,
    articles: [
      {
        number: 1,
        title: '柳溪县：把人才请到田间',
        units: ['柳溪县委组织部'],
        paragraphs: ['柳溪县选派 42 名农技专家驻村。'],
        sections: [
          {
            heading: '一、建好驿站',
            paragraphs: ['全县建成人才驿站 9 个，接待 310 人次。'],
            sections: [],
          },
        ],
      },
    ],
    colophon: ['报：省委组织部', '送：市直各单位'],
    ...changes,
  } satisfies Omit<Issue, 'id'>;
  return { ...issue, id: issueId(issue, issue.date) };
}
