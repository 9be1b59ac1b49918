/**
 * The words of the domain: 刊物 bulletin, 期 issue, 文章 article, 单位 unit, 小节 section, 段落 passage, 摘录 excerpt.
 * Everything here is plain data; texts are verbatim, as printed, after healing of broken lines.
 */

/** What makes an issue the same issue: 刊物 + year + number (or the number of the 增刊). */
interface IssueIdentity {
  /** 刊物名, for example 安庆组工信息. */
  bulletin: string;
  /** Calendar year of the numbering, 1949 to 2100. */
  year: number;
  /** 期号. One number as a rule, two for a 合刊 (第5、6期), none where the issue carries only a date. */
  numbers: number[];
  /** True for a 增刊, which is numbered apart from the regular issues. */
  supplement: boolean;
}

/** `everyone` in the tenant, or only the members of the named chats (chat_ids, `oc_…`). */
export type Audience = { kind: 'everyone' } | { kind: 'chats'; chats: string[] };

interface IssueSource {
  /** Name of the file as it came, without folders; null for pasted text. */
  file: string | null;
  /** Which reader read it: text, markdown, docx, pdf … */
  format: string;
  /** True for text recognised from a scan that no editor has confirmed (识别稿，待校对). */
  unproofed: boolean;
}

export interface Issue extends IssueIdentity {
  /** Stable and safe in a URL path and a file name; made by `issueId`. */
  id: string;
  /** 总第…期; null when not printed. */
  total: number | null;
  /** `YYYY-MM-DD`, or `YYYY-MM` when no day is printed; null when no date is. */
  date: string | null;
  /** 编发单位. */
  office: string | null;
  audience: Audience;
  status: 'published' | 'withdrawn';
  /** 1 for the first publication, one more with each correction. */
  version: number;
  source: IssueSource;
  /** 编者按, one entry a paragraph, without its label. */
  editorsNote: string[];
  /** 领导批示 without its label: `''` for a box left empty, null when there is none. */
  leadersComment: string | null;
  articles: Article[];
  /** 版记 (报/送/发/编辑/印数 …), one entry a line. */
  colophon: string[];
}

export interface Article {
  /** 1, 2, 3 … in the order of the issue. */
  number: number;
  title: string;
  /** 供稿单位 as printed; empty when none is. */
  units: string[];
  /** What stands before the first section. A Markdown table is one paragraph of several lines. */
  paragraphs: string[];
  sections: Section[];
}

export interface Section {
  /** As printed, numbering kept (一、…), without a final full stop and without bold marks. */
  heading: string;
  paragraphs: string[];
  sections: Section[];
}

/** Where in its issue a passage stands. `article` is the body of an article; the rest is outside the articles. */
export type PassagePart = 'article' | 'note' | 'comment' | 'colophon';

/** What is indexed: some 80 to 300 characters of consecutive text inside one section. */
export interface Passage {
  /** Derived from its own text, so that corrections elsewhere in the issue leave it alone. `[a-z0-9]{6,20}`. */
  id: string;
  issueId: string;
  part: PassagePart;
  /** Number of the article; 0 outside the articles. */
  articleNumber: number;
  /** Heading path from the outermost section inwards; empty before the first section. */
  section: string[];
  /** Verbatim: a slice of the section's paragraphs joined by one line feed. */
  text: string;
}

/** What a person or a group may see. `everything` is for scripts on the library's own machine. */
export type Viewer = { kind: 'everything' } | { kind: 'member'; chats: string[] };

/* ---------- the answer: the same object feeds `ask --json`, cards and pages ---------- */

export type AnswerKind = 'excerpts' | 'comparison' | 'listing' | 'near-miss' | 'not-found' | 'help';

export interface Answer {
  id?: string;
  question: string;
  kind: AnswerKind;
  understood: Understood;
  /** Best first. Empty when `kind` is near-miss or not-found. */
  excerpts: Excerpt[];
  /** near-miss only: same shape, never presented as the answer. */
  related: Excerpt[];
  /** listing only: one page of the list. */
  listing: ListingItem[];
  /** listing only: how many there are in all. */
  total: number;
  /** What was asked for and is not in the library: words, a unit, a period or an issue, as the reader would say them. */
  missing: string[];
  elapsedMs: number;
}

