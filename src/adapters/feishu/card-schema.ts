import { z } from 'zod';

/**
 * Card JSON 2.0 as a schema: the properties each component knows, which of them it needs, and their values. A property
 * that is not named here is an error (200621), as it is for the platform.
 * https://open.feishu.cn/document/feishu-cards/card-json-v2-structure and the page of each component, 2026-11-22.
 */
const oneOf = (words: string) => z.enum(words.split(' ') as [string, ...string[]]);
const px = z.string().regex(/^(-?\d{1,2}px|small|medium|large|extra_large)$/);
const edges = z.string().regex(/^(-?\d{1,2}px)( -?\d{1,2}px){0,3}$/);
const colour = z.string().regex(/^[a-z_]+(-\d{2,3})?$/);
const url = z.string().max(4096);
const textSize = z
  .string()
  .regex(
    /^(heading(-[0-4])?|normal|notation|xxxx-large|xxx-large|xx-large|x-large|large|medium|small|x-small|[a-z][\w-]*)$/,
  );
const align = z.enum(['left', 'center', 'right']);

const common = {
  element_id: z
    .string()
    .regex(/^[A-Za-z]\w{0,19}$/)
    .optional(),
  margin: edges.optional(),
};
const plain = z.strictObject({
  tag: z.literal('plain_text'),
  content: z.string(),
  text_size: textSize.optional(),
  text_color: colour.optional(),
  text_align: align.optional(),
  lines: z.int().positive().optional(),
});
const larkMarkdown = z.strictObject({
  ...plain.shape,
  tag: z.literal('lark_md'),
  text_color: z.undefined().optional(),
});
const anyText = z.union([plain, larkMarkdown]);
const panelTitle = z.union([plain, z.strictObject({ ...plain.shape, tag: z.enum(['markdown', 'lark_md']) })]);
const icon = z.strictObject({
  tag: z.enum(['standard_icon', 'custom_icon']),
  token: z.string().optional(),
  img_key: z.string().optional(),
  color: colour.optional(),
  size: z.string().optional(),
});
const behavior = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('callback'), value: z.record(z.string(), z.unknown()) }),
  z.strictObject({
    type: z.literal('open_url'),
    default_url: url,
    pc_url: url.optional(),
    ios_url: url.optional(),
    android_url: url.optional(),
  }),
]);
const behaviors = z.array(behavior).optional();
const confirm = z.strictObject({ title: plain, text: plain }).optional();
const name = z.string().min(1).max(100);
const option = z.strictObject({ text: plain, value: z.string().min(1), icon: icon.optional() });
const width = z.string().optional();
const children = z.lazy(() => z.array(element));

const button = z.strictObject({
  ...common,
  tag: z.literal('button'),
  text: z.strictObject({ ...plain.shape, content: z.string().min(1).max(100) }),
  type: oneOf(
    'default primary danger text primary_text danger_text primary_filled danger_filled laser',
  ).optional(),
  size: z.enum(['tiny', 'small', 'medium', 'large']).optional(),
  width,
  behaviors,
  icon: icon.optional(),
  hover_tips: plain.optional(),
  disabled: z.boolean().optional(),
  disabled_tips: plain.optional(),
  confirm,
  name: name.optional(),
  form_action_type: z.enum(['submit', 'reset']).optional(),
});
const column = z.strictObject({
  ...common,
  tag: z.literal('column'),
  elements: children.optional(),
  width: z
    .string()
    .regex(/^(auto|weighted|\d{2,3}px)$/)
    .optional(),
  weight: z.int().min(1).max(5).optional(),
  vertical_align: z.enum(['top', 'center', 'bottom']).optional(),
  horizontal_align: align.optional(),
  vertical_spacing: px.optional(),
  horizontal_spacing: px.optional(),
  direction: z.enum(['vertical', 'horizontal']).optional(),
  padding: edges.optional(),
  background_style: colour.optional(),
  action: z.unknown().optional(),
});
const control = {
  ...common,
  name: name.optional(),
  required: z.boolean().optional(),
  placeholder: plain.optional(),
  width,
  disabled: z.boolean().optional(),
  disabled_tips: plain.optional(),
  confirm,
  behaviors,
};
const select = {
  ...control,
  type: z.enum(['default', 'text']).optional(),
  initial_option: z.string().optional(),
  initial_index: z.int().positive().optional(),
};

