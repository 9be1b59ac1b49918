import type { ListingItem } from '../bulletin.ts';
import { articleUrl, issueUrl } from '../links.ts';
import type { AskRequest } from '../ports.ts';
import type { Parts } from './answer-question.ts';
import { findPassages, type Judged } from './judge.ts';
import type { IssueEntry, Library } from './library.ts';
import { listing } from './parameters.ts';
import { overlaps } from './period.ts';
import { type ContentRun, type ContentWord, contentRuns, isStrong } from './query.ts';
import { excerptOf } from './quote.ts';
import type { Reading } from './read-question.ts';

const CONTENTS =
  /目录|哪些文章|什么文章|几篇|多少篇|文章(?:有|列表|清单)|(?:登|刊|收|写|供|投)(?:过|了|载|登|发)*(?:哪些|什么|几|多少|啥)|[发报](?:过|了|表)*(?:哪些|什么|啥|几篇|多少篇|[几多]少?期)|(?:讲|说|写|登|有)(?:了|的)?(?:些)?(?:什么|啥|哪些)(?:内容|文章|东西)?[?？。]*$|主要内容|内容(?:是|有)/u;
const UNIT = '(?:个)?(?:县区|县市区|县市|县|市区|市|区|乡镇|单位|地方|地区|部门|兄弟县|兄弟单位|企业)';
const WHICH_UNITS = new RegExp(
  `(?:哪些|哪几个|哪几家|有哪些|有没有|都有哪些|几个|多少个|多少|还有哪些)${UNIT}(?:都|也|曾|在)*(?:写|登|发|刊|介绍|搞|做|有|推|用|建|开展|探索|实施|推行|投|供|上|讲|提|$|[?？])|(?:写|登|介绍|搞|做|讲|推|提到?)过?.{2,16}的${UNIT}`,
  'u',
);
/** 哪些县办了…: units are what is asked for, whatever the verb. */
const UNITS_FIRST = new RegExp(
  `^(?:请问|想问)?(?:全市|市里|目前|现在|一共|总共|都|还)*有?(?:哪些|哪几[个家]|几个|多少个)${UNIT}(?!的)(?=\\p{Script=Han}{2})(?!.*(?:不同|区别|差别|对比|分别|几|多少))`,
  'u',
);
const ABOUT =
  /(?:关于|有关|涉及|写|讲|介绍)(?:.{1,20})的?(?:文章|稿子|材料|报道|经验)|(?:文章|稿子|材料)(?:有|都有)?(?:哪些|几|多少)|(?:哪些|哪几|几|多少|有没有)(?:篇)?(?:文章|篇|稿子|材料)/u;
const ISSUES =
  /(?:哪些|哪几|多少|几|所有|全部|各|往)(?:个)?期(?:$|[?？刊都有])|(?:一共|总共|共|出|发|办)(?:了|过)?(?:有)?(?:几|多少)期|哪几?期/u;

/** An item of a list, made when its page is shown: a list may have thousands. */
type Listed = () => ListingItem;

/**
 * Lists: the articles of an issue, of a unit or on a topic, the units that wrote on a topic, the issues. null when the
 * question asks for none. The list is complete; `request.offset` says where the page starts.
 */
