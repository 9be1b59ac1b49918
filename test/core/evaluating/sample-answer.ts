import type { Answer, Excerpt } from '../../../src/core/bulletin.ts';
import type { Verdict } from '../../../src/core/evaluating/judge-answer.ts';

export function anAnswer(changes: Partial<Answer>): Answer {
  return {
    question: '？',
    kind: 'excerpts',
    understood: { units: [], period: null, issue: null, corrected: [], carriedOver: [] },
    excerpts: [],
    related: [],
    listing: [],
    total: 0,
    missing: [],
    elapsedMs: 1,
    ...changes,
  };
}

export function anExcerpt(changes: {
  text: string;
  unit?: string;
  issueId?: string;
  passage?: string;
}): Excerpt {
  const { text, unit = '柳溪县委组织部', issueId = '云川-2024-06', passage = 'p1' } = changes;
  return {
    issue: { id: issueId, label: '《云川》2024年第6期', date: null },
    article: { number: 1, title: '柳溪县：把人才请到田间', unit },
    section: [],
    text,
    highlights: [],
    passage,
    url: '/',
    score: 1,
  };
}

/** An answerable question that was answered right. */
export function aVerdict(changes: Partial<Verdict>): Verdict {
  return {
    id: 'g1',
    kind: 'how',
    unanswerable: false,
    answerKind: 'excerpts',
    right: true,
    inFirst: true,
    inThree: true,
    refused: false,
    wrongUnit: false,
    relatedFound: null,
    notVerbatim: 0,
    elapsedMs: 1,
    ...changes,
  };
}
