import { inOneGo } from './in-one-go.ts';
import { listedIn } from './listed-units.ts';
import { type Contributed, homeOf, regionsOf, seriesOf } from './regions.ts';
import { readUnit, type Unit } from './unit-names.ts';

export interface Gazetteer {
  units: Unit[];
  /** Names of the regions whose bulletins these are (安庆, 安庆市): they tell nothing about which unit is meant. */
  regions: Set<string>;
  /** Units of an article: `issueId#articleNumber`. */
  unitsOf(issueId: string, articleNumber: number): Unit[];
  /** Those and the places their offices belong to: all units that have the article among theirs, in the order of `units`. */
  ownersOf(issueId: string, articleNumber: number): Unit[];
  /** Units named in folded text, each with the place of the name, in order; longer names win over shorter ones. */
  find(folded: string): { unit: Unit; start: number; end: number }[];
  /** Takes in the articles of an issue that names nothing but units which are known: see `createLiveGazetteer`. */
  contribute(issue: Contributed): void;
  /** Takes out the articles of an issue. */
  withdraw(issue: Contributed): void;
}

/**
 * Learns the units of a library from its by-lines and from the lists of speakers in its editor's notes.
 * `offices` are groups of names for one kind of office (人社局=人力资源和社会保障局), without a level in front.
 */
export function createGazetteer(
  issues: readonly Contributed[],
  offices: readonly (readonly string[])[],
): Gazetteer {
  return inOneGo(learnGazetteer(issues, offices));
}

/** The same issue by issue, so that a large library need not be learnt in one go. */
export function* learnGazetteer(
  issues: readonly Contributed[],
  offices: readonly (readonly string[])[],
): Generator<void, Gazetteer> {
  const regions = yield* regionsOf(issues);
  const units = new Map<string, Unit>();
  const byArticle = new Map<string, Unit[]>();
  const learnt = new Map<string, Unit | null>();
  const homes = new Map<string, string | null>();
  const learn = (printed: string): Unit | null => {
    let unit = learnt.get(printed);
    if (unit === undefined) {
      unit = learnNew(printed);
      learnt.set(printed, unit);
    }
    return unit;
  };
  const learnNew = (printed: string): Unit | null => {
    const read = readUnit(printed, regions, offices);
    if (read === null) return null;
    const known = units.get(read.name);
    if (known === undefined) {
      units.set(read.name, read);
      return read;
    }
    known.aliases = [...new Set([...known.aliases, ...read.aliases])];
    return known;
  };
  const contribute = (issue: Contributed): void => {
    // A county's own bulletin is the county's, whichever of its villages and bureaus wrote in it.
    const series = seriesOf(issue);
    if (!homes.has(series)) homes.set(series, homeOf(issue, regions));
    const home = homes.get(series) ?? null;
    for (const article of issue.articles) {
      const ref = `${issue.id}#${article.number}`;
      const ofArticle = article.units.map(learn).filter((unit) => unit !== null);
      const owner = home === null ? null : learn(`${home}委组织部`);
      if (owner) ofArticle.push(owner);
      for (const unit of ofArticle) unit.articles.add(ref);
      byArticle.set(ref, ofArticle);
    }
  };
  for (const issue of issues) {
    contribute(issue);
    yield;
  }
  for (const issue of issues) {
    for (const name of listedIn(issue.editorsNote)) learn(name);
  }
  // 桐城市公安局 and 桐城市范岗镇 belong to 桐城市: who asks about the city is answered from its bureaus and towns, too.
  const places = [...units.values()].filter(({ kind }) => kind === 'place');
  const placeOf = new Map<Unit, Unit>();
  for (const unit of units.values()) {
    const place = places.find((other) => other !== unit && unit.name.startsWith(other.name));
    if (unit.kind === 'company' || !place) continue;
    placeOf.set(unit, place);
    for (const ref of unit.articles) place.articles.add(ref);
  }
  const order = new Map([...units.values()].map((unit, i) => [unit, i]));
  const byAlias = indexAliases(units.values());
  const longest = Math.max(0, ...[...byAlias.keys()].map((alias) => alias.length));
  return {
    units: [...units.values()],
    regions,
    unitsOf: (issueId, articleNumber) => byArticle.get(`${issueId}#${articleNumber}`) ?? [],
    ownersOf(issueId, articleNumber) {
      const owners = new Set<Unit>();
      for (const unit of byArticle.get(`${issueId}#${articleNumber}`) ?? []) {
        owners.add(unit);
        const above = placeOf.get(unit);
        if (above) owners.add(above);
      }
      return [...owners].sort((a, b) => order.get(a)! - order.get(b)!);
    },
    contribute(issue) {
      contribute(issue);
      for (const { number } of issue.articles) {
        const ref = `${issue.id}#${number}`;
        for (const unit of byArticle.get(ref) ?? []) placeOf.get(unit)?.articles.add(ref);
      }
    },
    withdraw(issue) {
      for (const { number } of issue.articles) {
        const ref = `${issue.id}#${number}`;
        for (const unit of byArticle.get(ref) ?? []) {
          unit.articles.delete(ref);
          placeOf.get(unit)?.articles.delete(ref);
        }
        byArticle.delete(ref);
      }
    },
    find(folded) {
      const found: { unit: Unit; start: number; end: number }[] = [];
      for (let start = 0; start < folded.length; start++) {
        for (let length = Math.min(longest, folded.length - start); length >= 2; length--) {
          const matched = byAlias.get(folded.slice(start, start + length));
          if (matched === undefined) continue;
          for (const unit of matched) found.push({ unit, start, end: start + length });
          start += length - 1;
          break;
        }
      }
      return found;
    },
  };
}

function indexAliases(units: Iterable<Unit>): Map<string, Unit[]> {
  const byAlias = new Map<string, Unit[]>();
  for (const unit of units) {
    for (const alias of unit.aliases) byAlias.set(alias, [...(byAlias.get(alias) ?? []), unit]);
  }
  // 澜江大学 is the university even where its party committee shares an article with a company of that name.
  for (const [alias, matched] of byAlias) {
    const places = matched.filter(({ kind }) => kind === 'place');
    if (places.length > 0 && places.length < matched.length) byAlias.set(alias, places);
  }
  return byAlias;
}
