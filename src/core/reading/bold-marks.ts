/** A single 市, 县 … between two pairs of asterisks is what is left of a masked place name, not bold. */
const masked = /^[省市县区镇乡村某]/u;

/**
 * Takes `**…**` out of a text and remembers where it was. Asterisks without a partner, and `**市` standing for a
 * masked name, stay. `bold` are the ranges known already.
 */
export function stripBoldMarks(
  text: string,
  bold: readonly (readonly [number, number])[],
): { text: string; bold: [number, number][] } {
  const ranges: [number, number][] = [];
  /** Positions of removed characters in `text`, ascending. */
  const removed: number[] = [];
  for (const match of text.matchAll(/\*\*(?=\S)([^*]{1,200}?)(?<=\S)\*\*(?!\*)/gu)) {
    const inner = match[1]!;
    if (masked.test(inner)) continue;
    const start = match.index;
    const end = start + 2 + inner.length;
    removed.push(start, start + 1, end, end + 1);
    ranges.push([start + 2, end]);
  }
  if (removed.length === 0) return { text, bold: merge(bold) };
  const gone = new Set(removed);
  const before = new Array<number>(text.length + 1);
  let kept = 0;
  let stripped = '';
  for (let index = 0; index <= text.length; index += 1) {
    before[index] = kept;
    if (index < text.length && !gone.has(index)) {
      stripped += text[index];
      kept += 1;
    }
  }
  const moved = [...bold, ...ranges].map(([start, end]): [number, number] => [before[start]!, before[end]!]);
  return { text: stripped, bold: merge(moved) };
}

function merge(ranges: readonly (readonly [number, number])[]): [number, number][] {
  const merged: [number, number][] = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}
