import type { Issue } from '../bulletin.ts';
import { sectionsOf } from '../bulletin.ts';
import type { ChineseText } from '../ports.ts';
import { foldText } from '../text.ts';

/** The words of a library that a question may mean when it spells them wrongly. */
export interface Vocabulary {
  /** Coined names (奔桐计划, 一码畅享), folded. */
  coined: ReadonlySet<string>;
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
const TITLED = /《([^《》]{2,30})》/gu;
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

/** The titles of documents an issue quotes in 《 》, folded. */
export function quotedTitles(text: string): string[] {
  return [...text.matchAll(TITLED)].map(([, title]) => foldText(title as string).folded);
}

/** Collects what a question may have meant. `names` are terms and units' names. */
export function createVocabulary(
  coined: ReadonlySet<string>,
  names: Iterable<string>,
  { words, stopwords }: { words: LibraryWords; stopwords: ReadonlySet<string> },
  chinese: ChineseText,
): Vocabulary {
  const own = new Set([...coined, ...names]);
  const nameSounds = bySound(own, chinese);
  let stopSounds: Map<string, string[]> | null = null;
  let fuzzySounds: Map<string, string> | null = null;
  return {
    coined,
    abbreviations: abbreviationsOf(coined),
    async known(asked) {
      const known = asked.filter((word) => own.has(word) || stopwords.has(word));
      return new Set([...known, ...(await words.known(asked.filter((word) => !own.has(word))))]);
    },
    namesSounding: (sound) => nameSounds.get(sound) ?? [],
    async spelt(sounds) {
      stopSounds ??= bySound(stopwords, chinese);
      fuzzySounds ??= new Map([...nameSounds].map(([sound, [name]]) => [blur(sound), name as string]));
      const inLibrary = await words.sounding(sounds.filter((sound) => !nameSounds.has(sound)));
      const spelt = new Map<string, string>();
      for (const sound of sounds) {
        const word =
          nameSounds.get(sound)?.[0] ??
          inLibrary.get(sound) ??
          stopSounds.get(sound)?.[0] ??
          fuzzySounds.get(blur(sound));
        if (word !== undefined) spelt.set(sound, word);
      }
      return spelt;
    },
  };
}

/** What southern speakers write alike: n and ng, z and zh, c and ch, s and sh. Only long names are matched this loosely. */
function blur(sound: string): string {
  return sound.length < 8 ? sound : sound.replace(/ng/gu, 'n').replace(/([zcs])h/gu, '$1');
}

function bySound(words: Iterable<string>, chinese: ChineseText): Map<string, string[]> {
  const sounds = new Map<string, string[]>();
  for (const word of words) {
    const sound = soundOf(word, chinese);
    if (sound === null) continue;
    const same = sounds.get(sound);
    if (same === undefined) sounds.set(sound, [word]);
    else same.push(word);
  }
  return sounds;
}

/** Names are sounded out again with every issue that is published; working a sound out takes some microseconds. */
const knownSounds = new WeakMap<ChineseText, Map<string, string | null>>();

/** Toneless pinyin of a word, syllables joined; null for what is no word of 2 to 12 Han characters. */
export function soundOf(word: string, chinese: ChineseText): string | null {
  const known = knownSounds.get(chinese) ?? new Map<string, string | null>();
  knownSounds.set(chinese, known);
  let sound = known.get(word);
  if (sound === undefined) {
    sound = /^\p{Script=Han}{2,12}$/u.test(word) ? chinese.pinyin(word).join('') : null;
    known.set(word, sound);
  }
  return sound;
}

/** 奔桐计划 is also called 奔桐: what stands before 计划, 行动, 工程 … */
function abbreviationsOf(names: ReadonlySet<string>): Map<string, string[]> {
  const abbreviations = new Map<string, string[]>();
  for (const name of names) {
    // Few names end like these, and there may be a hundred thousand.
    if (!SCHEME_ENDINGS.has(name.at(-1) as string)) continue;
    const short = SCHEME.exec(name)?.[1];
    if (short === undefined) continue;
    const same = abbreviations.get(short);
    if (same === undefined) abbreviations.set(short, [name]);
    else same.push(name);
  }
  return abbreviations;
}

const SCHEME = /^(.{2,6})(?:计划|行动|工程|工作法|模式|机制|制度|品牌|活动|平台|方案|新政)$/u;
const SCHEME_ENDINGS = new Set('划动程法式制度牌台案政');
