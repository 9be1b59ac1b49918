import { eachGram } from '../../../core/asking/terms.ts';
import type { IndexedArticle } from '../../../core/ports.ts';
import { createDictionaryWriter } from './dictionary.ts';
import { createGramNumbers } from './gram-numbers.ts';
import { withRoom } from './growable.ts';
import { Occurrences } from './occurrences.ts';
import { PostingsWriter } from './postings.ts';
import { createOutlineWriter, type Segment } from './segment.ts';

/**
 * Indexes issues; yields after every passage, so that many need not be indexed in one go. The terms of a passage are
 * those `indexTerms` gives, numbered text by text because strings with marks in front would take twice as long.
 */
export function* buildSegment(
  issues: ReadonlyMap<string, readonly IndexedArticle[]>,
): Generator<void, Segment> {
  const outline = createOutlineWriter();
  const dictionary = createDictionaryWriter();
  const grams = createGramNumbers(dictionary);
  // The numbers of a passage's terms, repeated as often as they occur, behind those of its article's head.
  let terms = new Uint32Array(1 << 10);
  let count = 0;
  const take = (term: number): void => {
    if (count === terms.length) terms = withRoom(terms, count + 1);
    terms[count++] = term;
  };
  /** Takes the terms of a text; gives how many of them are words and bigrams: characters do not make a text longer. */
  const takeAll = ({ words, folded }: { words: string; folded: string }): number => {
    let length = 0;
    for (let from = 0, to = 0; from < words.length; from = to + 1) {
      to = words.indexOf(' ', from);
      if (to < 0) to = words.length;
      if (to === from) continue;
      take(dictionary.numberOf('', words, from, to));
      length++;
    }
    eachGram(folded, {
      bigram(from, to) {
        take(grams.bigram(folded, from, to));
        length++;
      },
      character: (from, to) => take(grams.character(folded, from, to)),
    });
    return length;
  };
  const occurrences = new Occurrences(roomFor(issues));
  for (const [issueId, articles] of issues) {
    outline.beginIssue(issueId);
    for (const article of articles) {
      outline.beginArticle();
      count = 0;
      const headLength = takeAll(article);
      const headCount = count;
      for (const passage of article.passages) {
        count = headCount;
        const number = outline.addPassage(headLength + takeAll(passage));
        outline.passageIds.add(passage.passage.id);
        occurrences.add(number, terms, count);
        yield;
      }
    }
  }
  const rest = outline.finish();
  const writer = new PostingsWriter(rest.passageArticle, rest.lengths, occurrences.count * 2);
  yield* occurrences.byTerm(dictionary.size, writer);
  return { ...rest, dictionary: dictionary.finish(), postings: writer.finish() };
}

/** Occurrences that issues will come to: 1.8 a character in the bench, where it makes no odds to be a little off. */
function roomFor(issues: ReadonlyMap<string, readonly IndexedArticle[]>): number {
  let characters = 0;
  for (const articles of issues.values()) {
    for (const { folded, passages } of articles) {
      characters += folded.length * passages.length;
      for (const passage of passages) characters += passage.folded.length;
    }
  }
  return Math.ceil(characters * 1.9);
}
