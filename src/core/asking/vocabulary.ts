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
  /** True for a name, a unit's name or a word that stands in the library. */
  knows(word: string): boolean;
  /** Names and units whose toneless pinyin, syllables joined, is `sound`. */
  namesSounding(sound: string): readonly string[];
  /** The name, unit or most frequent word of the library that `pinyin` spells; null for none. */
  spelt(pinyin: string): string | null;
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

/**
 * Collects what a question may have meant. `names` are terms and units' names; `words` gives the words of
 * the library, most frequent first. Sounds of words are worked out when first asked for: it takes some 50 ms.
 */
export function createVocabulary(
  coined: ReadonlySet<string>,
  names: Iterable<string>,
  words: () => Iterable<string>,
  chinese: ChineseText,
): Vocabulary {
  const known = new Set([...coined, ...names]);
  const nameSounds = bySound(known, chinese);
  let wordSounds: Map<string, string[]> | null = null;
  let fuzzySounds: Map<string, string> | null = null;
  let inLibrary: Set<string> | null = null;
  const library = (): Set<string> => {
    inLibrary ??= new Set(words());
    return inLibrary;
  };
  return {
    coined,
    abbreviations: abbreviationsOf(coined),
    knows: (word) => known.has(word) || library().has(word),
    namesSounding: (sound) => nameSounds.get(sound) ?? [],
    spelt(pinyin) {
      wordSounds ??= bySound(library(), chinese);
      fuzzySounds ??= new Map([...nameSounds].map(([sound, [name]]) => [blur(sound), name as string]));
      return (
        nameSounds.get(pinyin)?.[0] ?? wordSounds.get(pinyin)?.[0] ?? fuzzySounds.get(blur(pinyin)) ?? null
      );
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
    if (!/^\p{Script=Han}{2,12}$/u.test(word)) continue;
    const sound = chinese.pinyin(word).join('');
    sounds.set(sound, [...(sounds.get(sound) ?? []), word]);
  }
  return sounds;
}

/** 奔桐计划 is also called 奔桐: what stands before 计划, 行动, 工程 … */
function abbreviationsOf(names: ReadonlySet<string>): Map<string, string[]> {
  const abbreviations = new Map<string, string[]>();
  for (const name of names) {
    const short = /^(.{2,6})(?:计划|行动|工程|工作法|模式|机制|制度|品牌|活动|平台|方案|新政)$/u.exec(
      name,
    )?.[1];
    if (short !== undefined) abbreviations.set(short, [...(abbreviations.get(short) ?? []), name]);
  }
  return abbreviations;
}
