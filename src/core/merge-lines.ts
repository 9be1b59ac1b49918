import { diffArrays } from 'diff';

/**
 * `local` with the changes that lead from `before` to `now`, line by line: what both leave alone stays where it is, what
 * either takes out is gone, what either puts in is there once. A line that both change is there in both forms. Merging
 * the outcome again changes nothing.
 */
export function mergeLines(local: string, { before, now }: { before: string; now: string }): string {
  const base = linesOf(before);
  const here = editsOf(base, linesOf(local));
  const there = editsOf(base, linesOf(now));
  const putInHere = new Set([...here.putIn.values()].flat());
  const merged: string[] = [];
  for (let at = 0; at <= base.length; at++) {
    merged.push(...(there.putIn.get(at) ?? []).filter((line) => !putInHere.has(line)));
    merged.push(...(here.putIn.get(at) ?? []));
    if (at < base.length && here.keeps.has(at) && there.keeps.has(at)) merged.push(base[at] as string);
  }
  return merged.map((line) => `${line}\n`).join('');
}

/** The lines of a text, whatever ends them. */
export function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/u);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** Which lines of `base` are left, and what stands before each of them (after the last, at its length). */
function editsOf(base: string[], changed: string[]) {
  const keeps = new Set<number>();
  const putIn = new Map<number, string[]>();
  let at = 0;
  for (const { added, removed, value } of diffArrays(base, changed)) {
    if (added) {
      putIn.set(at, [...(putIn.get(at) ?? []), ...value]);
      continue;
    }
    if (!removed) for (let i = at; i < at + value.length; i++) keeps.add(i);
    at += value.length;
  }
  return { keeps, putIn };
}
