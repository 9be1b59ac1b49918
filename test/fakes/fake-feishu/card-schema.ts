import { z } from 'zod';
import { contents } from './card-schema-contents.ts';
import { controls } from './card-schema-controls.ts';
import {
  align,
  anyText,
  behavior,
  colour,
  common,
  confirm,
  edges,
  icon,
  name,
  oneOf,
  panelTitle,
  plain,
  px,
  url,
  width,
} from './card-schema-parts.ts';

const children = z.lazy(() => z.array(element));

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
const element: z.ZodType = z.discriminatedUnion('tag', [
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
  z.strictObject({ ...common, tag: z.literal('form'), name, elements: children }),
  ...contents,
  ...controls,
]);

const headerColour = oneOf(
  'blue wathet turquoise green yellow orange red carmine violet purple indigo grey default',
);
const tagColour = oneOf(
  'neutral blue turquoise lime orange violet indigo wathet green yellow red purple carmine',
);

/**
 * A whole card as JSON 2.0: the properties each component knows, which of them it needs, and their values. A property
 * that is not named here is an error (200621), as it is for the platform.
 * https://open.feishu.cn/document/feishu-cards/card-json-v2-structure and the page of each component, 2026-11-22.
 */
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
