/**
 * The pieces of Card JSON 2.0 that our cards are made of, as types and small makers. Cards are always built from these
 * and serialised by `JSON.stringify`, never by joining strings.
 * https://open.feishu.cn/document/feishu-cards/card-json-v2-structure
 */
export interface Card {
  schema: '2.0';
  config: {
    /** Without it a card cannot be changed later. */
    update_multi: true;
    width_mode: 'default' | 'compact' | 'fill';
    enable_forward: boolean;
    /** False: clicks on a forwarded copy do not reach us. */
    enable_forward_interaction: false;
    /** Shown in the list of chats. */
    summary: { content: string };
  };
  header?: Header;
  body: { direction: 'vertical'; padding: string; vertical_spacing: string; elements: Element[] };
}

export interface Header {
  title: PlainText;
  subtitle?: PlainText;
  template: 'blue' | 'wathet' | 'turquoise' | 'green' | 'orange' | 'grey';
}

/** Shown as it is, whatever it holds: the only place for what people typed. */
export interface PlainText {
  tag: 'plain_text';
  content: string;
  text_size?: 'normal' | 'notation' | 'heading-4' | 'heading-3';
  text_color?: 'default' | 'grey' | 'orange';
  lines?: number;
}

export interface Markdown {
  tag: 'markdown';
  content: string;
}

export interface Div {
  tag: 'div';
  text: PlainText;
}

export interface Button {
  tag: 'button';
  text: PlainText;
  type: 'default' | 'primary' | 'primary_filled' | 'text' | 'danger' | 'danger_filled';
  size?: 'tiny' | 'small' | 'medium';
  behaviors?: ({ type: 'open_url'; default_url: string } | { type: 'callback'; value: object })[];
  name?: string;
  form_action_type?: 'submit';
}

export interface Select {
  tag: 'select_static';
  name: string;
  placeholder: PlainText;
  options: { text: PlainText; value: string }[];
  initial_option?: string;
  required?: boolean;
}

export interface MultiSelect {
  tag: 'multi_select_static';
  name: string;
  placeholder: PlainText;
  options: { text: PlainText; value: string }[];
  selected_values?: string[];
}

export interface Input {
  tag: 'input';
  name: string;
  placeholder: PlainText;
  max_length: number;
  width: 'fill';
  label?: PlainText;
  default_value?: string;
  required?: boolean;
}

export interface DatePicker {
  tag: 'date_picker';
  name: string;
  placeholder: PlainText;
  /** yyyy-MM-dd */
  initial_date?: string;
}

export interface Column {
  tag: 'column';
  width: 'auto' | 'weighted';
  weight?: number;
  vertical_align?: 'top' | 'center';
  vertical_spacing?: string;
  elements: Element[];
}

export interface ColumnSet {
  tag: 'column_set';
  flex_mode: 'none' | 'flow' | 'stretch';
  horizontal_spacing: string;
  columns: Column[];
}

export interface Panel {
  tag: 'collapsible_panel';
  expanded: boolean;
  header: { title: PlainText; icon: object; icon_position: 'right'; icon_expanded_angle: number };
  elements: Element[];
}

export interface Form {
  tag: 'form';
  name: string;
  elements: Element[];
}

export interface Chart {
  tag: 'chart';
  aspect_ratio: '16:9';
  color_theme: 'brand';
  /** VChart, pure JSON. https://open.feishu.cn/document/feishu-cards/card-json-v2-components/content-components/chart */
  chart_spec: object;
}

export type Element =
  | Markdown
  | Div
  | { tag: 'hr' }
  | Button
  | Select
  | MultiSelect
  | Input
  | DatePicker
  | ColumnSet
  | Panel
  | Form
  | Chart;

export const plainText = (content: string, look: Omit<PlainText, 'tag' | 'content'> = {}): PlainText => ({
  tag: 'plain_text',
  content,
  ...look,
});

export const paragraph = (content: string, look: Omit<PlainText, 'tag' | 'content'> = {}): Div => ({
  tag: 'div',
  text: plainText(content, look),
});

/** Small and grey: sources, remarks. */
export const remark = (content: string): Div =>
  paragraph(content, { text_size: 'notation', text_color: 'grey' });

export const rule = { tag: 'hr' } as const;

export const linkButton = (text: string, url: string, type: Button['type'] = 'primary'): Button => ({
  tag: 'button',
  text: plainText(text),
  type,
  behaviors: [{ type: 'open_url', default_url: url }],
});

export const callbackButton = (text: string, value: object): Button => ({
  tag: 'button',
  text: plainText(text),
  type: 'default',
  behaviors: [{ type: 'callback', value }],
});

/** Elements side by side, wrapping where the screen is narrow. */
export const row = (elements: Element[]): ColumnSet => ({
  tag: 'column_set',
  flex_mode: 'flow',
  horizontal_spacing: '8px',
  columns: elements.map((element) => ({ tag: 'column', width: 'auto', elements: [element] })),
});

/** A title to click on, closed at first, with elements under it. */
export const panel = (title: string, elements: Element[]): Panel => ({
  tag: 'collapsible_panel',
  expanded: false,
  header: {
    title: plainText(title),
    icon: { tag: 'standard_icon', token: 'down-small-ccm_outlined', size: '16px 16px' },
    icon_position: 'right',
    icon_expanded_angle: -180,
  },
  elements,
});

export const cardOf = (summary: string, elements: Element[], header?: Header): Card => ({
  schema: '2.0',
  config: {
    update_multi: true,
    width_mode: 'default',
    enable_forward: true,
    enable_forward_interaction: false,
    summary: { content: summary },
  },
  ...(header && { header }),
  body: { direction: 'vertical', padding: '12px 12px 16px 12px', vertical_spacing: '8px', elements },
});
