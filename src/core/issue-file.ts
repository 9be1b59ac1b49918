import { type Article, type Issue, issueId, type Section } from './bulletin.ts';
import { formatFrontMatter, IssueFileError, parseFrontMatter } from './issue-file-front-matter.ts';
import {
  escapeLine,
  escapeParagraph,
  splitEscaped,
  unescapeLine,
  unescapeParagraph,
  unescapeWrapped,
} from './issue-file-text.ts';
import { issueFile as wording } from './wording.ts';

export { IssueFileError } from './issue-file-front-matter.ts';

const unitLabel = '单位：';
const commentLabel = '领导批示：';

/**
 * The issue as the library keeps it: YAML front matter, the editor's note as `> ` lines, 领导批示, each article as
 * `# title` with 单位： under it, sections as `##` and deeper, the colophon after a `---` line. `parseIssue` gives the
 * same issue back, whatever its texts hold. Ends in a line feed.
 */
export function formatIssue(issue: Issue): string {
  const blocks: string[] = [];
  if (issue.editorsNote.length > 0) {
    const note = issue.editorsNote.map(escapeParagraph).join('\n\n').split('\n');
    blocks.push(note.map((line) => (line === '' ? '>' : `> ${line}`)).join('\n'));
  }
  if (issue.leadersComment !== null) {
    blocks.push(issue.leadersComment === '' ? commentLabel : commentLabel + escapeLine(issue.leadersComment));
  }
  for (const article of issue.articles) blocks.push(...articleBlocks(article));
  if (issue.colophon.length > 0) blocks.push('---', ...issue.colophon.map(escapeParagraph));
  return `---\n${formatFrontMatter(issue)}---\n${blocks.map((block) => `\n${block}\n`).join('')}`;
}

function* articleBlocks(article: Article): Generator<string> {
  yield `# ${escapeLine(article.title)}`;
  if (article.units.length > 0) {
    yield unitLabel + article.units.map((unit) => escapeLine(unit, '；')).join('；');
  }
  for (const [index, paragraph] of article.paragraphs.entries()) {
    const block = escapeParagraph(paragraph);
    // Only the first block under a title is read as the line of units.
    const mistakable = index === 0 && article.units.length === 0 && block.startsWith(unitLabel);
    yield mistakable ? `\\${block}` : block;
  }
  yield* sectionBlocks(article.sections, '##');
}

function* sectionBlocks(sections: readonly Section[], marker: string): Generator<string> {
  for (const section of sections) {
    yield `${marker} ${escapeLine(section.heading)}`;
    yield* section.paragraphs.map(escapeParagraph);
    yield* sectionBlocks(section.sections, `${marker}#`);
  }
}

/**
 * Reads an issue file. Files written by hand may leave out what has a default; the id is always derived. Lines may end
 * in CR LF.
 * @throws IssueFileError with the line where the form is not kept
 */
export function parseIssue(text: string): Issue {
  const lines = text.replace(/^\uFEFF/u, '').split(/\r?\n/u);
  if (lines[0]!.trimEnd() !== '---') throw new IssueFileError(1, wording.noFrontMatter);
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (end < 0) throw new IssueFileError(lines.length, wording.frontMatterNotClosed);
  const matter = parseFrontMatter(lines.slice(1, end).join('\n'), 2);

  const issue: Issue = {
    id: issueId(matter, matter.date),
    ...matter,
    editorsNote: [],
    leadersComment: null,
    articles: [],
    colophon: [],
  };
  readBlocks(issue, blocksOf(lines, end + 1));
  return issue;
}

interface Block {
  kind: 'heading' | 'note' | 'rule' | 'text';
  lines: string[];
  /** Line of the file the block starts on, from 1. */
  line: number;
}

/** Groups lines into blocks: headings and rules stand alone, other lines go together up to a blank line. */
function blocksOf(lines: readonly string[], from: number): Block[] {
  const blocks: Block[] = [];
  let open = null as Block | null;
  for (const [index, raw] of lines.entries()) {
    if (index < from) continue;
    const line = raw.trim();
    const kind = kindOf(line);
    if (kind === null) open = null;
    else if (
      open?.kind === kind &&
      (kind === 'note' || (kind === 'text' && isRow(open.lines[0]!) === isRow(line)))
    ) {
      open.lines.push(line);
    } else {
      open = { kind, lines: [line], line: index + 1 };
      blocks.push(open);
    }
  }
  return blocks;
}

const isRow = (line: string): boolean => line.startsWith('|');

function kindOf(line: string): Block['kind'] | null {
  if (line === '') return null;
  if (line.startsWith('#')) return 'heading';
  if (line.startsWith('>')) return 'note';
  return /^-{3,}$/u.test(line) ? 'rule' : 'text';
}

function readBlocks(issue: Issue, blocks: readonly Block[]): void {
  let article: Article | null = null;
  /** Open sections, outermost first, with the number of `#` of each. */
  let open: { level: number; section: Section }[] = [];
  let colophon = false;
  let directlyUnderTitle = false;

  for (const { kind, lines, line } of blocks) {
    const [first] = lines as [string];
    if (kind === 'rule') {
      colophon = true;
    } else if (kind === 'note') {
      if (article || colophon) throw new IssueFileError(line, wording.noteAfterArticle);
      issue.editorsNote.push(...noteParagraphs(lines));
    } else if (kind === 'heading') {
      if (colophon) throw new IssueFileError(line, wording.colophonHeading);
      const level = first.match(/^#+/u)![0].length;
      const heading = unescapeLine(first.slice(level).trim());
      if (level === 1) {
        article = {
          number: issue.articles.length + 1,
          title: heading,
          units: [],
          paragraphs: [],
          sections: [],
        };
        issue.articles.push(article);
        open = [];
      } else {
        if (!article) throw new IssueFileError(line, wording.sectionBeforeArticle);
        open = open.filter((above) => above.level < level);
        const section: Section = { heading, paragraphs: [], sections: [] };
        (open.at(-1)?.section ?? article).sections.push(section);
        open.push({ level, section });
      }
      directlyUnderTitle = level === 1;
      continue;
    } else if (colophon) {
      issue.colophon.push(unescapeParagraph(lines));
    } else if (article && directlyUnderTitle && first.startsWith(unitLabel)) {
      article.units = splitEscaped(first.slice(unitLabel.length), '；');
      if (lines.length > 1) article.paragraphs.push(unescapeParagraph(lines.slice(1)));
    } else if (article) {
      (open.at(-1)?.section ?? article).paragraphs.push(unescapeParagraph(lines));
    } else if (first.startsWith(commentLabel)) {
      if (issue.leadersComment !== null) throw new IssueFileError(line, wording.commentTwice);
      const [start, ...rest] = lines;
      const comment = [start!.slice(commentLabel.length).trim(), ...rest];
      issue.leadersComment = unescapeWrapped(comment);
    } else {
      throw new IssueFileError(line, wording.beforeFirstArticle);
    }
    directlyUnderTitle = false;
  }
}

function noteParagraphs(lines: readonly string[]): string[] {
  const inner = lines.map((line) => line.slice(1).trim());
  const paragraphs: string[][] = [];
  let open: string[] | null = null;
  for (const line of inner) {
    if (line === '') open = null;
    else if (open && isRow(open[0]!) === isRow(line)) open.push(line);
    else {
      open = [line];
      paragraphs.push(open);
    }
  }
  return paragraphs.map(unescapeParagraph);
}
