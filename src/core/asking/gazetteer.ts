import type { Article, Issue } from '../bulletin.ts';
import { foldText } from '../text.ts';

/** A unit as people name it: a county with all its offices, a bureau, a company, a school. */
export interface Unit {
  /** The name shown: 桐城市, 澜州市公安局, 国汽大有时空科技. */
  name: string;
  /** Everything a question may call it, folded. */
  aliases: string[];
  /** 县市区 come first where one alias fits several units. */
  kind: 'place' | 'office' | 'company';
  /** `issueId#articleNumber` of every article it contributed; empty for a unit that is only named in a text. */
  articles: Set<string>;
}

/** As much of an issue as units are learnt from. */
export type Contributed = Pick<Issue, 'id' | 'bulletin' | 'office' | 'editorsNote'> & {
  articles: readonly Pick<Article, 'number' | 'units'>[];
};

export interface Gazetteer {
  units: Unit[];
  /** Names of the regions whose bulletins these are (安庆, 安庆市): they tell nothing about which unit is meant. */
  regions: Set<string>;
  /** Units of an article: `issueId#articleNumber`. */
  unitsOf(issueId: string, articleNumber: number): Unit[];
  /** Units named in folded text, each with the place of the name, in order; longer names win over shorter ones. */
  find(folded: string): { unit: Unit; start: number; end: number }[];
  /** Takes in the articles of an issue that names nothing but units which are known: see `createLiveGazetteer`. */
  contribute(issue: Contributed): void;
  /** Takes out the articles of an issue. */
  withdraw(issue: Contributed): void;
}

const PLACE = '(?:自治县|林区|县|市|区|旗|镇|乡|街道)';
/** 桐城市委组织部, 望潮区委, 双浦镇委员会: the office speaks for the place. */
const PLACE_OFFICE = new RegExp(
  `^(\\p{Script=Han}{1,6}?${PLACE})(?:委员会|委|党委|党工委|人民政府|政府)?(?:组织部|宣传部|统战部|政法委|办公室|党校|研究室|党建办)*$`,
  'u',
);
/** What a party organisation adds to the name of what it belongs to. */
const PARTY_TAIL =
  /(?:党的)?(?:党委|党组|党工委|工作委员会|党总支|党支部|总支部|支部委员会|支部|委员会|工委)$/u;
const COMPANY = /(?:股份有限公司|有限责任公司|有限公司|集团公司|公司|集团|合作社|厂)/u;
/** What ends in this is a person or a meeting, not a unit. */
const NOT_A_UNIT = /(?:常委|书记|部长|领导|成员)$/u;
/** Lists of speakers in an editor's note: the only place where a unit is looked for outside the by-lines. */
const NAMED_IN_LIST =
  /(?:\p{Script=Han}{2,4}?(?:市|县|区)委(?:组织部|宣传部|统战部)?|市\p{Script=Han}{2,10}?(?:局|委|办|院)(?:党委|党组)?|\p{Script=Han}{2,8}?(?:大学|学院|学校|中学|医院|开发区|高新区|经开区|园区)(?:党委|党工委|党组|党总支)|[\p{Script=Han}（）()]{4,30}?(?:公司|集团)(?:党委|党支部|党总支))$/u;
const DEVELOPMENT_ZONE: [RegExp, string[]][] = [
  [/经济技术开发区|经济开发区/u, ['经开区', '经济开发区']],
  [/高新技术产业开发区|高新技术开发区/u, ['高新区']],
];

/**
 * Learns the units of a library from its by-lines and from the lists of speakers in its editor's notes.
 * `offices` are groups of names for one kind of office (人社局=人力资源和社会保障局), without a level in front.
 */
