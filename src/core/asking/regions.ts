import type { Article, Issue } from '../bulletin.ts';
import { foldedOf } from '../text.ts';
import { withoutParty } from './unit-names.ts';

/** As much of an issue as units are learnt from. */
export type Contributed = Pick<Issue, 'id' | 'bulletin' | 'office' | 'editorsNote'> & {
  articles: readonly Pick<Article, 'number' | 'units'>[];
};

/** 安庆 and 安庆市 from 中共安庆市委组织部研究室 or 安庆组工信息. */
function regionNames(issue: Contributed): string[] {
  const office = /^(?:中共)?(\p{Script=Han}{2,4}?)([市州盟县区省])(?:委|党工委|人民政府|政府)/u.exec(
    foldedOf(issue.office ?? ''),
  );
  if (office) return [office[1] as string, `${office[1]}${office[2]}`];
  const title = /^(\p{Script=Han}{2,4}?)(?:市|县|区)?(?:组工|组织|党建|人才|工作|干部|信息|简报)/u.exec(
    foldedOf(issue.bulletin),
  );
  return title ? [title[1] as string, `${title[1]}市`] : [];
}

/**
 * The regions of all bulletins, less those that stand as units in the bulletin of another. Where two regions print each
 * other's units, because a bureau of the city wrote in a county's bulletin, the one that more units write for stands above.
 */
export function* regionsOf(issues: readonly Contributed[]): Generator<void, Set<string>> {
  const namesOf = new Map<string, Set<string>>();
  const writersOf = new Map<string, Set<string>>();
  const known = new Map<string, string[]>();
  for (const issue of issues) {
    const series = seriesOf(issue);
    const names = known.get(series) ?? regionNames(issue);
    known.set(series, names);
    // A bulletin that tells no region stands for itself.
    const region = names[0] ?? `《${issue.bulletin}》`;
    if (!namesOf.has(region)) namesOf.set(region, new Set());
    for (const name of names) namesOf.get(region)?.add(name);
    const writers = writersOf.get(region) ?? new Set();
    for (const { units } of issue.articles) for (const unit of units) writers.add(unit);
    writersOf.set(region, writers);
    yield;
  }
  const longest = Math.max(0, ...[...namesOf.keys()].map((name) => name.length));
  const namedBy = (writers: ReadonlySet<string>): Set<string> => {
    const named = new Set<string>();
    for (const printed of writers) {
      const unit = withoutParty(foldedOf(printed));
      for (let length = 2; length <= longest; length++)
        if (namesOf.has(unit.slice(0, length))) named.add(unit.slice(0, length));
    }
    return named;
  };
  const named = new Map([...writersOf].map(([region, writers]) => [region, namedBy(writers)]));
  const isUnitOf = (region: string, other: string): boolean =>
    named.get(other)?.has(region) === true &&
    !(named.get(region)?.has(other) && writersOf.get(region)!.size > writersOf.get(other)!.size);
  const regions = new Set<string>();
  for (const [region, names] of namesOf) {
    const isUnitElsewhere = [...named.keys()].some((other) => other !== region && isUnitOf(region, other));
    if (!isUnitElsewhere) for (const name of names) regions.add(name);
  }
  return regions;
}

/** All that the names of its region are read from. */
export const seriesOf = ({ bulletin, office }: Contributed): string => `${bulletin}\n${office}`;

/** The county a bulletin belongs to, when it is a unit of another bulletin. */
export function homeOf(issue: Contributed, regions: ReadonlySet<string>): string | null {
  const name = regionNames(issue).at(-1);
  return name === undefined || regions.has(name) ? null : name;
}
