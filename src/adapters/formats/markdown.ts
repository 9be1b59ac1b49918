import type { DocumentReader, IncomingFile, Line } from '../../core/ports.ts';
import { issueFileFormat } from '../../core/reading/read-issue.ts';
import { decodeText, linesOf } from './text.ts';

/**
 * Markdown as people write it: headings, quotes, tables. A file that begins with the front matter of an issue is one
 * of our own library and passes through line by line.
 */
export const markdownReader: DocumentReader = {
  name: 'markdown',
  matches: (file) => isIssueFile(decodeStart(file)) || looksLikeMarkdown(file),
  async read(file) {
    const text = decodeText(file);
    if (isIssueFile(text)) {
      return { format: issueFileFormat, lines: linesOf(text), properties: {}, recognised: false };
    }
    return {
      format: 'markdown',
      lines: linesOf(withoutFrontMatter(text)).map(markdownLine),
      properties: {},
      recognised: false,
    };
  },
};

const startLength = 65_536;

const decodeStart = ({ name, bytes }: IncomingFile): string => {
  const start = bytes.subarray(0, startLength);
  return start.includes(0) ? '' : decodeText({ name, bytes: start });
};

const frontMatter = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/u;

const isIssueFile = (text: string): boolean => /^bulletin\s*:/mu.test(text.match(frontMatter)?.[1] ?? '');

function looksLikeMarkdown(file: IncomingFile): boolean {
  const text = decodeStart(file);
  return /\.(?:md|markdown)$/iu.test(file.name) ? text !== '' : /^#{1,6} +\S/mu.test(text);
}

const withoutFrontMatter = (text: string): string => text.replace(frontMatter, '');

function markdownLine(line: Line): Line {
  const heading = line.text.match(/^ {0,3}(#{1,6})[ \t\u3000]*(\S.*?)(?:[ \t]+#+)?[ \t]*$/u);
  if (heading && !/^#\d/u.test(line.text)) {
    return { text: withoutMarkup(heading[2]!), headingLevel: heading[1]!.length, wholeParagraph: true };
  }
  // Rules and fences say nothing; quote marks only indent.
  if (/^ {0,3}(?:(?:[-*_] *){3,}|`{3,}.*)$/u.test(line.text)) return { text: '' };
  const text = line.text.replace(/^ {0,3}(?:> ?)+/u, '').replace(/^(\s*)[*+-] +(?=\S)/u, '$1');
  return { text: isTableRow(text) ? text : withoutMarkup(text.replace(/(?:\\| {2,})$/u, '')) };
}

const isTableRow = (text: string): boolean => text.trim().startsWith('|');

const withoutMarkup = (text: string): string =>
  text
    .replace(/!\[[^\]]*\]\([^)]*\)/gu, '')
    .replace(/\[([^\]]+)\]\((?:https?:|mailto:|\/|#)[^)]*\)/gu, '$1')
    .replace(/<br\s*\/?>/giu, '')
    .replace(/\\([\\`*_{}[\]()#+.!|>~-])/gu, '$1');