export async function listingFor(
  request: AskRequest,
  reading: Reading,
  library: Library,
  issues: readonly IssueEntry[],
): Promise<Parts | null> {
  const { folded } = reading;
  const content = contentRuns(
    reading.rest.replace(LISTING_PHRASES, '，'),
    library.tokenizer,
    library.lexicon,
    library.vocabulary.abbreviations,
  );
  const topic = [...carriedTopic(reading), ...content];
  const bare: Reading = { ...reading, content: topic };
  const page = (items: Listed[]): Parts => {
    const offset = request.offset ?? 0;
    const shown = items.slice(offset, offset + listing.page);
    return { kind: 'listing', listing: shown.map((show) => show()), total: items.length };
  };
  if (reading.issue !== null && reading.issue.issues.length === 0) return null;
  if (reading.office !== null || reading.unknownPlace !== null) return null;
  if (/^(?:目录|全部目录|总目录)[?？]?$/u.test(folded))
    return page(inPeriod(issues, reading).map((issue) => () => issueItem(issue, library)));
  if (ISSUES.test(folded) && topic.length === 0 && reading.issue === null) {
    return page(inPeriod(issues, reading).map((issue) => () => issueItem(issue, library)));
  }
  if (/^最[新近](?:的|一期|刊物|信息|内容)*[?？。]*$/u.test(folded)) {
    return page(
      inPeriod(issues, reading)
        .slice(0, 1)
        .flatMap((issue) => articleItems(issue, library, () => true)),
    );
  }
  const asksContents = CONTENTS.test(folded) || ABOUT.test(folded);
  const isBareIssue = reading.issue !== null && topic.length === 0 && reading.mentions.length === 0;
  if (isBareIssue)
    return page((reading.issue?.issues ?? []).flatMap((issue) => articleItems(issue, library, () => true)));
  if ((WHICH_UNITS.test(folded) || UNITS_FIRST.test(folded)) && reading.mentions.length === 0) {
    if (topic.length === 0)
      return page(unitItems(inPeriod(reading.issue?.issues ?? issues, reading), library));
    if (
      (UNITS_FIRST.test(folded) ||
        /写|登|发|刊|介绍|搞|做|有|推|用|建|开展|探索|实施|推行|在/u.test(folded)) &&
      !/哪个.{1,12}(?:最|更)/u.test(folded)
    ) {
      const items = await topicItems(bare, library, issues, 'unit');
      return items.length === 0 ? null : page(items);
    }
  }
  if (
    !asksContents &&
    !(
      topic.length === 0 &&
      (reading.mentions.length > 0 || (reading.period !== null && !reading.period.soft))
    )
  )
    return null;
  if (topic.length > 0) {
    if (
      !ABOUT.test(folded) &&
      !/(?:登|刊)过?.{0,4}(?:哪些|几|多少|什么)|发过?.{0,4}(?:哪些|几篇|多少篇|什么)/u.test(folded)
    )
      return null;
    const items = await topicItems(bare, library, issues, 'article');
    return items.length === 0 ? null : page(items);
  }
  const units = reading.mentions.flatMap((mention) => mention.units);
  if (units.length === 0 && reading.period === null) return null;
  const items = inPeriod(reading.issue?.issues ?? issues, reading).flatMap((issue) =>
    articleItems(
      issue,
      library,
      (number) => units.length === 0 || units.some((unit) => unit.articles.has(`${issue.id}#${number}`)),
    ),
  );
  return items.length === 0 ? null : page(items);
}

/** What asks for a list and is no topic. */
const LISTING_PHRASES =
  /文章|目录|出了?(?=[，几多])|(?:哪|那)(?:些|几[个家篇]?)|有没有|都有|列(?:一下|出|举)|(?:写|登|刊|发|载|介绍|讲|提|收|报|投|搞|做|上)+(?:到|过|了)+|刊登|刊发|刊载|登载|发表|主要内容|内容|单位|兄弟|县市区|县区|县市|[县市区](?!\p{Script=Han}{0,1}[局委院])|部门|地方|地区|乡镇|[多]少[篇期个家]|几[篇期个家]|[篇期]|供过|投过|稿件|稿子|稿(?=[，?？。]|$)|材料|报道|投稿|供稿|列表|清单|关于|有关|涉及|一共|总共|全部|所有|期刊|刊物|信息|简报|组工|题目|标题|经验|[写登]/gu;

/** The topic of the question before, where this one leans on it. */
function carriedTopic({ content }: Reading): ContentRun[] {
  const isTopic = (word: ContentWord): boolean =>
    word.carried === true && isStrong(word) && word.text.replace(LISTING_PHRASES, '') !== '';
  return content.map((run) => run.filter(isTopic)).filter((run) => run.length > 0);
}

