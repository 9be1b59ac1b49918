import type { Answer, Excerpt } from '../../../src/core/bulletin.ts';
import type { Ask, AskRequest } from '../../../src/core/ports.ts';

/** Seven invented articles and a way of asking just large enough to tell what reached it. */
const articles = [
  { unit: '青溪县', year: 2024, text: '青溪县建成人才公寓240套，拎包入住，租金减半。' },
  { unit: '白石县', year: 2024, text: '白石县以“一码通办”服务人才，兑现购房补贴312万元。' },
  { unit: '云山区', year: 2023, text: '云山区人才公寓已交付96套，另有88套在建。' },
  { unit: '河口镇', year: 2023, text: '河口镇把人才公寓办在园区里，走路十分钟上班。' },
  { unit: '高坪县', year: 2022, text: '高坪县筹集人才公寓50套，优先安排教师和医生。' },
  { unit: '北塘区', year: 2022, text: '北塘区人才公寓实行“先住后审”，当天申请当天入住。' },
  { unit: '南屏县', year: 2021, text: '南屏县人才公寓一期32套全部住满，二期正在装修。' },
];

const publicUrl = 'http://pages.example';

function excerptOf(article: (typeof articles)[number], number: number, words: string[]): Excerpt {
  const { unit, year, text } = article;
  const issue = `云州组工信息-${year}-0${number}`;
  const highlights = words
    .flatMap((word): [number, number][] => {
      const at = text.indexOf(word);
      return at < 0 ? [] : [[at, at + word.length]];
    })
    .sort(([a], [b]) => a - b);
  return {
    issue: { id: issue, label: `《云州组工信息》${year}年第${number}期`, date: `${year}-03-14` },
    article: { number: 1, title: `${unit}做优人才服务`, unit: `中共${unit}委组织部` },
    section: ['一、做优人才生态'],
    text,
    highlights,
    passage: `p${year}${number}0000`,
    url: `${publicUrl}/issues/${encodeURIComponent(issue)}/articles/1#p${year}${number}0000`,
    score: 1 - number / 10,
  };
}

const nothing = (question: string): Answer => ({
  question,
  kind: 'not-found',
  understood: { units: [], period: null, issue: null, corrected: [], carriedOver: [] },
  excerpts: [],
  related: [],
  listing: [],
  total: 0,
  missing: [],
  elapsedMs: 0.1,
});

/** Answers from the articles above; `asked` collects every request. */
export function createSmallAsk(): { ask: Ask; asked: AskRequest[] } {
  const asked: AskRequest[] = [];
  const ask: Ask = async (request) => {
    asked.push(request);
    const { question, context = [], offset = 0 } = request;
    const none = nothing(question);
    const all = articles.map((article, i) => excerptOf(article, i + 1, ['人才公寓', '240套']));
    if (question.includes('坏掉')) throw new Error('broken on purpose');
    if (question.includes('目录')) {
      const listing = all.slice(offset, offset + 3).map(({ issue, url }) => ({
        type: 'issue' as const,
        label: issue.label,
        issue,
        url,
      }));
      return { ...none, kind: 'listing', listing, total: all.length };
    }
    if (question.includes('比较')) {
      return { ...none, kind: 'comparison', excerpts: all.slice(0, 2), missing: ['黄土县'] };
    }
    const subject = [question, ...context].some((text) => text.includes('人才公寓'));
    const unit = articles.find((article) => question.includes(article.unit))?.unit;
    const year = /(\d{4})年/.exec(question)?.[1];
    const fits = all.filter(
      ({ article, issue, text }) =>
        text.includes('人才公寓') &&
        (!unit || article.unit.includes(unit)) &&
        (!year || issue.date?.startsWith(year)),
    );
    if (!subject) return { ...none, missing: [question.slice(0, 20)] };
    if (fits.length === 0 || question.includes('火星')) {
      return { ...none, kind: 'near-miss', related: all.slice(0, 2), missing: [unit ?? '火星'] };
    }
    const understood = { ...none.understood, units: unit ? [unit] : [] };
    return { ...none, kind: 'excerpts', understood, excerpts: fits };
  };
  return { ask, asked };
}
