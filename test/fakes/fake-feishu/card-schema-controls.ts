import { z } from 'zod';
import { behaviors, common, confirm, icon, name, oneOf, option, plain, width } from './card-schema-parts.ts';

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

/** What is clicked or filled in. */
export const controls = [
  button,
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
] as const;
