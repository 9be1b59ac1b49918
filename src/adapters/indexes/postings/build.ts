import { gramsOf } from '../../../core/asking/terms.ts';
import type { IndexedArticle } from '../../../core/ports.ts';
import { createDictionaryWriter } from './dictionary.ts';
import { Occurrences } from './occurrences.ts';
import { PostingsWriter } from './postings.ts';
import { createOutlineWriter, type Segment } from './segment.ts';

/** The terms of a text by their numbers, repeated as often as they occur. */
interface NumberedText {
  terms: number[];
  /** Words and bigrams among them: characters do not make a text longer. */
  length: number;
}

/**
 * Indexes issues; yields after every passage, so that many need not be indexed in one go. The terms of a passage are
 * those `indexTerms` gives, numbered text by text because strings with marks in front would take twice as long.
 */
export function* buildSegment(
  issues: ReadonlyMap<string, readonly IndexedArticle[]>,
): Generator<void, Segment> {
  const outline = createOutlineWriter();
  const dictionary = createDictionaryWriter();
  const numbered = ({ words, folded }: { words: string; folded: string }): NumberedText => {
    const terms: number[] = [];
    const { bigrams, characters } = gramsOf(folded);
    for (const word of words.split(' ')) if (word !== '') terms.push(dictionary.numberOf('', word));
    for (const bigram of bigrams) terms.push(dictionary.numberOf('~', bigram));
    const { length } = terms;
    for (const character of characters) terms.push(dictionary.numberOf('^', character));
    return { terms, length };
  };
  const occurrences = new Occurrences();
  for (const [issueId, articles] of issues) {
    outline.beginIssue(issueId);
    for (const article of articles) {
      outline.beginArticle();
      const head = numbered(article);
      for (const passage of article.passages) {
        const body = numbered(passage);
        const number = outline.addPassage(head.length + body.length);
        outline.passageIds.add(passage.passage.id);
        occurrences.add(number, [...head.terms, ...body.terms]);
        yield;
      }
    }
  }
  const rest = outline.finish();
  const { ends, passages, frequencies } = occurrences.byTerm(dictionary.size);
  yield;
  const writer = new PostingsWriter(rest.passageArticle, rest.lengths, passages.length * 2);
  for (let term = 0, at = 0; term < dictionary.size; term++) {
    for (; at < ends[term]!; at++) writer.add(passages[at]!, frequencies[at]!);
    writer.endTerm();
    if (term % 1024 === 0) yield;
  }
  return { ...rest, dictionary: dictionary.finish(), postings: writer.finish() };
}
