import { createChineseText } from '../../../src/adapters/chinese/chinese-text.ts';
import { createMiniSearchIndex } from '../../../src/adapters/indexes/minisearch.ts';
import { createNodejiebaSegmenter } from '../../../src/adapters/segmenters/nodejieba.ts';
import { answerQuestion } from '../../../src/core/asking/answer-question.ts';
import {
  type BuiltLibrary,
  buildLibrary,
  type KeptArticles,
  type LibraryParts,
} from '../../../src/core/asking/build-library.ts';
import { parseLexicon } from '../../../src/core/asking/lexicon.ts';
import { type Answer, type Article, type Issue, issueId } from '../../../src/core/bulletin.ts';
import type { AskRequest } from '../../../src/core/ports.ts';
import { readDictionary } from '../../../src/entry/open-library.ts';
import { expectSound } from './sound-answer.ts';

/** The chat whose members may read the December issue. */
export const LEADERS = 'oc_leaders';

/**
 * A small invented city, 苇州, with three counties over two years: the same topics with other figures, a bureau, a
 * company, a county's own bulletin, a 增刊, a 合刊, an issue for one chat and one that was withdrawn.
 */
export function inventedIssues(): Issue[] {
  return [
    issue({
      numbers: [5],
      date: '2023-05-18',
      total: 101,
      editorsNote: [
        '5月11日，全市人才工作座谈会在芦汀县召开，芦汀县委组织部、霜浦县委组织部、枫谷区委组织部、荻湾县委组织部、市水利局党组5家单位作了发言。现刊发其中3篇。',
      ],
      articles: [
        article('让新芦汀人住得下来 芦汀县建设“芦汀青舍”', '中共芦汀县委组织部', [
          '2023年，芦汀县把人才公寓“芦汀青舍”列为民生实事，建成人才公寓150套，入住青年人才231名。',
          ['一、盘活闲置房', '把旧粮站、老校舍改成公寓，改造投入1800万元。每套配齐床、书桌和热水器。'],
          ['二、租金看得见', '人才公寓月租金每平方米4元，博士免租3年，本科毕业生首年减半。'],
        ]),
        article('霜浦县为返乡人才备好房子', '中共霜浦县委组织部', [
          '2023年以来，霜浦县实施“归巢计划”，收购商品房86套作为人才公寓，安置返乡人才102名。',
          ['一、先看房再签约', '人才公寓可以先住7天再签约，月租金每平方米6元，物业费由县里补贴一半。'],
          ['二、孩子入学有专班', '县教育局设立入学专班，帮助返乡人才子女入学47名。'],
        ]),
        article('枫谷区用网格兜住小区里的事', '中共枫谷区委组织部', [
          '2023年，枫谷区把全区划分为312个网格，配备专职网格员340名，建立区、街道、社区三级网格长制度。',
          ['一、网格员天天走', '网格员每天走访10户，全年收集意见5260条，办结率98.5%。'],
        ]),
      ],
      colophon: ['报：市委常委。', '送：市直各单位。', '编辑：沈苇杭　印数：180份'],
    }),
    issue({
      numbers: [1],
      supplement: true,
      date: '2023-12-08',
      articles: [
        article('霜浦县“候鸟计划”把专家请下乡', '中共霜浦县委组织部', [
          '霜浦县实施“候鸟计划”，邀请省城医生周末下乡坐诊，全年来了专家68名，接诊病人9400人次。',
          ['一、按需点名', '乡镇卫生院先报需求，县里再去请专家，每名专家每次补助1200元。'],
        ]),
        article('芦汀县驻村第一书记晒实绩', '中共芦汀县委组织部', [
          '2023年，芦汀县选派驻村第一书记41名，每月在村口公示栏晒出当月做成的事。',
        ]),
      ],
    }),
    issue({
      bulletin: '芦汀组织工作简报',
      numbers: [3],
      date: '2024-04-12',
      office: '中共芦汀县委组织部办公室',
      articles: [
        article('荷塘镇“夜间板凳会”把话说开', '中共荷塘镇委员会', [
          '荷塘镇党委每周三晚上在村口开“夜间板凳会”，干部带着板凳听群众说话，半年开会126场，收到建议382条。',
        ]),
      ],
    }),
    issue({
      numbers: [6],
      date: '2024-06-20',
      leadersComment: '芦汀县的做法可在各县区推广。',
      articles: [
        article('“芦汀青舍”再添新房', '中共芦汀县委组织部', [
          '2024年，芦汀县新建人才公寓60套，人才公寓总数达到210套，入住青年人才355名。',
          '| 小区 | 套数 | 月租金 |\n| --- | --- | --- |\n| 旧粮站片区 | 90 | 4元/平方米 |\n| 老校舍片区 | 120 | 5元/平方米 |',
          ['一、住户自己管', '选出“楼门长”17名，由住户自己商量停车、晾晒和养狗的事。'],
        ]),
        article('霜浦县驻村工作队沉下去', '中共霜浦县委组织部', [
          '2024年，霜浦县选派驻村第一书记64名、工作队员128名，驻村满两年才能轮换。',
          ['一、帮村里找钱', '工作队帮村里申请项目资金2600万元，修路37公里，建起冷库9座。'],
        ]),
        article('枫谷区给网格员减负', '中共枫谷区委组织部', [
          '2024年，枫谷区网格由312个调整为358个，网格员每月补贴由600元提高到900元。',
          ['一、表格少了', '二三级网格报表由45张减到12张，网格员把时间用在走访上。'],
        ]),
        article('市公安局用师徒结对带新警', '中共苇州市公安局委员会', [
          '市公安局党委为2024年新入警的73名民警每人选配一名师父，签订带教协议，半年考核一次。',
        ]),
        article('党员攻关队啃下硬骨头', '苇州晴川智能装备有限公司党支部', [
          '公司党支部成立党员攻关队，由总工程师柳闻笛带队，用11个月研制出水下焊接机器人，获得专利24件。',
        ]),
      ],
      colophon: ['报：市委常委。', '发：各县区委组织部。'],
    }),
    issue({
      numbers: [9, 10],
      date: '2024-10-25',
      articles: [
        article('枫谷区“一扫通办”让群众少跑腿', '中共枫谷区委组织部', [
          '枫谷区推出“一扫通办”，居民扫码就能办理社保、医保、户籍等83项业务，平均办理时间缩短到6分钟。',
        ]),
        article('芦汀县办好老年食堂', '中共芦汀县委组织部', [
          '芦汀县依托党群服务中心开办老年食堂58家，80岁以上老人每餐只付3元，每天供餐4700份。',
        ]),
      ],
    }),
    issue({
      numbers: [11],
      date: '2024-11-22',
      status: 'withdrawn',
      articles: [article('霜浦县再建人才公寓', '中共霜浦县委组织部', ['霜浦县建成人才公寓999套。'])],
    }),
    issue({
      numbers: [12],
      date: '2024-12-20',
      audience: { kind: 'chats', chats: [LEADERS] },
      editorsNote: ['本期只发市委组织部部务会成员，荞岭县委组织部的材料另发。'],
      articles: [
        article('枫谷区“潜鳞计划”储备后备干部', '中共枫谷区委组织部', [
          '枫谷区实施“潜鳞计划”，储备后备干部320名，建成人才公寓77套，网格增加到401个。',
        ]),
        article('市审计局把脉离任审计', '中共苇州市审计局党组', [
          '市审计局党组对29名领导干部开展离任审计，查出问题113个。',
        ]),
      ],
    }),
  ];
}

