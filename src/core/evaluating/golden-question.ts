import { z } from 'zod';

/** A golden question (标准问题): one line of `questions.jsonl`. The fields are described in `data/README.md`. */
export const goldenQuestion = z.object({
  id: z.string(),
  q: z.string(),
  kind: z.string(),
  context: z.array(z.string()).default([]),
  asOf: z.iso.date().optional(),
  gold: z.array(z.string()).default([]),
  key: z.array(z.string()).default([]),
  all: z.boolean().default(false),
  unit: z.string().optional(),
  issue: z.string().optional(),
  answerKind: z
    .union([z.string(), z.array(z.string())])
    .transform((kinds) => [kinds].flat())
    .optional(),
  items: z.array(z.string()).default([]),
  total: z.number().optional(),
  unanswerable: z.boolean().default(false),
  related: z.array(z.string()).default([]),
});

export type GoldenQuestion = z.infer<typeof goldenQuestion>;
