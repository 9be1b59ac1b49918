/** The frequency nodejieba gives a new word: the median of the dictionary. */
export const MEDIAN_FREQUENCY = 3;
