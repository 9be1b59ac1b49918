import { z } from 'zod';
import { createCoinedNames } from '../asking/coined-names.ts';
import { indexArticle } from '../asking/index-terms.ts';
import { demandOf } from '../asking/intent.ts';
import { findPassages } from '../asking/judge.ts';
import type { Lexicon } from '../asking/lexicon.ts';
import type { IssueEntry } from '../asking/library.ts';
import { contentRuns, fillersOf } from '../asking/query.ts';
import { createTokenizer } from '../asking/terms.ts';
import { coinedNames } from '../asking/vocabulary.ts';
import type { Passage } from '../bulletin.ts';
import { cut } from '../passages.ts';
import type { IndexedArticle, PassageIndex, PassageKey, Segmenter } from '../ports.ts';
import { foldText } from '../text.ts';

/** A line of a collection (语料): a passage of `article`, or an article of its own. */
export const collectionLine = z.object({
  id: z.string(),
  title: z.string().default(''),
  text: z.string(),
  article: z.string().optional(),
});
export type CollectionLine = z.infer<typeof collectionLine>;

/** What a question finds: ids of lines, best first, and the first excerpts, each from another passage. */
export interface Found {
  ranked: string[];
  excerpts: string[];
}

export type Find = (question: string) => Promise<Found>;

/** Excerpts that are looked at. */
const EXCERPTS = 3;

/** All articles stand in one issue without a date: nothing in a collection is locked to a unit, a period or an issue. */
const ISSUE: IssueEntry = {
  id: 'collection',
  bulletin: '',
  year: 2000,
  numbers: [],
  supplement: false,
  total: null,
  date: null,
  label: '',
  office: null,
  audience: { kind: 'everyone' },
  articles: [],
};

/**
 * Indexes any collection as the bot indexes its bulletins and finds in it as the bot does, without locks and refusal. A
 * line of an article is one passage of it. A line of its own is cut into passages as an article is and ranks by its
 * best one: whole lines gave R@1 .4 (CMRC), .7 (DRCD), .3 (XQuAD) less, first excerpts 6.7, 1 and 0 less. `onArticle`
 * hears how many articles are cut.
 */
export async function createCollection(
  lines: readonly CollectionLine[],
  parts: { segmenter: Segmenter; lexicon: Lexicon; index: PassageIndex },
  onArticle: (done: number, of: number) => void = () => {},
): Promise<Find> {
  const { segmenter, lexicon, index } = parts;
  const tokenizer = createTokenizer(segmenter);
  const coined = coinedNames({ editorsNote: lines.map(({ text }) => text), articles: [] });
  segmenter.addWords([...lexicon.terms, ...[...coined].filter((name) => /^\p{Script=Han}+$/u.test(name))]);
  const lineOf = new Map<string, string>();
  const articleOf = new Map<PassageKey, IndexedArticle>();
  const groups = groupByArticle(lines);
  const articles = groups.map((group, n) => {
    const title = group[0]?.title ?? '';
    const passages = group.flatMap((line) => piecesOf(line).map((text) => ({ line, text })));
    const article = indexArticle(
      ISSUE.id,
      n + 1,
      title,
      passages.map(({ line, text }, i): Passage => {
        const id = `${n + 1}-${i + 1}`;
        lineOf.set(id, line.id);
        const section = line.title === title ? [] : [line.title];
        return { id, issueId: ISSUE.id, part: 'article', articleNumber: n + 1, section, text };
      }),
      tokenizer,
    );
    for (const { passage } of article.passages) articleOf.set(`${ISSUE.id}#${passage.id}`, article);
    onArticle(n + 1, groups.length);
    return article;
  });
  await index.replaceIssue(ISSUE.id, articles);

  const readArticles = async (keys: readonly PassageKey[]): Promise<IndexedArticle[]> => [
    ...new Set(keys.map((key) => articleOf.get(key) as IndexedArticle)),
  ];
  const library = { tokenizer, index, readArticles, vocabulary: { coined: createCoinedNames(coined) } };
  return async (question) => {
    const wanted = {
      content: contentRuns(question, tokenizer, lexicon),
      fillers: fillersOf(question, tokenizer),
      demand: demandOf(foldText(question).folded, tokenizer.plainWords),
      mentions: [],
      unknownPlace: null,
      subject: null,
      office: null,
      period: null,
      issue: null,
      carriedOver: [],
    };
    const { inside, ranked } = await findPassages(wanted, library, [ISSUE]);
    // Only the best are read sentence by sentence; the others follow as they were ranked.
    const order = [...inside, ...ranked].filter(({ score }) => score > 0);
    return {
      ranked: [...new Set(order.map(({ passage }) => lineOf.get(passage.passage.id) as string))],
      excerpts: inside.slice(0, EXCERPTS).map(({ slice }) => slice.text),
    };
  };
}

/** The lines of each article, articles in the order of their first lines. */
function groupByArticle(lines: readonly CollectionLine[]): CollectionLine[][] {
  const groups = new Map<string | symbol, CollectionLine[]>();
  for (const line of lines) {
    const key = line.article ?? Symbol();
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  return [...groups.values()];
}

/** The passages of a line; its title where it has no text. */
function piecesOf({ article, title, text }: CollectionLine): string[] {
  const body = text.trim() === '' ? title : text;
  if (article === undefined) return cut(body.split(/\r?\n/u).filter((paragraph) => paragraph.trim() !== ''));
  return body.trim() === '' ? [] : [body];
}
