/** Every engine of the bench by its name in the tables, our own first: ratios are against it. */
export const engineNames = [
  'postings',
  'minisearch (words + bigrams)',
  'minisearch',
  'orama',
  'flexsearch',
  'sqlite fts5',
] as const;
export type EngineName = (typeof engineNames)[number];

/** Larger collections take some of them more memory or more than an hour. */
export const mostPassages: Record<EngineName, number> = {
  postings: Number.POSITIVE_INFINITY,
  'minisearch (words + bigrams)': 20_000,
  minisearch: 100_000,
  orama: 100_000,
  flexsearch: 100_000,
  'sqlite fts5': Number.POSITIVE_INFINITY,
};
