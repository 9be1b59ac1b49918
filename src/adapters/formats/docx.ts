import type { Element } from 'domhandler';
import { UnreadableDocumentError } from '../../core/errors.ts';
import type { DocumentReader, IncomingFile, Line } from '../../core/ports.ts';
import { formats as wording } from '../../core/wording.ts';
import { type Entries, entryNames, isZip, unpack } from './archive.ts';
import { createDocxBody } from './docx-body.ts';
import { createNumbering } from './docx-numbering.ts';
import { readStyles } from './docx-styles.ts';
import { childrenOf, parseXml } from './docx-xml.ts';

/**
 * Word documents as Word and WPS write them. Read from the XML itself: what mammoth makes of a document has neither
 * automatic numbers (一、 and （一） are then lost) nor sizes of type, headers, footers and comments.
 */
export const docxReader: DocumentReader = {
  name: 'docx',
  matches: (file) => isZip(file) && namesOf(file).some((name) => /^word\/document\d*\.xml$/iu.test(name)),
  async read(file) {
    const parts = unpack(file, isNeeded, { entries: 400, total: 64 * 1024 * 1024 });
    const main = [...parts.keys()].find((name) => /^word\/document\d*\.xml$/iu.test(name));
    const body = parseXml(main === undefined ? undefined : parts.get(main));
    if (!body) {
      throw new UnreadableDocumentError(
        `Cannot read "${file.name}": no document part, expected a Word file`,
        wording.brokenWord,
      );
    }
    const styles = readStyles(parseXml(parts.get('word/styles.xml')));
    const numbering = createNumbering(parseXml(parts.get('word/numbering.xml')));
    const read = createDocxBody(styles, numbering);
    const lines: Line[] = [
      ...read(body, 'body'),
      ...partsLike(parts, /^word\/header\d*\.xml$/iu).flatMap((part) => read(part, 'header')),
      ...partsLike(parts, /^word\/footer\d*\.xml$/iu).flatMap((part) => read(part, 'footer')),
      ...partsLike(parts, /^word\/(?:comments|footnotes|endnotes)\.xml$/iu).flatMap((part) =>
        read(part, 'comment'),
      ),
    ];
    return { format: 'docx', lines, properties: propertiesOf(parts), recognised: false };
  },
};

const isNeeded = (name: string): boolean =>
  /^(?:word\/(?:document|header|footer|styles|numbering|comments|footnotes|endnotes)\d*\.xml|docProps\/(?:core|app|custom)\.xml)$/iu.test(
    name,
  );

/** An archive that cannot be opened is no Word file; the reader of archives says what is wrong with it. */
function namesOf(file: IncomingFile): string[] {
  try {
    return entryNames(file);
  } catch {
    return [];
  }
}

const partsLike = (parts: Entries, pattern: RegExp): Element[] =>
  [...parts].filter(([name]) => pattern.test(name)).flatMap(([, bytes]) => parseXml(bytes) ?? []);

/** Title, subject, keywords, description, category, company and what the user added. */
function propertiesOf(parts: Entries): Record<string, string> {
  const properties: Record<string, string> = {};
  const visit = (element: Element, name: string): void => {
    const inner = childrenOf(element);
    const own = element.attribs.name ?? element.name.replace(/^.*:/u, '');
    if (inner.length === 0) {
      const text = element.children.map((child) => ('data' in child ? String(child.data) : '')).join('');
      if (text.trim() !== '') properties[name === '' ? own : name] = text;
    }
    for (const child of inner) visit(child, element.name === 'property' ? own : '');
  };
  for (const part of partsLike(parts, /^docProps\//iu))
    for (const child of childrenOf(part)) visit(child, '');
  return properties;
}
