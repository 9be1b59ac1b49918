/**
 * Feishu's Card JSON 2.0 as far as it is shown: the members of any card, not only of ours, so that what a card holds
 * and cannot be shown is seen. https://open.feishu.cn/document/feishu-cards/card-json-v2-structure
 */
export interface CardJson {
  header?: { title?: CardText; subtitle?: CardText; template?: string; text_tag_list?: TextTag[] };
  body?: { elements?: CardElement[] };
  /** Everything else of a card is for the client and not shown. */
  [member: string]: unknown;
}

export interface CardText {
  tag?: string;
  content: string;
  text_size?: string;
  text_color?: string;
  lines?: number;
}

interface TextTag {
  text: CardText;
  color?: string;
}

export interface CardElement {
  tag: string;
  content?: string;
  text?: CardText;
  fields?: { is_short?: boolean; text: CardText }[];
  columns?: CardElement[] | TableColumn[];
  elements?: CardElement[];
  header?: { title?: CardText };
  expanded?: boolean;
  flex_mode?: string;
  width?: string;
  weight?: number;
  vertical_align?: string;
  has_border?: boolean;
  type?: string;
  size?: string;
  disabled?: boolean;
  confirm?: { title?: CardText; text?: CardText };
  behaviors?: { type: string; default_url?: string; value?: unknown }[];
  name?: string;
  form_action_type?: string;
  required?: boolean;
  placeholder?: CardText;
  label?: CardText;
  default_value?: string;
  input_type?: string;
  max_length?: number;
  rows?: Record<string, unknown>[] | number;
  options?: { text?: CardText; value: string }[];
  initial_option?: string;
  selected_values?: string[];
  initial_date?: string;
  alt?: CardText;
  chart_spec?: unknown;
}

export interface TableColumn {
  name: string;
  display_name?: string;
  data_type?: string;
}

/** The element at a path such as `/body/elements/3/columns/0/elements/1`; null when there is none. */
export function elementAt(card: CardJson, path: string): CardElement | null {
  let at: unknown = card;
  for (const step of path.split('/').slice(1)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return null;
    at = (at as Record<string, unknown>)[step];
  }
  return typeof at === 'object' && at !== null && 'tag' in at ? (at as CardElement) : null;
}

/**
 * What Feishu would call back with when `element` is used: the `action` of card.action.trigger. `fields` are what was
 * filled in, by name. https://open.feishu.cn/document/feishu-cards/card-callback-communication
 */
export function actionOf(element: CardElement, fields: Record<string, string | string[]>): object {
  const value = element.behaviors?.find(({ type }) => type === 'callback')?.value;
  const about = {
    tag: element.tag,
    ...(value === undefined ? {} : { value }),
    ...(element.name ? { name: element.name } : {}),
  };
  if (element.form_action_type === 'submit') return { ...about, form_value: fields };
  const filled = fields[element.name ?? ''] ?? '';
  switch (element.tag) {
    case 'select_static':
    case 'select_person':
    case 'date_picker':
      return { ...about, option: filled };
    case 'multi_select_static':
      return { ...about, options: [filled].flat().filter((one) => one !== '') };
    case 'input':
      return { ...about, input_value: filled };
    default:
      return about;
  }
}
