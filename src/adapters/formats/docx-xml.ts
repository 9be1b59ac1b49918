import { type Element, isTag, type Node } from 'domhandler';
import { parseDocument } from 'htmlparser2';

const xmlText = (bytes: Uint8Array): string => {
  const mark =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(mark).decode(bytes);
};

/** The root element of an XML part; null for a part that is not there or holds none. */
export function parseXml(bytes: Uint8Array | undefined): Element | null {
  if (!bytes) return null;
  const document = parseDocument(xmlText(bytes), { xmlMode: true, decodeEntities: true });
  return (document.children as Node[]).find(isTag) ?? null;
}

/** Child elements, of one name when given. */
export const childrenOf = (element: Element | null | undefined, name?: string): Element[] =>
  ((element?.children ?? []) as Node[]).filter(
    (child): child is Element => isTag(child) && (name === undefined || child.name === name),
  );

export const childOf = (element: Element | null | undefined, name: string): Element | undefined =>
  childrenOf(element, name)[0];

/** The attribute `w:val` of a child element; undefined when the child or the attribute is missing. */
export const attributeOf = (element: Element | null | undefined, child: string): string | undefined =>
  childOf(element, child)?.attribs['w:val'];

/** An on/off property: present means on, unless its value says otherwise; undefined when absent. */
export function toggleOf(element: Element | null | undefined, child: string): boolean | undefined {
  const found = childOf(element, child);
  if (!found) return undefined;
  return !/^(?:0|false|off|none)$/u.test(found.attribs['w:val'] ?? '');
}
