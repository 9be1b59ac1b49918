import { bytesOf, LARGEST_CARD_BYTES } from '../../../src/adapters/feishu/card.ts';
import { cardSchema } from './card-schema.ts';

/**
 * The rules of Card JSON 2.0 as far as they can be checked without the platform: what `card-schema.ts` says of each
 * element, and of all together: at most 200 elements, 30 KB, five levels, forms and tables where they may stand, names
 * and ids unique, Markdown without a mention of everyone or a tag that would be lost.
 */
export interface CardProblem {
  path: string;
  problem: string;
}

/** What is wrong with a card; empty when nothing is. */
export function validateCard(card: unknown): CardProblem[] {
  const parsed = cardSchema.safeParse(card);
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), problem: message }));
  }
  const problems: CardProblem[] = [];
  const bytes = bytesOf(JSON.stringify(card));
  if (bytes > LARGEST_CARD_BYTES) problems.push({ path: '', problem: `${bytes} bytes, at most 30 KB` });
  const body = (card as { body: { elements: Piece[] } }).body;
  checkTree(body.elements, problems);
  return problems;
}

interface Piece {
  tag: string;
  element_id?: string;
  name?: string;
  content?: string;
  form_action_type?: string;
  required?: boolean;
  behaviors?: unknown[];
  options?: { value: string }[];
  elements?: Piece[];
  columns?: Piece[];
  [key: string]: unknown;
}

const CONTROLS = new Set(['input', 'select_static', 'select_person', 'multi_select_static', 'date_picker']);
/** Tags that the markdown element knows; anything else between < and > is lost. */
const MARKDOWN_TAG =
  /^<\/?(br|hr|font|text_tag|at|person|link|a|number_tag|local_datetime|raw|audio)(\s[^<>]*)?\/?>$/;

function checkTree(elements: Piece[], problems: CardProblem[]): void {
  const ids = new Set<string>();
  const names = new Set<string>();
  let count = 0;
  let tables = 0;
  let depth = 0;
  const say = (path: string, problem: string): void => void problems.push({ path, problem });
  const once = (set: Set<string>, value: string | undefined, path: string, what: string): void => {
    if (value === undefined) return;
    if (set.has(value)) say(path, `${what} "${value}" is used twice`);
    set.add(value);
  };

  const walk = (piece: Piece, path: string, level: number, form: boolean): void => {
    const { tag } = piece;
    count++;
    depth = Math.max(depth, level);
    once(ids, piece.element_id, path, 'element_id');
    if (CONTROLS.has(tag) || tag === 'button' || tag === 'form') once(names, piece.name, path, 'name');
    if ((tag === 'form' || tag === 'table') && level > 1) say(path, `${tag} may only stand at the root`);
    if (tag === 'table' && ++tables > 5) say(path, 'more than 5 tables');
    if (tag === 'markdown') checkMarkdown(piece.content ?? '', path, say);
    if (form) checkInForm(piece, path, say);
    else if (piece.form_action_type) say(path, 'form_action_type outside a form');
    else if (piece.required) say(path, 'required outside a form');
    if (tag === 'form' && !hasSubmit(piece)) say(path, 'a form without a submit button');
    const values = /^(multi_)?select_/.test(tag) ? (piece.options ?? []).map(({ value }) => value) : [];
    if (new Set(values).size < values.length) say(path, 'two options with the same value');

    for (const text of textsIn(piece)) count += text ? 1 : 0;
    // The columns of a table are no elements.
    const inside = (tag === 'column_set' ? piece.columns : piece.elements) ?? [];
    for (const [i, child] of inside.entries()) {
      walk(child, `${path}.${child.tag}${i}`, level + 1, form || tag === 'form');
    }
  };
  for (const [i, piece] of elements.entries()) walk(piece, `body.elements.${i}`, 1, false);
  if (count > 200) say('body', `${count} elements, at most 200`);
  if (depth > 5) say('body', `${depth} levels, at most 5`);
}

function checkInForm(piece: Piece, path: string, say: (path: string, problem: string) => void): void {
  const { tag, name, behaviors, form_action_type } = piece;
  if (CONTROLS.has(tag) && !name) say(path, `${tag} in a form without a name`);
  if (tag !== 'button') return;
  if (!name || !form_action_type) say(path, 'a button in a form needs name and form_action_type');
  if (behaviors) say(path, 'a button in a form has no behaviors');
}

function checkMarkdown(content: string, path: string, say: (path: string, problem: string) => void): void {
  if (/<at\s[^>]*\ball\b/.test(content)) say(path, 'mentions everyone');
  for (const tag of content.match(/<[^<>]*>?/g) ?? []) {
    if (!MARKDOWN_TAG.test(tag)) say(path, `"${tag.slice(0, 20)}" is no tag of Markdown elements`);
  }
}

const hasSubmit = (piece: Piece): boolean =>
  piece.form_action_type === 'submit' ||
  [...(piece.elements ?? []), ...(piece.columns ?? [])].some(hasSubmit);

/** Text nodes count as elements too. */
const textsIn = ({ text, title, placeholder, label, header }: Piece): unknown[] => [
  text,
  title,
  placeholder,
  label,
  (header as { title?: unknown } | undefined)?.title,
];