const element: z.ZodType = z.discriminatedUnion('tag', [
  z.strictObject({
    ...common,
    tag: z.literal('markdown'),
    content: z.string(),
    text_size: textSize.optional(),
    text_align: align.optional(),
    icon: icon.optional(),
  }),
  z.strictObject({
    ...common,
    tag: z.literal('div'),
    text: anyText.optional(),
    fields: z.array(z.strictObject({ is_short: z.boolean(), text: anyText })).optional(),
    icon: icon.optional(),
    width,
  }),
  z.strictObject({ ...common, tag: z.literal('hr') }),
  z.strictObject({
    ...common,
    tag: z.literal('img'),
    img_key: z.string().min(1),
    alt: plain,
    title: plain.optional(),
    scale_type: z.enum(['crop_center', 'crop_top', 'fit_horizontal']).optional(),
    size: z.string().optional(),
    corner_radius: z.string().optional(),
    preview: z.boolean().optional(),
  }),
  z.strictObject({
    ...common,
    tag: z.literal('person'),
    user_id: z.string().min(1),
    size: z.string().optional(),
    show_avatar: z.boolean().optional(),
    show_name: z.boolean().optional(),
    style: z.string().optional(),
  }),
  z.strictObject({
    ...common,
    tag: z.literal('person_list'),
    persons: z.array(z.strictObject({ id: z.string() })),
    lines: z.int().optional(),
    drop_invalid_user_id: z.boolean().optional(),
    show_avatar: z.boolean().optional(),
    show_name: z.boolean().optional(),
    size: z.string().optional(),
  }),
  z.strictObject({
    ...common,
    tag: z.literal('column_set'),
    columns: z.array(column),
    flex_mode: z.enum(['none', 'stretch', 'flow', 'bisect', 'trisect']).optional(),
    horizontal_spacing: px.optional(),
    horizontal_align: align.optional(),
    background_style: colour.optional(),
    action: z.unknown().optional(),
  }),
  z.strictObject({
    ...common,
    tag: z.literal('collapsible_panel'),
    header: z.strictObject({
      title: panelTitle,
      icon: icon.optional(),
      icon_position: z.enum(['left', 'right', 'follow_text']).optional(),
      icon_expanded_angle: z
        .union([z.literal(-180), z.literal(-90), z.literal(90), z.literal(180)])
        .optional(),
      background_color: colour.optional(),
      width,
      vertical_align: z.enum(['top', 'center', 'bottom']).optional(),
      padding: edges.optional(),
    }),
    elements: children,
    expanded: z.boolean().optional(),
    border: z.unknown().optional(),
    padding: edges.optional(),
    vertical_spacing: px.optional(),
    background_color: colour.optional(),
  }),
  z.strictObject({
    ...common,
    tag: z.literal('interactive_container'),
    elements: children,
    behaviors: z.array(behavior),
    width,
    height: z.string().optional(),
    background_style: colour.optional(),
    has_border: z.boolean().optional(),
    border_color: colour.optional(),
    corner_radius: z.string().optional(),
    padding: edges.optional(),
    disabled: z.boolean().optional(),
    hover_tips: plain.optional(),
    disabled_tips: plain.optional(),
    confirm,
  }),
  button,
  z.strictObject({ ...common, tag: z.literal('form'), name, elements: children }),
  z.strictObject({
    ...control,
    tag: z.literal('input'),
    default_value: z.string().optional(),
    label: plain.optional(),
    label_position: z.enum(['top', 'left']).optional(),
    input_type: z.enum(['text', 'multiline_text', 'password']).optional(),
    rows: z.int().positive().optional(),
    auto_resize: z.boolean().optional(),
    max_rows: z.int().positive().optional(),
    max_length: z.int().min(1).max(1000).optional(),
  }),
  z.strictObject({ ...select, tag: z.literal('select_static'), options: z.array(option).min(1) }),
  z.strictObject({
    ...control,
    tag: z.literal('multi_select_static'),
    type: z.enum(['default', 'text']).optional(),
    options: z.array(option).min(1),
    selected_values: z.array(z.string()).optional(),
  }),
  z.strictObject({
    ...select,
    tag: z.literal('select_person'),
    options: z.array(z.strictObject({ value: z.string() })).optional(),
  }),
  z.strictObject({ ...control, tag: z.literal('date_picker'), initial_date: z.iso.date().optional() }),
  z.strictObject({
    ...common,
    tag: z.literal('table'),
    columns: z
      .array(
        z.strictObject({
          name,
          display_name: z.string().optional(),
          data_type: z.enum(['text', 'lark_md', 'options', 'number', 'persons', 'date', 'markdown']),
          width,
          horizontal_align: align.optional(),
          vertical_align: z.enum(['top', 'center', 'bottom']).optional(),
          format: z.unknown().optional(),
          date_format: z.string().optional(),
        }),
      )
      .min(1)
      .max(50),
    rows: z.array(z.record(z.string(), z.unknown())),
    page_size: z.int().min(1).max(10).optional(),
    row_height: z.string().optional(),
    row_max_height: z.string().optional(),
    freeze_first_column: z.boolean().optional(),
    header_style: z.unknown().optional(),
  }),
  z.strictObject({
    ...common,
    tag: z.literal('chart'),
    chart_spec: z.record(z.string(), z.unknown()),
    aspect_ratio: z.enum(['1:1', '2:1', '4:3', '16:9']).optional(),
    color_theme: z.string().optional(),
    height: z.string().optional(),
    preview: z.boolean().optional(),
  }),
]);

