import type { ChineseText } from '../ports.ts';

/** Words by their sound: toneless pinyin, syllables joined. */
export interface Sounds {
  /** A word that is no run of 2 to 12 Han characters has no sound here. */
  add(word: string): void;
  remove(word: string): void;
  /** Words that sound so, in the order they came. */
  sounding(sound: string): readonly string[];
  /** Sounds of words that southern speakers take for this one, in the order they came. Only long ones are matched so loosely. */
  alike(sound: string): readonly string[];
}

export function createSounds(chinese: ChineseText, words: Iterable<string> = []): Sounds {
  const bySound = new Map<string, string[]>();
  const byBlurred = new Map<string, string[]>();
  const sounds: Sounds = {
    add(word) {
      const sound = soundOf(word, chinese);
      if (sound === null) return;
      const same = bySound.get(sound);
      if (same !== undefined) {
        same.push(word);
        return;
      }
      bySound.set(sound, [word]);
      const blurred = blur(sound);
      byBlurred.set(blurred, [...(byBlurred.get(blurred) ?? []), sound]);
    },
    remove(word) {
      const sound = soundOf(word, chinese);
      if (sound === null) return;
      const rest = (bySound.get(sound) ?? []).filter((other) => other !== word);
      if (rest.length > 0) {
        bySound.set(sound, rest);
        return;
      }
      bySound.delete(sound);
      const blurred = blur(sound);
      const others = (byBlurred.get(blurred) ?? []).filter((other) => other !== sound);
      if (others.length > 0) byBlurred.set(blurred, others);
      else byBlurred.delete(blurred);
    },
    sounding: (sound) => bySound.get(sound) ?? [],
    alike: (sound) => byBlurred.get(blur(sound)) ?? [],
  };
  for (const word of words) sounds.add(word);
  return sounds;
}

/** What southern speakers write alike: n and ng, z and zh, c and ch, s and sh. */
function blur(sound: string): string {
  return sound.length < 8 ? sound : sound.replace(/ng/gu, 'n').replace(/([zcs])h/gu, '$1');
}

/** Words are sounded out again when the library is put together again; working a sound out takes some microseconds. */
const knownSounds = new WeakMap<ChineseText, Map<string, string | null>>();

/** Toneless pinyin of a word, syllables joined; null for what is no run of 2 to 12 Han characters. */
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
