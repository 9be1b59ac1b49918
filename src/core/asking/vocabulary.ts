import type { Issue } from '../bulletin.ts';
import { sectionsOf } from '../bulletin.ts';
import type { ChineseText } from '../ports.ts';
import { foldText } from '../text.ts';
import type { CoinedNames } from './coined-names.ts';
import { createSounds, type Sounds } from './sounds.ts';

/** The words of a library that a question may mean when it spells them wrongly. */
export interface Vocabulary {
  coined: CoinedNames;
  /** Short forms to the names they stand for: 奔桐 to 奔桐计划. */
  abbreviations: ReadonlyMap<string, readonly string[]>;
  /** Those of `words` that are names, names of units, or stand in the library. */
  known(words: readonly string[]): Promise<ReadonlySet<string>>;
  /** Names and units whose toneless pinyin, syllables joined, is `sound`. */
  namesSounding(sound: string): readonly string[];
  /** For each toneless pinyin the name, unit or most frequent word of the library that it spells, if any. */
  spelt(sounds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** The words of two and more characters that stand in a library. There are many: a database looks up what is asked. */
export interface LibraryWords {
  /** Those of `words` that stand in it. */
  known(words: readonly string[]): Promise<Iterable<string>>;
  /** The most frequent word for each toneless pinyin, if any. */
  sounding(sounds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** What stands in “ ”, 2 to 12 characters without a stop: a coined name, as a rule. */
const QUOTED = /[“「『]([^“”「」『』，。；：！？、\s]{2,12})[”」』]/gu;
const SHORT_FORM = /(?:以下)?简称(?:为)?[:：]?[“「]?([\p{L}\p{N}]{2,12})[”」]?/gu;

/** Every coined name of an issue, folded. They become words of the segmenter when the issue is indexed. */
export function coinedNames(issue: Pick<Issue, 'editorsNote' | 'articles'>): Set<string> {
  const names = new Set<string>();
  const texts = [...issue.editorsNote];
  for (const article of issue.articles) {
    texts.push(article.title);
    for (const { path, paragraphs } of sectionsOf(article)) texts.push(path.at(-1) ?? '', ...paragraphs);
  }
  for (const text of texts) {
    for (const [, name] of text.matchAll(QUOTED)) names.add(foldText(name as string).folded);
    for (const [, name] of text.matchAll(SHORT_FORM)) names.add(foldText(name as string).folded);
  }
  for (const name of names) if (!/\p{Script=Han}/u.test(name)) names.delete(name);
  return names;
}

/** Names of units are the same from issue to issue. */
const soundsOfNames = new WeakMap<ReadonlySet<string>, Sounds>();

/** Collects what a question may have meant. `names` are terms and units' names. */
export function createVocabulary(
  coined: CoinedNames,
  names: ReadonlySet<string>,
  { words, stopwords }: { words: LibraryWords; stopwords: ReadonlySet<string> },
  chinese: ChineseText,
): Vocabulary {
  const sounds = soundsOfNames.get(names) ?? createSounds(chinese, names);
  soundsOfNames.set(names, sounds);
  const coinedSounds = coined.soundsIn(chinese);
  const isName = (word: string): boolean => coined.has(word) || names.has(word);
  const namesSounding = (sound: string): string[] => [
    ...coinedSounds.sounding(sound),
    ...sounds.sounding(sound).filter((name) => !coined.has(name)),
  ];
  /** The last sound that is alike, coined names' before those that only other names have. */
  const nameSoundingAlike = (sound: string): string | undefined => {
    const alike =
      sounds.alike(sound).findLast((other) => coinedSounds.sounding(other).length === 0) ??
      coinedSounds.alike(sound).at(-1);
    return alike === undefined ? undefined : namesSounding(alike)[0];
  };
  let stopSounds: Sounds | null = null;
  return {
    coined,
    abbreviations: coined.abbreviations,
    async known(asked) {
      const known = asked.filter((word) => isName(word) || stopwords.has(word));
      return new Set([...known, ...(await words.known(asked.filter((word) => !isName(word))))]);
    },
    namesSounding,
    async spelt(asked) {
      stopSounds ??= createSounds(chinese, stopwords);
      const inLibrary = await words.sounding(asked.filter((sound) => namesSounding(sound).length === 0));
      const spelt = new Map<string, string>();
      for (const sound of asked) {
        const word =
          namesSounding(sound)[0] ??
          inLibrary.get(sound) ??
          stopSounds.sounding(sound)[0] ??
          nameSoundingAlike(sound);
        if (word !== undefined) spelt.set(sound, word);
      }
      return spelt;
    },
  };
}
