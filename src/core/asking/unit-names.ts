import { foldedOf } from '../text.ts';

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
const DEVELOPMENT_ZONE: [RegExp, string[]][] = [
  [/经济技术开发区|经济开发区/u, ['经开区', '经济开发区']],
  [/高新技术产业开发区|高新技术开发区/u, ['高新区']],
];

/** What kind of unit a by-line names, and what people call it; null when it is none of the known forms. */
export function readUnit(
  printed: string,
  regions: ReadonlySet<string>,
  offices: readonly (readonly string[])[],
): Unit | null {
  const full = withoutParty(foldedOf(printed));
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
    // 白浒县茅渡镇 is 茅渡镇 to everyone there.
    const town = /^\p{Script=Han}{2,4}[县市区](\p{Script=Han}{1,4}(?:镇|乡|街道))$/u.exec(name)?.[1];
    const names = town === undefined ? [name] : [name, town];
    const bare = names.map((one) => one.replace(new RegExp(`${PLACE}$`, 'u'), ''));
    return unit(name, 'place', [
      ...bare.filter((one) => one.length >= 2),
      ...names.flatMap((one) => [one, `${one}委`, `${one}党委`, `${one}委组织部`]),
    ]);
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
    if (name.length >= 2 && body.endsWith('集团')) aliases.push(`${name}集团`);
    // 城投, 交投, 国投 are no words but these companies.
    if (/^\p{Script=Han}投$/u.test(name)) aliases.push(name);
  }
  return unit(core, 'company', aliases);
}

export function withoutParty(name: string): string {
  return name.replace(/^中国共产党|^中共/u, '');
}
