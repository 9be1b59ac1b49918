import type { ChineseText } from '../ports.ts';
import { createSounds, type Sounds } from './sounds.ts';

/** Coined names (奔桐计划, 一码畅享) of a library, folded. There may be a hundred thousand: none of this looks at each. */
export interface CoinedNames {
  has(name: string): boolean;
  /** True for three characters and more of a longer name: 一表通 of 岫里一表通. */
  isPartOfOne(text: string): boolean;
  /** Short forms to the names they stand for: 奔桐 to 奔桐计划. */
  readonly abbreviations: ReadonlyMap<string, readonly string[]>;
  /** How long names are, in UTF-16 units. */
  readonly lengths: ReadonlySet<number>;
  /** Names as long as `typed` that share its first or its second half, with their place in the order they came. */
  resembling(typed: string): readonly NameInOrder[];
  /** How they sound. */
  soundsIn(chinese: ChineseText): Pick<Sounds, 'sounding' | 'alike'>;
}

export interface NameInOrder {
  name: string;
  order: number;
}

/** The same as issues come and go: a name stays as long as one of them has it. */
export interface ChangingCoinedNames extends CoinedNames {
  add(names: Iterable<string>): void;
  remove(names: Iterable<string>): void;
}

/** What stands before these is a name by itself: 奔桐 of 奔桐计划. */
const SCHEME = /^(.{2,6})(?:计划|行动|工程|工作法|模式|机制|制度|品牌|活动|平台|方案|新政)$/u;
/** Shortest text that stands for a longer name of which it is a part. */
const SHORTEST_PART = 3;

export function createCoinedNames(names: Iterable<string> = []): ChangingCoinedNames {
  const known = new Map<string, { issues: number; order: number }>();
  const abbreviations = new Map<string, string[]>();
  /** A half such as 计划 may be that of thousands: each goes without a look at the others. */
  const byHalf = new Map<string, Map<string, NameInOrder>>();
  const byLength = new Map<number, number>();
  let sounds: Sounds | null = null;
  /** All names, a line feed between them: to look through them is to look through one string. */
  let joined: string | null = null;
  let last = 0;

  const addOne = (name: string): void => {
    const before = known.get(name);
    if (before !== undefined) {
      before.issues++;
      return;
    }
    const order = last++;
    known.set(name, { issues: 1, order });
    byLength.set(name.length, (byLength.get(name.length) ?? 0) + 1);
    for (const half of halvesOf(name)) {
      const same = byHalf.get(half) ?? new Map<string, NameInOrder>();
      byHalf.set(half, same.set(name, { name, order }));
    }
    const short = SCHEME.exec(name)?.[1];
    if (short !== undefined) abbreviations.set(short, [...(abbreviations.get(short) ?? []), name]);
    sounds?.add(name);
    if (joined !== null) joined += `\n${name}`;
  };
  const removeOne = (name: string): void => {
    const before = known.get(name);
    if (before === undefined || --before.issues > 0) return;
    known.delete(name);
    const left = (byLength.get(name.length) ?? 0) - 1;
    if (left === 0) byLength.delete(name.length);
    else byLength.set(name.length, left);
    for (const half of halvesOf(name)) {
      const same = byHalf.get(half);
      same?.delete(name);
      if (same?.size === 0) byHalf.delete(half);
    }
    const short = SCHEME.exec(name)?.[1];
    if (short !== undefined) {
      const rest = (abbreviations.get(short) ?? []).filter((other) => other !== name);
      if (rest.length > 0) abbreviations.set(short, rest);
      else abbreviations.delete(short);
    }
    sounds?.remove(name);
    joined = null;
  };
  const changing: ChangingCoinedNames = {
    has: (name) => known.has(name),
    isPartOfOne(text) {
      if (text.length < SHORTEST_PART || known.has(text)) return false;
      joined ??= [...known.keys()].join('\n');
      return joined.includes(text);
    },
    abbreviations,
    get lengths() {
      return new Set(byLength.keys());
    },
    resembling(typed) {
      const [first, second] = halvesOf(typed);
      const found = byHalf.get(first);
      const others = [...(byHalf.get(second)?.values() ?? [])];
      return [...(found?.values() ?? []), ...others.filter(({ name }) => !found?.has(name))];
    },
    soundsIn(chinese) {
      sounds ??= createSounds(chinese, known.keys());
      return sounds;
    },
    add(more) {
      for (const name of more) addOne(name);
    },
    remove(fewer) {
      for (const name of fewer) removeOne(name);
    },
  };
  changing.add(names);
  return changing;
}

/** The halves of a name with what they are halves of. */
function halvesOf(name: string): [string, string] {
  const half = name.length >> 1;
  return [`${name.length} ${name.slice(0, half)} `, `${name.length}  ${name.slice(half)}`];
}
