import type { Element } from 'domhandler';
import { attributeOf, childOf, childrenOf, toggleOf } from './docx-xml.ts';

/** What styles.xml says of a paragraph or a run, with everything it inherits. */
export interface Style {
  name: string;
  bold?: boolean;
  /** Points. */
  size?: number;
  /** 0 for the outermost heading. */
  outline?: number;
  numbering?: { id: string; level: number };
}

export interface Styles {
  get(id: string | undefined): Style;
  /** True when some style is called Title (标题): headings then stand one level below it. */
  hasTitle: boolean;
}

/** Reads styles.xml. A missing or circular parent ends the inheritance. */
export function readStyles(root: Element | null): Styles {
  const elements = new Map(
    childrenOf(root, 'w:style').map((style) => [style.attribs['w:styleId'] ?? '', style]),
  );
  const defaults = propertiesOf(childOf(childOf(root, 'w:docDefaults'), 'w:rPrDefault'), 'w:rPr');
  const standard = [...elements.values()].find(
    (style) => style.attribs['w:type'] === 'paragraph' && style.attribs['w:default'] === '1',
  );
  const known = new Map<string, Style>();

  const resolve = (id: string, seen: readonly string[]): Style => {
    const cached = known.get(id);
    if (cached) return cached;
    const element = elements.get(id);
    if (!element || seen.includes(id)) return { name: '', ...defaults };
    const parent = attributeOf(element, 'w:basedOn');
    const inherited = parent === undefined ? { name: '', ...defaults } : resolve(parent, [...seen, id]);
    const paragraph = childOf(element, 'w:pPr');
    const outline = attributeOf(paragraph, 'w:outlineLvl');
    const numbering = numberingOf(paragraph);
    const style: Style = {
      ...inherited,
      ...propertiesOf(element, 'w:rPr'),
      ...(outline === undefined ? {} : { outline: Number(outline) }),
      ...(numbering ? { numbering } : {}),
      name: attributeOf(element, 'w:name') ?? '',
    };
    known.set(id, style);
    return style;
  };

  const names = [...elements.values()].map((element) => attributeOf(element, 'w:name') ?? '');
  return {
    get: (id) => resolve(id ?? standard?.attribs['w:styleId'] ?? '', []),
    hasTitle: names.some((name) => titleName.test(name)),
  };
}

const titleName = /^(?:title|标题)$/iu;
const headingName = /^(?:heading|标题|toc heading)\s*(\d)?$/iu;

/** The level of a heading, from its style's name or the outline level; undefined for other paragraphs. */
export function headingLevelOf(
  style: Style,
  outline: number | undefined,
  belowTitle: boolean,
): number | undefined {
  if (titleName.test(style.name)) return 1;
  const named = style.name.match(headingName)?.[1];
  const level = outline !== undefined ? outline + 1 : named ? Number(named) : (style.outline ?? 9) + 1;
  return level >= 1 && level <= 9 ? Math.min(6, level + (belowTitle ? 1 : 0)) : undefined;
}

export function numberingOf(paragraph: Element | undefined): Style['numbering'] {
  const properties = childOf(paragraph, 'w:numPr');
  const id = attributeOf(properties, 'w:numId');
  return id === undefined ? undefined : { id, level: Number(attributeOf(properties, 'w:ilvl') ?? 0) };
}

/** Bold and size as run properties give them. */
export function propertiesOf(holder: Element | undefined, name: 'w:rPr'): Pick<Style, 'bold' | 'size'> {
  const run = childOf(holder, name);
  const bold = toggleOf(run, 'w:b');
  const size = Number(attributeOf(run, 'w:sz'));
  return { ...(bold === undefined ? {} : { bold }), ...(size > 0 ? { size: size / 2 } : {}) };
}
