import type { IssueEntry, Library } from '../asking/library.ts';
import { maySee } from '../bulletin.ts';
import type { ChineseText, Suggest, Suggestion } from '../ports.ts';
import { foldText } from '../text.ts';

interface Entry {
  suggestion: Suggestion;
  folded: string;
  /** Syllables joined, and their first letters; for names only. */
  sound: string;
  initials: string;
}

const KIND_WEIGHT: Record<Suggestion['kind'], number> = { unit: 3, name: 2.5, issue: 1.5, article: 1 };

/**
 * Suggestions from what is known of all issues without an index of its own: one look through units, coined names, labels
 * and titles, some milliseconds for a few thousand issues. For runtimes that keep no index in memory (Workers).
 * NOTE: titles are not found by their pinyin.
 */
export function createSuggestFromLibrary({
  library,
  coinedIn,
  chinese,
}: {
  library(): Library;
  /** Coined names of these issues. */
  coinedIn(issues: readonly IssueEntry[]): Iterable<string>;
  chinese: ChineseText;
}): Suggest {
  const known = new WeakMap<Library, Entry[]>();

  const entriesOf = (view: Library): Entry[] => {
    const entry = (suggestion: Suggestion, isName: boolean): Entry => {
      const { folded } = foldText(suggestion.text);
      const syllables = isName ? chinese.pinyin(folded).filter((one) => /^[a-z]/.test(one)) : [];
      const initials = syllables.map((one) => one[0]).join('');
      return { suggestion, folded, sound: syllables.join(''), initials };
    };
    return [
      ...view.gazetteer.units.map(({ name }) => entry({ kind: 'unit', text: name }, true)),
      ...[...new Set(coinedIn(view.issues))].map((text) => entry({ kind: 'name', text }, true)),
      ...view.issues.flatMap(({ id, label, articles }) => [
        entry({ kind: 'issue', text: label, place: { issueId: id, articleNumber: 0 } }, false),
        ...articles.map(({ title, number }) =>
          entry({ kind: 'article', text: title, place: { issueId: id, articleNumber: number } }, false),
        ),
      ]),
    ];
  };

  return async (typed, viewer, limit) => {
    const runs = foldText(chinese.toSimplified(typed)).folded.match(/[\p{L}\p{N}]+/gu) ?? [];
    if (runs.length === 0) return [];
    const whole = library();
    const view = whole.seenBy(whole.issues.filter(({ audience }) => maySee(viewer, audience)));
    const entries = known.get(view) ?? entriesOf(view);
    known.set(view, entries);
    const scored = entries.flatMap(({ suggestion, folded, sound, initials }) => {
      let score = KIND_WEIGHT[suggestion.kind];
      for (const run of runs) {
        const places = [folded.indexOf(run), sound.indexOf(run), initials.indexOf(run)].filter(
          (at) => at >= 0,
        );
        if (places.length === 0) return [];
        if (places.includes(0)) score *= 2;
      }
      return [{ suggestion, score }];
    });
    return scored
      .sort((a, b) => b.score - a.score)
      .slice(0, limit)
      .map(({ suggestion }) => suggestion);
  };
}
