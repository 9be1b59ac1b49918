import { describe, expect, it } from 'vitest';
import { toCard } from '../../../../src/adapters/feishu/card.ts';
import type { Issue } from '../../../../src/core/bulletin.ts';
import { batchRow, type DeskFace, previewOf } from '../../../../src/core/publishing/desk-face.ts';
import type { DraftItem } from '../../../../src/core/publishing/draft.ts';
import { sampleIssue } from '../../../contracts/sample-issue.ts';
import { validateCard } from '../../../fakes/fake-feishu/validate-card.ts';
import { textOfCard } from '../texts.ts';

const LONG = '<at id=all></at>**[长](http://x)**'.repeat(40);

/** As large as nobody prints: many articles, long titles, every paragraph changed. */
function hugeIssue(articles: number, text: string): Issue {
  return sampleIssue({
    bulletin: '组工信息'.repeat(20),
    office: LONG,
    articles: Array.from({ length: articles }, (_, i) => ({
      number: i + 1,
      title: `${i + 1} ${LONG}`.slice(0, 900),
      units: [LONG.slice(0, 200), LONG.slice(0, 200)],
      paragraphs: Array.from({ length: 8 }, (_, j) => `${text} ${i} ${j} ${LONG}`),
      sections: [],
    })),
  });
}
const itemOf = (issue: Issue): DraftItem => ({
  name: `${LONG}.docx`.slice(-200),
  issue,
  warnings: Array.from({ length: 60 }, (_, i) => `${i} ${LONG}`),
  held: '标有“内部资料”。',
  over: { version: 1, status: 'published' },
});
const groups = Array.from({ length: 300 }, (_, i) => ({ id: `oc_${i}`, name: `${i} ${LONG}` }));
const about = { groups, note: LONG.slice(0, 300), endsAt: 1_710_000_000_000 };
const preview = (articles: number): DeskFace => ({
  face: 'preview',
  preview: previewOf(itemOf(hugeIssue(articles, '新')), hugeIssue(articles, '旧'), about),
});

const row = batchRow(itemOf(hugeIssue(1, '新')), hugeIssue(1, '旧'));

describe('cards of the desk', () => {
  it.each<[string, DeskFace]>([
    ['a preview of one article', preview(1)],
    ['a preview of 12 articles', preview(12)],
    ['a preview of 300 articles', preview(300)],
    [
      'an archive of 300 issues',
      {
        face: 'batch',
        batch: {
          name: LONG,
          rows: Array.from({ length: 300 }, () => row),
          skipped: Array.from({ length: 300 }, (_, i) => ({ name: `${i} ${LONG}`, reason: LONG })),
          note: LONG.slice(0, 300),
          endsAt: 1,
        },
      },
    ],
    [
      'a receipt of 300 issues',
      {
        face: 'receipt',
        receipt: {
          issues: Array.from({ length: 300 }, (_, i) => ({
            id: `${i}`,
            label: LONG,
            articles: 1,
            version: 2,
          })),
        },
      },
    ],
    ['a withdrawal', { face: 'withdrawal', label: LONG, titles: Array.from({ length: 300 }, () => LONG) }],
    [
      'a choice',
      {
        face: 'choose',
        candidates: Array.from({ length: 300 }, (_, i) => ({ id: `${i}`, label: `${i} ${LONG}` })),
      },
    ],
    ['an end', { face: 'closed', text: LONG }],
  ])('%s is one that Feishu takes, with its buttons', (_, face) => {
    const forms = [false, true].map((short) =>
      toCard({ kind: 'desk', face }, { publicUrl: 'http://pages.example', short }),
    );
    // The longest that fits is sent; a card that a click shows must fit at once.
    expect(validateCard(forms[0])).toEqual([]);
    expect(validateCard(forms[1])).toEqual([]);
  });

  it('says when not all articles can be corrected here', () => {
    const face = preview(30);
    expect(textOfCard(toCard({ kind: 'desk', face }, { publicUrl: '' }))).toMatch(
      /只能改前 \d+ 篇的标题和单位/u,
    );
  });
});