const headerColour = oneOf(
  'blue wathet turquoise green yellow orange red carmine violet purple indigo grey default',
);
const tagColour = oneOf(
  'neutral blue turquoise lime orange violet indigo wathet green yellow red purple carmine',
);

/** A whole card, each element by itself. */
export const cardSchema = z.strictObject({
  schema: z.literal('2.0'),
  config: z.strictObject({
    update_multi: z.literal(true),
    width_mode: z.enum(['default', 'compact', 'fill']).optional(),
    enable_forward: z.boolean().optional(),
    enable_forward_interaction: z.boolean().optional(),
    summary: z.strictObject({ content: z.string(), i18n_content: z.unknown().optional() }).optional(),
    streaming_mode: z.boolean().optional(),
    streaming_config: z.unknown().optional(),
    style: z.unknown().optional(),
  }),
  card_link: z
    .strictObject({
      url: url.optional(),
      pc_url: url.optional(),
      ios_url: url.optional(),
      android_url: url.optional(),
    })
    .optional(),
  header: z
    .strictObject({
      title: anyText,
      subtitle: anyText.optional(),
      template: headerColour.optional(),
      icon: icon.optional(),
      padding: edges.optional(),
      text_tag_list: z
        .array(z.strictObject({ tag: z.literal('text_tag'), text: plain, color: tagColour.optional() }))
        .max(3)
        .optional(),
    })
    .optional(),
  body: z.strictObject({
    elements: z.array(element),
    direction: z.enum(['vertical', 'horizontal']).optional(),
    padding: edges.optional(),
    vertical_spacing: px.optional(),
    horizontal_spacing: px.optional(),
    horizontal_align: align.optional(),
    vertical_align: z.enum(['top', 'center', 'bottom']).optional(),
  }),
});
