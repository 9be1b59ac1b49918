import type { Excerpt } from '../bulletin.ts';
import type { IndexedArticle, IndexedPassage } from '../ports.ts';
import { foldedOf } from '../text.ts';
import type { IssueEntry, Library } from './library.ts';
import { isBy, issuesOf } from './locks.ts';
import { showing } from './parameters.ts';
import { isStrong } from './query.ts';
import { quote } from './quote.ts';
import type { Reading } from './read-question.ts';
import { gramsOf } from './terms.ts';

const ASKS_FOR_PARTS =
  /[哪几各][几两三四五六]?个?(?:大)?(?:部分|方面|板块|环节|步骤|层面|小标题)|框架|提纲|小标题|[分讲写有]了?几个?(?:大)?(?:部分|方面|块|步)/u;
const ASKS_FOR_RECIPIENTS =
  /报送|抄送|抄报|[报送发][、和][送发报]|(?:[报送发]|发送|印发)给(?:谁|哪|什么)|主送|(?:电子版|公开)?发(?:在|到|布在)(?:哪|什么)|印(?:了|发)?多少份|共印|谁(?:编辑|签发|校对)/u;

/**
 * The headings of the article that is asked about, one an excerpt, when its parts are asked for (分别是哪三部分); none
 * otherwise. The article is the one whose headings share most with the question.
 */
export async function outlineOf(
  reading: Reading,
  library: Library,
  issues: readonly IssueEntry[],
): Promise<Excerpt[]> {
  if (!ASKS_FOR_PARTS.test(reading.folded)) return [];
  const visible = reading.issue?.issues ?? issues;
  const units = reading.mentions.flatMap((mention) => mention.units);
  const { bigrams } = gramsOf(reading.folded);
  // Headings are indexed with their passages, so what shares most with the question is among what it proposes.
  const keys = await library.index.candidates(
    bigrams.map((bigram) => `~${bigram}`),
    showing.candidates,
    new Set(visible.map(({ id }) => id)),
  );
  // A unit or an issue with nothing else said of it means its newest article.
  const topic = reading.content
    .flat()
    .filter(
      (word) =>
        isStrong(word) &&
        word.text.length > 1 &&
        !/文章|材料|[稿篇]|部分|方面|板块|环节|步骤|层面|标题/u.test(word.text),
    );
  const isBare = topic.length === 0 && (units.length > 0 || reading.issue !== null);
  const theirs = issuesOf(units, () => true);
  const newest = isBare ? visible.find(({ id }) => units.length === 0 || theirs.has(id)) : undefined;
  const articles = [
    ...(await library.readArticles(keys)),
    ...(newest === undefined ? [] : await library.articlesOf(newest.id)),
  ];
  let best: { headings: Map<string, IndexedPassage>; issue: IssueEntry; shared: number } | null = null;
  for (const issue of visible) {
    const ofIssue = articles.filter(({ issueId }) => issueId === issue.id);
    for (const article of ofIssue.sort((a, b) => a.articleNumber - b.articleNumber)) {
      if (article.articleNumber === 0 || (units.length > 0 && !isBy(units, article))) continue;
      const headings = headingsOf(article);
      const text = [article.folded, ...[...headings.keys()].map(foldedOf)].join('\n');
      const shared = bigrams.filter((bigram) => text.includes(bigram)).length;
      if (shared > (best?.shared ?? (isBare ? -1 : 1))) best = { headings, issue, shared };
    }
  }
  if (best === null) return [];
  const { headings, issue } = best;
  return [...headings]
    .slice(0, showing.sides)
    .map(([heading, passage]) => quote(heading, passage, issue, library));
}

/** The outermost headings, each with the first passage under it. */
function headingsOf(article: IndexedArticle): Map<string, IndexedPassage> {
  const headings = new Map<string, IndexedPassage>();
  for (const passage of article.passages) {
    const heading = passage.passage.section[0];
    if (heading !== undefined && !headings.has(heading)) headings.set(heading, passage);
  }
  return headings;
}

/** The colophon (版记) of the issue that is asked about, when whom it goes to is asked for. */
export async function colophonOf(
  reading: Reading,
  library: Library,
  issues: readonly IssueEntry[],
): Promise<Excerpt[]> {
  if (!ASKS_FOR_RECIPIENTS.test(reading.folded) || !/期|信息|简报|刊/u.test(reading.folded)) return [];
  const issue = (reading.issue?.issues ?? issues)[0];
  if (issue === undefined) return [];
  const articles = await library.articlesOf(issue.id);
  const lines = articles
    .flatMap(({ passages }) => passages)
    .filter(({ passage }) => passage.part === 'colophon');
  return lines.slice(0, showing.sides).map((line) => quote(line.passage.text, line, issue, library));
}
