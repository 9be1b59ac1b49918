/**
 * Every number that ranking, quoting and refusing depend on, with its meaning, range, source and the figure that chose
 * it. Figures marked «dev» are from the runs in `src/README.md`.
 */

export const ranking = {
  /** BM25 saturation of term frequency, 0 (none) to about 2. Chosen with `b` on policy passages: R@1 +.8 to +1.5. */
  k1: 0.9,
  /** BM25 length normalisation, 0 to 1. */
  b: 0.4,
  /** Weight of the character space beside words and bigrams (1 each): R@1 +.2. */
  characters: 0.3,
  /** Weight of the same score over the whole article: R@5 +2.8 on policy passages. */
  article: 0.7,
  /** A synonym counts this share of what the word itself would. */
  synonym: 0.6,
} as const;

export const quoting = {
  /** Longest excerpt, in UTF-16 units. */
  longest: 200,
  /** Longest run of sentences that is chosen as one, as a share of `longest`; the text around it fills the rest. */
  core: 0.6,
  /** Share of a synonym in choosing the sentence. */
  synonym: 0.8,
  /** A sentence is about the question when it holds this share of what the best sentence of its passage holds. */
  aboutIt: 0.6,
  /** What a sentence that holds the figure, date or name asked for gains over one that does not. */
  answering: 1.5,
  /** What one gains that holds what such answers usually hold. */
  preferred: 1.2,
  /** What one gains whose figure, date, name or place stands right beside the words of the question. */
  near: 1,
} as const;

export const showing = {
  /** Passages asked of the engine. */
  candidates: 150,
  /** A term in more than this share of all passages is not looked for when rarer ones are there. */
  frequent: 0.3,
  /** Passages of the ranking that are read sentence by sentence. */
  judged: 40,
  /** The same where units are compared with each other. */
  judgedToCompare: 200,
  /** Share of the best strength from which on a newer passage goes first, where the newest is asked for. */
  newer: 0.5,
  /** The same for an older one where it is asked when something began. */
  older: 0.3,
  /** The same for a how-many question that names no time. */
  newerFigure: 0.8,
  /** Excerpts on a card. */
  most: 4,
  /** Share of a question a passage of a named unit must hold to stand beside those that answer. */
  besideCoverage: 0.3,
  /** The same where no unit is named. */
  besideOthers: 0.45,
  /** Units side by side in a comparison. */
  sides: 6,
  /** Units, periods or schemes named in one question that are looked up, each for itself: the counties of a city. */
  mostNamed: 10,
  /** How much the coverage of the best sentence adds to the rank of its passage. */
  core: 1,
  /** Power of the share of the question that a passage holds. */
  coverage: 0.5,
  /** What the first passage of an article, which sums it up, gains where it is only asked what something is. */
  lead: 1.2,
  /**
   * What the first passage of an article gains over the others of the same article where it is asked what, where, who or
   * which ones: CMRC first excerpt +.9, other sets ±.2.
   */
  introducing: 1.28,
  /** What a passage gains whose article has a coined name of the question in its title. */
  named: 1.3,
  /** What a passage gains whose best sentence holds what such answers usually hold. */
  preferred: 1.25,
  /** What a passage gains whose figure, date, name or place stands right beside the words of the question. */
  near: 0.5,
  /** What remains of a passage that is only printed in the period asked for. */
  merelyPrinted: 0.5,
  /** What remains of a passage that tells a plan where a figure is asked for. */
  merelyPlanned: 0.6,
  /** What remains of a passage of the editor's note or the colophon. */
  outsideArticles: 0.8,
  /** Share of the best score below which a further excerpt is not worth showing. */
  least: 0.4,
} as const;

export const refusing = {
  /** Share of the question's idf mass a passage must hold to answer. */
  coverage: 0.5,
  /** From this share on a passage answers though the deed that is asked about is put in other words. */
  sure: 0.74,
  /** The same for a question that leans on the one before. */
  carriedCoverage: 0.35,
  /** The same for a passage that is merely related. */
  related: 0.25,
} as const;

export const understanding = {
  /** Weight, in ordering only, of a word that says nothing of what is asked and yet stands in many answers, 0 to 1. */
  filler: 1,
  /** Weight of a word so common in this field that it says little (工作, 开展), 0 to 1. */
  weakWord: 0.35,
  /** Share of its mass that a word keeps which stands nowhere in the library, nor any synonym of it, 0 to 1. */
  unknownWord: 0.8,
  /** Weight of words taken over from an earlier question, 0 to 1. */
  carriedWord: 0.6,
  /** Informative words of a question that are looked for, each once: three times what a long question has. */
  mostWords: 40,
  /** How much of a word its synonym covers, 0 to 1. */
  synonymCovers: 0.9,
  /** How much a coined name covers that stands elsewhere in the article, 0 to 1. */
  nameInArticle: 0.85,
  /** How much of a word its parts cover when most of them stand in the text, 0 to 1. */
  partCovers: 0.7,
} as const;

export const listing = {
  /** Items on a page. */
  page: 10,
  /** Share of a topic's idf mass a passage must hold for its article to be on the topic. */
  coverage: 0.75,
} as const;
