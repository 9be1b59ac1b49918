import { z } from 'zod';

/** What the components of a card share: sizes, colours, texts, icons, what a click does. */
export const oneOf = (words: string) => z.enum(words.split(' ') as [string, ...string[]]);
export const px = z.string().regex(/^(-?\d{1,2}px|small|medium|large|extra_large)$/);
export const edges = z.string().regex(/^(-?\d{1,2}px)( -?\d{1,2}px){0,3}$/);
export const colour = z.string().regex(/^[a-z_]+(-\d{2,3})?$/);
export const url = z.string().max(4096);
export const textSize = z
  .string()
  .regex(
    /^(heading(-[0-4])?|normal|notation|xxxx-large|xxx-large|xx-large|x-large|large|medium|small|x-small|[a-z][\w-]*)$/,
  );
export const align = z.enum(['left', 'center', 'right']);

export const common = {
  element_id: z
    .string()
    .regex(/^[A-Za-z]\w{0,19}$/)
    .optional(),
  margin: edges.optional(),
};
export const plain = z.strictObject({
  tag: z.literal('plain_text'),
  content: z.string(),
  text_size: textSize.optional(),
  text_color: colour.optional(),
  text_align: align.optional(),
  lines: z.int().positive().optional(),
});
export const larkMarkdown = z.strictObject({
  ...plain.shape,
  tag: z.literal('lark_md'),
  text_color: z.undefined().optional(),
});
export const anyText = z.union([plain, larkMarkdown]);
export const panelTitle = z.union([
  plain,
  z.strictObject({ ...plain.shape, tag: z.enum(['markdown', 'lark_md']) }),
]);
export const icon = z.strictObject({
  tag: z.enum(['standard_icon', 'custom_icon']),
  token: z.string().optional(),
  img_key: z.string().optional(),
  color: colour.optional(),
  size: z.string().optional(),
});
export const behavior = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('callback'), value: z.record(z.string(), z.unknown()) }),
  z.strictObject({
    type: z.literal('open_url'),
    default_url: url,
    pc_url: url.optional(),
    ios_url: url.optional(),
    android_url: url.optional(),
  }),
]);
export const behaviors = z.array(behavior).optional();
export const confirm = z.strictObject({ title: plain, text: plain }).optional();
export const name = z.string().min(1).max(100);
export const option = z.strictObject({ text: plain, value: z.string().min(1), icon: icon.optional() });
export const width = z.string().optional();
