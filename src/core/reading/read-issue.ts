import { type Article, type Issue, issueId } from '../bulletin.ts';
import { IssueFileError, parseIssue } from '../issue-file.ts';
import type { Line, ReadDocument } from '../ports.ts';
import { reading as wording } from '../wording.ts';
import { splitArticles } from './articles.ts';
import { isColophonLine, splitColophon } from './colophon.ts';
import { completeMasthead, dateOf } from './complete-masthead.ts';
import { readSections } from './headings.ts';
import { healLines } from './healing.ts';
import { readMasthead } from './masthead.ts';
import { readOpening } from './opening.ts';
import { removePageFurniture } from './page-furniture.ts';
import type { Block, Reading, Verdict, Warning, WarningCode } from './reading.ts';
import { reviewIssue, warn } from './review.ts';
import { checkSecrecy } from './secrecy.ts';
import { cutUnbroken } from './unbroken.ts';

/** The format of a file that is an issue of our own library; its lines are the file's lines. */
export const issueFileFormat = 'issue-file';

/**
 * Makes an issue of a document. The order matters: secrecy on the raw text; page furniture off; lines healed into
 * paragraphs; colophon, masthead, editor's note and leader's comment taken off the ends; the rest cut into articles
 * and each into sections. `fileName` is empty for pasted text; what the masthead lacks is looked for in it.
 */
export function readIssue(document: ReadDocument, fileName: string): Reading {
  const secrecy = checkSecrecy(document, fileName);
  if (secrecy.verdict === 'refuse') return { ...nothing('refuse', secrecy.reason), classified: true };
  if (document.format === issueFileFormat) return readIssueFile(document, secrecy.reason);

  if (document.lines.every((line) => line.text.trim() === '' && !line.cells)) {
    return document.pagesWithoutText ? nothing('hold', wording.scan) : nothing('refuse', wording.noText);
  }

  const bare = removePageFurniture(cutUnbroken(withoutIdleBold(document.lines)));
  const { body, colophon } = splitColophon(healLines(bare.lines));
  const beside = healLines(bare.aside);
  const { masthead, used } = readMasthead(body);
  const warnings = completeMasthead(masthead, beside, fileName);
  const afterMasthead = body.slice(used);
  const { opening, used: opened } = readOpening(afterMasthead);
  const split = splitArticles(afterMasthead.slice(opened), opening.contents, masthead.title);

  const articles = split.articles.map((raw, index): Article => {
    if (raw.title === '') warnings.push(warn('no-title', wording.untitledArticle(index + 1)));
    return {
      number: index + 1,
      title: raw.title || wording.untitled,
      units: raw.units,
      ...readSections(raw.blocks),
    };
  });
  const besideLines = beside.flatMap(linesOf);
  const colophonLines = (colophon.length > 0 ? colophon : colophonBeside(beside)).flatMap(linesOf);
  const left = [...besideLines];
  if (colophon.length === 0) for (const line of colophonLines) left.splice(left.indexOf(line), 1);
  const rest: Pick<Reading, 'dropped' | 'consumed'> = {
    dropped: [...bare.dropped, ...split.dropped, ...left],
    consumed: [...body.slice(0, used).flatMap(linesOf), ...opening.consumed, ...split.consumed],
  };

  const hasText = articles.some((article) => article.paragraphs.length > 0 || article.sections.length > 0);
  const found = masthead.name !== null || masthead.numbers.length > 0 || masthead.date !== null;
  if (!found) return nothing('refuse', wording.notABulletin);
  if (!hasText) return nothing('refuse', wording.noArticles);

  const date = dateOf(masthead, split.signed, colophonLines, warnings);
  const printedYear = masthead.year ?? (date ? Number(date.slice(0, 4)) : null);
  const year = printedYear ?? newestYear(document);
  if (masthead.name === null) return { ...nothing('hold', wording.noName), ...rest };
  if (year === null) return { ...nothing('hold', wording.noYear), ...rest };
  if (printedYear === null) warnings.push(warn('year-guessed'));

  const identity = {
    bulletin: masthead.name,
    year,
    numbers: masthead.numbers,
    supplement: masthead.supplement,
  };
  const issue: Issue = {
    id: issueId(identity, date),
    ...identity,
    total: masthead.total,
    date,
    office: masthead.office,
    audience: { kind: 'everyone' },
    status: 'published',
    version: 1,
    source: { file: fileName || null, format: document.format, unproofed: document.recognised },
    editorsNote: opening.editorsNote,
    leadersComment: opening.leadersComment,
    articles,
    colophon: colophonLines,
  };
  warnings.push(...reviewIssue(issue));
  if (document.incomplete) warnings.push(warn('incomplete-file'));
  for (const page of document.pagesWithoutText ?? []) {
    warnings.push(warn('page-without-text', wording.page(page)));
  }
  const reason = secrecy.reason ?? (printedYear === null ? wording.yearGuessed(year) : null);
  return {
    verdict: reason === null ? 'publish' : 'hold',
    reason,
    issue,
    confidence: confidenceOf(warnings),
    warnings,
    ...rest,
  };
}

