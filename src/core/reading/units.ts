import { foldTraditional } from './traditional.ts';

/** 单位: the bodies that send in articles, and the office that edits. */

const suffix =
  '(?:组织部|宣传部|统战部|政法委|老干部局|党校|研究室|督查室|办公室|人才办|编办|编委办|党工委|工委|党委|党组|党总支|党支部|支部|纪委监委|纪检监察组|纪工委|纪委|监委|县委|市委|区委|省委|镇委|乡委|州委|旗委|委员会|委|工作部|人武部|(?<![干全内外])部|总局|分局|管理局|(?<![新大开格布])局|厅|处|科|股|办|队|所|站|院|校|中心|总工会|工会|联合会|协会|学会|妇联|工商联|文联|科协|残联|侨联|团委|公司|集团|银行|政府|管委会|街道|社区|镇|乡|(?<![乡强富农])村|大学|学院|学校|中学|小学|医院|法院|检察院|报社|电视台|专班|指挥部|领导小组|组|馆|室|社|厂|矿|园区|开发区|联社|支行|林场|农场)';

const organisation = new RegExp(
  `^(?:中共|中国|共青团)?[\\p{Script=Han}A-Za-z0-9“”（）()·]{1,28}?${suffix}(?:[（(][^（）()]{1,12}[）)])?$`,
  'u',
);
/** Words a title begins with and an organisation does not. */
const verbs =
  /^(?:推动|推进|加强|强化|打造|建设|建强|做优|做强|做实|做好|聚焦|聚力|坚持|深化|优化|完善|创新|探索|开展|落实|抓好|抓实|抓牢|紧扣|围绕|着力|全力|全面|扎实|切实|积极|持续|不断|进一步|关于|以|把|让|为|用|从|在|当好|激发|激励|激活|助力|赋能|提升|提高|构建|健全|压实|筑牢|夯实|突出|注重|严把|严格|规范|走进|走好|致力|立足|依托|实施|启动|发挥|锻造|培育|引领|印发|举办|召开|成立|设立|走访|慰问|调研|锚定|开创|奋力|争创|争做|谱写|书写|擦亮|绘就|答好|下好|念好|唱响|打响|叫响|跑出|交出|建好|管好|办好|用好|服务(?!中心|局|站|处|公司))/u;
/** What a body does and is not called. */
const deeds =
  /开展|打造|举办|召开|推行|探索|撑起|托起|带动|带富|激活|擦亮|深化|加强|强化|聚焦|坚持|走进|助力|推动|推进(?!办|委|领导|工作|中心|组)/u;
/** 青禾县委常委、组织部部长 某某某: an author with his office. */
const author =
  /^\p{Script=Han}{3,20}(?:、\p{Script=Han}{2,12}){0,2}(?:书记|部长|局长|主任|市长|县长|区长|镇长|乡长|校长|院长|主席|常委|处长|科长|调研员|组长|经理|董事长|会长)[\s\u3000]+\p{Script=Han}{1,4}(?:[\s\u3000]\p{Script=Han})?$/u;
const label =
  /^(?:(?:供\s*稿|报\s*送|来\s*稿|撰\s*稿|推\s*荐|选\s*送|承\s*办|发\s*言)?\s*单\s*位|供\s*稿|来\s*稿|报\s*送|作\s*者\s*单\s*位|(?:信\s*息|稿\s*件)?\s*来\s*源)\s*[：:]\s*/u;
const tail = /\s*(?:供\s*稿|报\s*送|来\s*稿|选\s*送)$/u;

/** Phrases apart by a space are a title; a name may be spaced out letter by letter. */
const phrased = /\S{3}\s|\s\S{3}/u;
const shortUnit = /^(?:党委|政府|党政办|办公室|工委|管委会|人大|政协|纪委|党工委)$/u;

/** True when a text is the name of a body: 中共…县委组织部, …局, …委员会. */
export function isUnitName(text: string): boolean {
  const name = text.trim();
  if (
    [...name].length > 36 ||
    verbs.test(name) ||
    deeds.test(name) ||
    phrased.test(name) ||
    /[，。；：！？—《》%]|、(?!党委$|政府$|党政办$|办公室$|工委$|管委会$|人大$|政协$|纪委$|党工委$)/u.test(
      name,
    )
  )
    return false;
  return organisation.test(foldTraditional(name.replace(/[\s、]+/gu, '')));
}

const longestLine = 120;

/** The units a line names: several are apart by 、 or by spaces; null when the line is no line of units. */
export function unitsOf(line: string): string[] | null {
  if (line.length > longestLine) return null;
  let text = line.trim();
  const enclosed = text.match(/^[（(【[]\s*(.+?)\s*[）)】\]]$/u);
  if (enclosed && !/[（(].*[）)]/u.test(enclosed[1]!)) text = enclosed[1]!;
  const marked = label.test(foldTraditional(text)) || (enclosed !== null && tail.test(text));
  text = text
    .slice(foldTraditional(text).match(label)?.[0].length ?? 0)
    .replace(tail, '')
    .trim();
  if (text === '') return null;
  if (author.test(text)) return [text];
  const parts = splitUnits(text);
  if (parts.every(isUnitName)) return parts;
  // A label says that it is a unit, whatever its name; a personal name may follow.
  if (!marked || [...text].length > 40 || /[。！？]/u.test(text)) return null;
  const named = parts.map((part) => part.replace(/\s+\p{Script=Han}{1,4}(?:\s*\p{Script=Han}{1,4})*$/u, ''));
  return named.every(isUnitName) ? named : parts;
}

function splitUnits(text: string): string[] {
  const parts = text.split(/[、；;，,]|\s{2,}|\t|\u3000+/u).map((part) => part.trim());
  const whole: string[] = [];
  for (const part of parts) {
    // 云溪镇党委、政府: what follows is short for a body of the same place and says nothing alone.
    if (whole.length > 0 && shortUnit.test(part)) whole[whole.length - 1] += `、${part}`;
    else whole.push(part);
  }
  const spaced = whole.flatMap((part) => {
    const words = part.split(/\s+/u);
    return words.length > 1 && words.every(isUnitName) && words.every((word) => word.length >= 4)
      ? words
      : [part];
  });
  return spaced.filter((part) => part !== '');
}

/** A unit in brackets at the end of a paragraph, after its last sentence: （来源：青禾县委组织部 某某）. */
export function trailingUnit(text: string): { units: string[]; rest: string; printed: string } | null {
  const match = text.match(/^([\s\S]*[。！？”）…])\s*([（(【][^（()）【】]{3,40}[）)】])$/u);
  if (!match) return null;
  const units = unitsOf(match[2]!);
  return units ? { units, rest: match[1]!, printed: match[2]! } : null;
}