export interface Understood {
  /** Short names of the units the answer is locked to, for example 桐城市. */
  units: string[];
  /** Both ends inclusive, `YYYY-MM-DD`. */
  period: { from: string; to: string } | null;
  /** Label of the issue the answer is locked to. */
  issue: string | null;
  /** Words that were read as another word (同城 read as 桐城); shown to the person who asked. */
  corrected: { from: string; to: string }[];
  /** Words taken over from the questions before. */
  carriedOver: string[];
}

export interface Excerpt {
  issue: { id: string; label: string; date: string | null };
  /** `number` 0 for 编者按, 领导批示 and 版记; `unit` is several units joined by 、, or the office for number 0. */
  article: { number: number; title: string; unit: string };
  section: string[];
  /** Verbatim slice of a passage: whole sentences, at most 200 characters where the sentences allow. */
  text: string;
  /** `[start, end)` in UTF-16 units of `text`, ascending, not overlapping. */
  highlights: [number, number][];
  /** Id of the passage. */
  passage: string;
  url: string;
  /** 0 to 1. */
  score: number;
  /** A newer issue that gives another figure for the same thing. */
  newer?: { label: string; text: string; url: string };
}

export interface ListingItem {
  type: 'issue' | 'article' | 'unit';
  label: string;
  title?: string;
  unit?: string;
  issue?: { id: string; label: string; date: string | null };
  /** The passage on the topic asked. */
  excerpt?: Excerpt;
  url: string;
}

/* ---------- identity and labels ---------- */

const pad = (n: number): string => String(n).padStart(2, '0');

/**
 * The id of an issue: bulletin, year and number joined by `-`, for example `安庆组工信息-2024-06`, `…-2024-05_06` for a
 * 合刊, `…-2024-s01` for a 增刊, `…-2024-d0314` where only a date tells issues apart. Only letters, digits, `-` and `_`
 * remain of the bulletin's name, so the id is safe as a file name and, percent-encoded, in a path.
 */
export function issueId(identity: IssueIdentity, date: string | null): string {
  const name = identity.bulletin.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '');
  const numbers = identity.numbers.map(pad).join('_');
  const dated = `d${(date ?? '').replaceAll('-', '').slice(4) || '0'}`;
  return `${name || 'x'}-${identity.year}-${identity.supplement ? 's' : ''}${numbers || (identity.supplement ? '' : dated)}`;
}

/** The name people use for an issue: 《安庆组工信息》2024年第6期, 2024年第5、6期合刊, 2024年增刊第1期, 2024年3月14日刊. */
export function issueLabel(issue: IssueIdentity & { date: string | null }): string {
  const { numbers, year } = issue;
  const list = numbers.join('、');
  let which: string;
  if (issue.supplement) which = `${year}年增刊${list ? `第${list}期` : ''}`;
  else if (numbers.length > 1) which = `${year}年第${list}期合刊`;
  else if (numbers.length === 1) which = `${year}年第${list}期`;
  else which = issue.date ? `${chineseDate(issue.date)}刊` : `${year}年`;
  return `《${issue.bulletin}》${which}`;
}

/** `2024-03-14` as 2024年3月14日, `2024-03` as 2024年3月. */
export function chineseDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day ? `${day}日` : ''}`;
}

/** True when `viewer` may see an issue with this audience. */
export function maySee(viewer: Viewer, audience: Audience): boolean {
  if (viewer.kind === 'everything' || audience.kind === 'everyone') return true;
  return audience.chats.some((chat) => viewer.chats.includes(chat));
}

/** Every section of an article with its heading path, outermost first, in reading order; the lead has an empty path. */
export function* sectionsOf(article: Article): Generator<{ path: string[]; paragraphs: string[] }> {
  yield { path: [], paragraphs: article.paragraphs };
  yield* walk(article.sections, []);
}

function* walk(sections: Section[], above: string[]): Generator<{ path: string[]; paragraphs: string[] }> {
  for (const section of sections) {
    const path = [...above, section.heading];
    yield { path, paragraphs: section.paragraphs };
    yield* walk(section.sections, path);
  }
}
