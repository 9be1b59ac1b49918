import { foldedOf } from '../text.ts';

/** Lists of speakers in an editor's note: the only place where a unit is looked for outside the by-lines. */
const NAMED_IN_LIST =
  /(?:\p{Script=Han}{2,4}?(?:市|县|区)委(?:组织部|宣传部|统战部)?|市\p{Script=Han}{2,10}?(?:局|委|办|院)(?:党委|党组)?|\p{Script=Han}{2,8}?(?:大学|学院|学校|中学|医院|开发区|高新区|经开区|园区)(?:党委|党工委|党组|党总支)|[\p{Script=Han}（）()]{4,30}?(?:公司|集团)(?:党委|党支部|党总支))$/u;

/** Units that stand in lists of speakers. An editor's note is read once, however often the library is put together again. */
const listedInNotes = new WeakMap<readonly string[], string[]>();

export function listedIn(note: readonly string[]): string[] {
  const known = listedInNotes.get(note) ?? note.flatMap(listedUnits);
  listedInNotes.set(note, known);
  return known;
}

function listedUnits(paragraph: string): string[] {
  const names: string[] = [];
  for (const piece of foldedOf(paragraph).split(/[、,;。:]|和|及/u)) {
    const name = NAMED_IN_LIST.exec(piece.replace(/(?:等)?\d+(?:家|个).*$|(?:等|作了|作|在会上).*$/u, ''));
    if (name) names.push(name[0]);
  }
  return names;
}