/** `text` is a paragraph before the first section; an array is a section: its heading and its paragraphs. */
export function article(
  title: string,
  unit: string,
  body: (string | [string, ...string[]])[],
): Omit<Article, 'number'> {
  return {
    title,
    units: [unit],
    paragraphs: body.filter((part) => typeof part === 'string'),
    sections: body
      .filter((part) => typeof part !== 'string')
      .map(([heading, ...paragraphs]) => ({ heading, paragraphs, sections: [] })),
  };
}

export function issue(
  parts: Pick<Issue, 'numbers'> & { date: string; articles: Omit<Article, 'number'>[] } & Partial<
      Omit<Issue, 'articles' | 'date'>
    >,
): Issue {
  const whole: Issue = {
    bulletin: '苇州组工信息',
    year: Number(parts.date.slice(0, 4)),
    supplement: false,
    total: null,
    office: '中共苇州市委组织部研究室',
    audience: { kind: 'everyone' },
    status: 'published',
    version: 1,
    source: { file: null, format: 'text', unproofed: false },
    editorsNote: [],
    leadersComment: null,
    colophon: [],
    ...parts,
    articles: parts.articles.map((one, i) => ({ ...one, number: i + 1 })),
    id: '',
  };
  return { ...whole, id: issueId(whole, whole.date) };
}

/** A library of these issues, as the Node entry builds one: nodejieba, MiniSearch, the dictionary of the project. */
export async function buildInvented(
  issues: readonly Issue[] = inventedIssues(),
  kept?: KeptArticles,
  changed: Partial<LibraryParts> = {},
): Promise<BuiltLibrary> {
  const parts: LibraryParts = {
    segmenter: createNodejiebaSegmenter(),
    chinese: createChineseText(),
    lexicon: parseLexicon(await readDictionary('data/dictionary')),
    createIndex: createMiniSearchIndex,
    publicUrl: 'https://wenbao.example',
    ...changed,
  };
  return buildLibrary(issues, parts, kept);
}

/** A question to the invented library; `request` says what is not as usual. */
export type AskInvented = (question: string, request?: Partial<AskRequest>) => Promise<Answer>;

/** Asks `built` in the middle of 2025 as a member of no chat, unless told otherwise; every answer is held to `expectSound`. */
export function askOf(built: BuiltLibrary, issues: readonly Issue[] = inventedIssues()): AskInvented {
  return async (question, request = {}) => {
    const asked: AskRequest = {
      question,
      asOf: '2025-06-15',
      viewer: { kind: 'member', chats: [] },
      ...request,
    };
    const answer = await answerQuestion(asked, built.current());
    expectSound(answer, issues, asked.viewer);
    return answer;
  };
}