function inPeriod(
  issues: readonly IssueEntry[],
  { period, bulletin: named }: Reading,
): readonly IssueEntry[] {
  const ofBulletin = named === null ? issues : issues.filter(({ bulletin }) => bulletin === named);
  if (period === null || period.soft) return ofBulletin;
  return ofBulletin.filter(({ date, year }) =>
    overlaps(period, { from: date ?? `${year}-01-01`, to: date ?? `${year}-12-31` }),
  );
}

function issueItem(issue: IssueEntry, library: Library): ListingItem {
  return {
    type: 'issue',
    label: issue.label,
    issue: brief(issue),
    url: issueUrl(library.publicUrl, issue.id),
  };
}

function articleItems(issue: IssueEntry, library: Library, take: (number: number) => boolean): Listed[] {
  return issue.articles
    .filter(({ number }) => take(number))
    .map((article) => () => articleItem(issue, article, library));
}

function articleItem(
  issue: IssueEntry,
  article: IssueEntry['articles'][number],
  library: Library,
): ListingItem {
  return {
    type: 'article',
    label: `${issue.label} ${article.title}`,
    title: article.title,
    unit: article.units.join('、'),
    issue: brief(issue),
    url: articleUrl(library.publicUrl, issue.id, article.number),
  };
}

/** Each unit with the newest article of its own. */
function unitItems(issues: readonly IssueEntry[], library: Library): Listed[] {
  const newest = new Map<string, Listed>();
  for (const issue of issues) {
    for (const article of issue.articles) {
      for (const { name } of library.gazetteer.ownersOf(issue.id, article.number)) {
        if (newest.has(name)) continue;
        newest.set(name, () => ({ ...articleItem(issue, article, library), type: 'unit', label: name }));
      }
    }
  }
  return library.gazetteer.units.flatMap(({ name }) => newest.get(name) ?? []);
}

/** One item for each article, or for each unit, that has a passage on the topic; best first. */
async function topicItems(
  reading: Reading,
  library: Library,
  issues: readonly IssueEntry[],
  type: 'unit' | 'article',
): Promise<Listed[]> {
  const wide: Reading = {
    ...reading,
    demand: { ...reading.demand, needs: null, prefers: null, belongsTo: null, compare: true },
  };
  const { inside, query } = await findPassages(wide, library, inPeriod(issues, reading));
  const onTopic = inside.filter(
    ({ coverage, slice, passage, article }) =>
      passage.passage.part === 'article' &&
      coverage >= listing.coverage &&
      (slice.coreCoverage > 0 || passage === article.passages[0]),
  );
  const items = new Map<string, Listed>();
  for (const one of onTopic) {
    const article = one.issue.articles.find(({ number }) => number === one.article.articleNumber);
    if (article === undefined) continue;
    const names = type === 'unit' ? unitNames(one, reading, library) : [];
    const url = articleUrl(library.publicUrl, one.issue.id, article.number);
    const fresh = (type === 'unit' ? names : [url]).filter((key) => !items.has(key));
    if (fresh.length === 0) continue;
    for (const key of fresh) {
      items.set(key, () => {
        const item = { ...articleItem(one.issue, article, library), excerpt: excerptOf(one, query, library) };
        return type === 'unit' ? { ...item, type, label: key } : item;
      });
    }
  }
  return [...items.values()];
}

/** Names of the units of a passage; only counties, cities and districts where those are asked for (哪些县). */
function unitNames({ article }: Judged, { folded }: Reading, library: Library): string[] {
  const onlyPlaces = /[哪几多有]\S{0,2}个?(?:县区|县市|县|市区|区县)/u.test(folded);
  return library.gazetteer
    .ownersOf(article.issueId, article.articleNumber)
    .filter(({ kind, name }) => !onlyPlaces || (kind === 'place' && /[县市区]$/u.test(name)))
    .map(({ name }) => name);
}

function brief(issue: IssueEntry): NonNullable<ListingItem['issue']> {
  return { id: issue.id, label: issue.label, date: issue.date };
}
