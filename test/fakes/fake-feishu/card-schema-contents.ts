import { z } from 'zod';
import { align, anyText, common, icon, name, plain, textSize, width } from './card-schema-parts.ts';

/** What is only read. */
export const contents = [
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
] as const;