/** Where most of a document is bold, bold tells nothing. */
function withoutIdleBold(lines: readonly Line[]): readonly Line[] {
  const all = lines.reduce((sum, { text }) => sum + text.length, 0);
  const bold = lines.reduce(
    (sum, line) => sum + (line.bold ?? []).reduce((part, [start, end]) => part + end - start, 0),
    0,
  );
  return bold * 2 > all ? lines.map(({ bold: _, ...line }) => line) : lines;
}

const nothing = (verdict: Verdict, reason: string): Reading => ({
  verdict,
  reason,
  issue: null,
  confidence: 0,
  warnings: [],
  dropped: [],
  consumed: [],
});

/** A file of our own library comes back as it is; only its status and version begin anew. */
function readIssueFile(document: ReadDocument, heldBecause: string | null): Reading {
  try {
    const parsed = parseIssue(document.lines.map((line) => line.text).join('\n'));
    const issue: Issue = { ...parsed, status: 'published', version: 1 };
    const warnings = reviewIssue(issue);
    return {
      verdict: heldBecause === null ? 'publish' : 'hold',
      reason: heldBecause,
      issue,
      confidence: confidenceOf(warnings),
      warnings,
      dropped: [],
      consumed: [],
    };
  } catch (error) {
    if (!(error instanceof IssueFileError)) throw error;
    return nothing('refuse', wording.brokenIssueFile(error.line, error.reason));
  }
}

const linesOf = (block: Block): string[] =>
  block.rows
    ? block.rows.map((row) => row.filter((cell) => cell !== '').join('　')).filter((row) => row !== '')
    : [block.text];

/** The 版记 in the footers of the pages, once. */
const colophonBeside = (beside: readonly Block[]): Block[] =>
  beside.filter(
    ({ text }, index) => isColophonLine(text) && beside.findIndex((other) => other.text === text) === index,
  );

/** The newest year the text mentions: what an issue is about is seldom later than the issue. */
function newestYear(document: ReadDocument): number | null {
  const years = document.lines.flatMap((line) =>
    [...line.text.matchAll(/(?<!\d)((?:19|20)\d{2})\s*年/gu)].map((match) => Number(match[1])),
  );
  const possible = years.filter((year) => year >= 1949 && year <= 2100);
  return possible.length > 0 ? Math.max(...possible) : null;
}

/** How much each doubt takes from certainty, as a factor. */
const doubt: Partial<Record<WarningCode, number>> = {
  'no-date': 0.8,
  'no-number': 0.8,
  'no-office': 0.95,
  'year-guessed': 0.5,
  'from-file-name': 0.85,
  'no-title': 0.6,
  'no-unit': 0.9,
  'unit-not-in-note': 0.9,
  'unfinished-paragraph': 0.9,
  'empty-section': 0.9,
  'numbering-gap': 0.85,
  'damaged-text': 0.7,
  recognised: 0.7,
  'page-without-text': 0.6,
  'incomplete-file': 0.5,
};

const confidenceOf = (warnings: readonly Warning[]): number =>
  Math.round(warnings.reduce((certain, { code }) => certain * (doubt[code] ?? 1), 1) * 100) / 100;
