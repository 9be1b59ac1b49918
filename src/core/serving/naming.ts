import fnv1a from '@sindresorhus/fnv1a';
import { type Excerpt, type Issue, issueLabel } from '../bulletin.ts';
import { passagesOf } from '../passages.ts';

/** What a card says of where something stands: of a passage, of an article, or of an issue alone. */
export interface Naming {
  issue: Pick<Excerpt['issue'], 'label' | 'date'>;
  title?: string | undefined;
  unit?: string | undefined;
  section?: readonly string[];
}

/** A naming as a short mark, `[a-z0-9]+`: a corrected title, unit, heading or date makes it another one. */
export function markOf({ issue, title = '', unit = '', section = [] }: Naming): string {
  const names = [issue.label, issue.date ?? '', title, unit, ...section];
  return fnv1a(names.join('\n'), { size: 64 }).toString(36);
}

/** How an issue is named now. */
export interface IssueMarks {
  /** Mark and article of each passage, by its id. */
  passages: ReadonlyMap<string, { mark: string; articleNumber: number }>;
  /** Marks of its articles and of itself. */
  heads: ReadonlySet<string>;
}

export function marksOf(whole: Issue): IssueMarks {
  const issue = { label: issueLabel(whole), date: whole.date };
  const articles = new Map(
    whole.articles.map(({ number, title, units }) => [number, { issue, title, unit: units.join('、') }]),
  );
  const outside = { issue, unit: whole.office ?? '' };
  const passages = passagesOf(whole).map(({ id, articleNumber, section }) => {
    const mark = markOf({ ...(articles.get(articleNumber) ?? outside), section });
    return [id, { mark, articleNumber }] as const;
  });
  return {
    passages: new Map(passages),
    heads: new Set([markOf({ issue }), ...[...articles.values()].map(markOf)]),
  };
}
