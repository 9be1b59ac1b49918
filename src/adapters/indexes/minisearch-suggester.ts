import MiniSearch, { type Query } from 'minisearch';
import { coinedNames } from '../../core/asking/vocabulary.ts';
import { type Audience, type Issue, issueLabel, maySee } from '../../core/bulletin.ts';
import type { ChineseText, Suggest, Suggestion } from '../../core/ports.ts';
import { foldText } from '../../core/text.ts';

interface Suggester {
  suggest: Suggest;
  /** Replaces what an issue gives; one that is withdrawn gives nothing. */
  replaceIssue(issue: Issue): void;
  removeIssue(issueId: string): void;
}

interface Entry {
  id: number;
  /** Windows at the beginning of the text, which weigh more, and all windows. */
  start: string;
  windows: string;
}

/** Characters, syllables and initials a window holds; longer input is looked up window by window. */
const CHARACTERS = 4;
const SYLLABLES = 4;
const INITIALS = 6;
const KIND_WEIGHT: Record<Suggestion['kind'], number> = { unit: 3, name: 2.5, issue: 1.5, article: 1 };
const KINDS = Object.keys(KIND_WEIGHT) as Suggestion['kind'][];

/**
 * Suggestions by MiniSearch's prefix search. At every position of a text three windows are indexed: the next characters
 * (as hex digits, because MiniSearch's radix tree is slow where a node has thousands of children), the next syllables
 * of pinyin, the next initials; so a prefix of a window is any part of the text, its pinyin or its initials.
 */
export function createMiniSearchSuggester({ chinese }: { chinese: ChineseText }): Suggester {
  const engine = new MiniSearch<Entry>({
    fields: ['start', 'windows'],
    storeFields: [],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term || null,
  });
  const entries = new Map<number, { suggestion: Suggestion; audience: Audience }>();
  const idsOf = new Map<string, number[]>();
  let nextId = 0;

  const windowsAt = (text: string): string[][] => {
    const { folded } = foldText(chinese.toSimplified(text));
    const characters = [...folded];
    const syllables = chinese.pinyin(folded);
    return characters.flatMap((character, i) => {
      if (!/[\p{L}\p{N}]/u.test(character)) return [];
      const ahead = syllables.slice(i, i + SYLLABLES).filter((s) => /^[a-z]/.test(s));
      const initials = syllables.slice(i, i + INITIALS).map((s) => (/^[a-z]/.test(s) ? s[0] : ''));
      return [
        [
          `c${hex(characters.slice(i, i + CHARACTERS))}`,
          ...(ahead.length > 0 ? [`p${ahead.join('')}`, `i${initials.join('')}`] : []),
        ],
      ];
    });
  };

  const remove = (issueId: string): void => {
    const ids = idsOf.get(issueId) ?? [];
    engine.discardAll(ids);
    for (const id of ids) entries.delete(id);
    idsOf.delete(issueId);
  };

  return {
    removeIssue: remove,
    replaceIssue(issue) {
      remove(issue.id);
      if (issue.status !== 'published') return;
      const ids: number[] = [];
      for (const suggestion of suggestionsOf(issue)) {
        const id = nextId++;
        const windows = windowsAt(suggestion.text);
        engine.add({ id, start: (windows[0] ?? []).join(' '), windows: windows.flat().join(' ') });
        entries.set(id, { suggestion, audience: issue.audience });
        ids.push(id);
      }
      idsOf.set(issue.id, ids);
    },

    async suggest(typed, viewer, limit) {
      const { folded } = foldText(chinese.toSimplified(typed));
      const queries: Query[] = (folded.match(/[a-z]+|[^a-z\s]+/g) ?? []).flatMap((run): Query[] =>
        /^[a-z]/.test(run) ? [latinQuery(run)] : hanQueries([...run].filter((c) => /[\p{L}\p{N}]/u.test(c))),
      );
      if (queries.length === 0) return [];
      const best = new Map<string, { suggestion: Suggestion; score: number }>();
      const found = engine.search({ combineWith: 'AND', queries }, { prefix: true, boost: { start: 2 } });
      for (const { id, score } of found) {
        const entry = entries.get(id);
        if (!entry || !maySee(viewer, entry.audience)) continue;
        const { suggestion } = entry;
        const key = `${suggestion.kind} ${suggestion.text}`;
        const weighted = score * KIND_WEIGHT[suggestion.kind];
        const old = best.get(key);
        // A unit and a name are there once for every issue that has them: the more, the likelier.
        if (old) old.score += weighted / 10;
        else best.set(key, { suggestion, score: weighted });
      }
      return [...best.values()]
        .sort((a, b) => b.score - a.score || byKind(a.suggestion, b.suggestion))
        .slice(0, limit)
        .map(({ suggestion }) => suggestion);
    },
  };
}

function* suggestionsOf(issue: Issue): Generator<Suggestion> {
  yield { kind: 'issue', text: issueLabel(issue), place: { issueId: issue.id, articleNumber: 0 } };
  for (const unit of new Set(issue.articles.flatMap((article) => article.units))) {
    yield { kind: 'unit', text: unit };
  }
  for (const name of coinedNames(issue)) yield { kind: 'name', text: name };
  for (const { title, number } of issue.articles) {
    yield { kind: 'article', text: title, place: { issueId: issue.id, articleNumber: number } };
  }
}

/** All windows of what was typed, each of which a text must hold. */
function hanQueries(characters: string[]): string[] {
  const last = Math.max(0, characters.length - CHARACTERS);
  return Array.from(
    { length: Math.min(characters.length, last + 1) },
    (_, i) => `c${hex(characters.slice(i, i + CHARACTERS))}`,
  );
}

/** Letters are pinyin, initials, or letters of the text itself. */
function latinQuery(letters: string): Query {
  return {
    combineWith: 'OR',
    queries: [`p${letters}`, `i${letters.slice(0, INITIALS)}`, `c${hex([...letters].slice(0, CHARACTERS))}`],
  };
}

const hex = (characters: string[]): string =>
  characters.map((character) => character.codePointAt(0)?.toString(16).padStart(4, '0')).join('');

function byKind(a: Suggestion, b: Suggestion): number {
  return KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);
}