export function createGazetteer(
  issues: readonly Contributed[],
  offices: readonly (readonly string[])[],
): Gazetteer {
  const regions = regionsOf(issues);
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
  for (const issue of issues) contribute(issue);
  for (const issue of issues) {
    for (const name of listedIn(issue.editorsNote)) learn(name);
  }
  // 桐城市公安局 belongs to 桐城市: who asks about the city is answered from its bureaus too.
  const places = [...units.values()].filter(({ kind }) => kind === 'place');
  const placeOf = new Map<Unit, Unit>();
  for (const unit of units.values()) {
    const place = unit.kind === 'office' && places.find((other) => unit.name.startsWith(other.name));
    if (!place) continue;
    placeOf.set(unit, place);
    for (const ref of unit.articles) place.articles.add(ref);
  }
  const byAlias = indexAliases(units.values());
  const longest = Math.max(0, ...[...byAlias.keys()].map((alias) => alias.length));
  return {
    units: [...units.values()],
    regions,
    unitsOf: (issueId, articleNumber) => byArticle.get(`${issueId}#${articleNumber}`) ?? [],
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

/** 安庆 and 安庆市 from 中共安庆市委组织部研究室 or 安庆组工信息. */
function regionNames(issue: Contributed): string[] {
  const office = /^(?:中共)?(\p{Script=Han}{2,4}?)([市州盟县区省])(?:委|党工委|人民政府|政府)/u.exec(
    fold(issue.office ?? ''),
  );
  if (office) return [office[1] as string, `${office[1]}${office[2]}`];
  const title = /^(\p{Script=Han}{2,4}?)(?:市|县|区)?(?:组工|组织|党建|人才|工作|干部|信息|简报)/u.exec(
    fold(issue.bulletin),
  );
  return title ? [title[1] as string, `${title[1]}市`] : [];
}

/** The regions of all bulletins, less those that another bulletin knows as one of its units. */
function regionsOf(issues: readonly Contributed[]): Set<string> {
  const bylines = new Map<string, string>();
  const folded = new Map<string, string>();
  for (const issue of issues) {
    for (const { units } of issue.articles) {
      for (const unit of units) {
        const plain = folded.get(unit) ?? fold(unit);
        folded.set(unit, plain);
        bylines.set(plain, issue.bulletin);
      }
    }
  }
  const regions = new Set<string>();
  const seen = new Set<string>();
  for (const issue of issues) {
    if (seen.has(seriesOf(issue))) continue;
    seen.add(seriesOf(issue));
    const names = regionNames(issue);
    const begins = [...names, ...names.map((name) => `中共${name}`)];
    const isUnitElsewhere = [...bylines].some(
      ([unit, bulletin]) => bulletin !== issue.bulletin && begins.some((begin) => unit.startsWith(begin)),
    );
    if (!isUnitElsewhere) for (const name of names) regions.add(name);
  }
  return regions;
}

/** All that the names of its region are read from. */
export const seriesOf = ({ bulletin, office }: Contributed): string => `${bulletin}\n${office}`;

/** The county a bulletin belongs to, when it is a unit of another bulletin. */
function homeOf(issue: Contributed, regions: ReadonlySet<string>): string | null {
  const name = regionNames(issue).at(-1);
  return name === undefined || regions.has(name) ? null : name;
}

/** Units that stand in lists of speakers. An editor's note is read once, however often the library is put together again. */
const listedInNotes = new WeakMap<readonly string[], string[]>();

export function listedIn(note: readonly string[]): string[] {
  const known = listedInNotes.get(note) ?? note.flatMap(listedUnits);
  listedInNotes.set(note, known);
  return known;
}

function listedUnits(paragraph: string): string[] {
  const names: string[] = [];
  for (const piece of fold(paragraph).split(/[、,;。:]|和|及/u)) {
    const name = NAMED_IN_LIST.exec(piece.replace(/(?:等)?\d+(?:家|个).*$|(?:等|作了|作|在会上).*$/u, ''));
    if (name) names.push(name[0]);
  }
  return names;
}

/** What kind of unit a by-line names, and what people call it; null when it is none of the known forms. */
function readUnit(
  printed: string,
  regions: ReadonlySet<string>,
  offices: readonly (readonly string[])[],
): Unit | null {
  const full = fold(printed).replace(/^中国共产党|^中共/u, '');
  const unit = (name: string, kind: Unit['kind'], aliases: string[]): Unit => ({
    name,
    kind,
    aliases: [...new Set([name, full, ...aliases])].filter(
      (alias) => alias.length >= 2 && !regions.has(alias),
    ),
    articles: new Set(),
  });
  if (COMPANY.test(full)) return readCompany(full, regions, unit);
  const place = PLACE_OFFICE.exec(full);
  if (place && !/(?:开发|高新|经开|示范|园|社)区/u.test(place[1] as string)) {
    const name = place[1] as string;
    if (regions.has(name)) return unit(full, 'office', [full.slice(name.length - 1)]);
    const bare = name.replace(new RegExp(`${PLACE}$`, 'u'), '');
    return unit(name, 'place', [...(bare.length >= 2 ? [bare] : []), `${name}委`, `${name}委组织部`]);
  }
  if (NOT_A_UNIT.test(full)) return null;
  const body = full.replace(PARTY_TAIL, '') || full;
  const region =
    [...regions].filter((name) => body.startsWith(name)).sort((a, b) => b.length - a.length)[0] ?? '';
  // 澜州市公安局 and 市公安局 are one: the level stays, the name of the region goes.
  const level =
    [...regions].find((name) => name.length > region.length && name.startsWith(region))?.at(-1) ??
    region.at(-1) ??
    '';
  const local = region === '' ? body : `${level}${body.slice(region.length)}`;
  const county = /^\p{Script=Han}{2,4}?[市县区](?=\p{Script=Han}{2})/u.exec(local)?.[0] ?? '';
  const kindNames = new Set([local.slice(county.length).replace(/^[市县区]?委?(?=\p{Script=Han}{3})/u, '')]);
  for (const group of offices) {
    const matching = group.find((word) => local.endsWith(word));
    if (matching) for (const word of group) kindNames.add(word);
  }
  for (const [pattern, short] of DEVELOPMENT_ZONE)
    if (pattern.test(body)) for (const word of short) kindNames.add(word);
  const prefixes =
    county === ''
      ? ['', '市', '市委', ...(region === '' ? [] : [region])]
      : [county, county.slice(0, -1), county.slice(-1)];
  const aliases = [...kindNames].flatMap((word) => prefixes.map((prefix) => `${prefix}${word}`));
  const [first] = offices.find((group) => group.some((word) => local.endsWith(word))) ?? [];
  const name =
    first === undefined ? local : `${local.slice(0, local.length - longestEnding(local, offices))}${first}`;
  return unit(name, 'office', [body, local, ...aliases.filter((alias) => alias.length >= 3)]);
}

function longestEnding(name: string, offices: readonly (readonly string[])[]): number {
  return Math.max(
    0,
    ...offices
      .flat()
      .filter((word) => name.endsWith(word))
      .map((word) => word.length),
  );
}

function readCompany(
  full: string,
  regions: ReadonlySet<string>,
  unit: (name: string, kind: Unit['kind'], aliases: string[]) => Unit,
): Unit {
  const body = full.replace(PARTY_TAIL, '');
  const core = body.replace(/\(.*?\)/gu, '').replace(new RegExp(`${COMPANY.source}$`, 'u'), '');
  const region =
    [...regions].filter((name) => core.startsWith(name)).sort((a, b) => b.length - a.length)[0] ?? '';
  const local = core.slice(region.length).replace(/^\p{Script=Han}{2,3}(?:市|县|区|州)/u, '');
  const aliases = [body, `${core}公司`];
  // People shorten a company from behind: 国汽大有时空科技 to 国汽大有, 澜州砺川轴承 to 砺川轴承 or 砺川公司.
  for (const name of [core, local]) {
    for (let length = 4; length <= name.length; length++) aliases.push(name.slice(0, length));
    if (name.length >= 2) aliases.push(`${name.slice(0, 2)}公司`, `${name}公司`);
  }
  return unit(core, 'company', aliases);
}

function fold(text: string): string {
  return foldText(text).folded;
}
