import { beforeAll, describe, expect, it } from 'vitest';
import { sampleIssue } from '../../contracts/sample-issue.ts';
import { type AskInvented, askOf, buildInvented } from './invented-library.ts';
import { spokenIssues } from './spoken-library.ts';

const INTRODUCING =
  '2024年春，芦汀县把老粮站腾出来，由退休教师严苇白牵头，办起归在“暖窗工程”名下的星灯书屋，给放学后没人接的孩子读书、辅导、供晚饭，每天开到晚上八点。';

/** Two articles; the later passages of the first speak more of 星灯书屋 than the one that introduces it. */
const issue = sampleIssue({
  articles: [
    {
      number: 1,
      title: '芦汀县为晚归的孩子点一盏灯',
      units: ['中共芦汀县委组织部'],
      paragraphs: [INTRODUCING],
      sections: [
        section('一、书怎么来', '星灯书屋的书包括绘本、画报、年历，星灯书屋每月办一次换书会。'),
        section('二、人怎么来', '星灯书屋的志愿者在大学生里招，星灯书屋每周办一次见面会。'),
      ],
    },
    {
      number: 2,
      title: '霜浦县把广场还给老人',
      units: ['中共霜浦县委组织部'],
      paragraphs: ['霜浦县清理广场摊位120个，划出舞场6块，老人跳舞有了去处。'],
      sections: [section('一、分时段', '早上留给太极，晚上留给舞蹈，音量有人管。')],
    },
  ],
});

function section(heading: string, paragraph: string) {
  return { heading, paragraphs: [paragraph], sections: [] };
}

let ask: AskInvented;
let askSpoken: AskInvented;
beforeAll(async () => {
  ask = askOf(await buildInvented([issue]), [issue]);
  const issues = spokenIssues();
  askSpoken = askOf(await buildInvented(issues), issues);
});

describe('findPassages()', () => {
  it.each(['什么是星灯书屋', '星灯书屋在哪里', '谁办的星灯书屋', '哪个是星灯书屋'])(
    'quotes the passage that introduces the subject first for 「%s」',
    async (question) => {
      expect((await ask(question)).excerpts[0]?.text).toBe(INTRODUCING);
    },
  );

  it.each(['怎么办星灯书屋', '星灯书屋怎么做'])(
    'quotes the passage that says most first for 「%s」',
    async (question) => {
      const texts = (await ask(question)).excerpts.map(({ text }) => text);
      expect(texts).toContain(INTRODUCING);
      expect(texts[0]).not.toBe(INTRODUCING);
    },
  );
});

describe('findPassages() of a place that only the editor’s note names', () => {
  it.each(['槐岭县有什么好做法', '槐岭县怎么留住青年人才', '槐岭县的经验'])(
    'does not answer 「%s」',
    async (question) => {
      const answer = await askSpoken(question);
      expect(answer.kind).toBe('near-miss');
      expect(answer.related[0]?.text).toContain('槐岭县');
    },
  );
});

describe('inOrder()', () => {
  const first = async (question: string): Promise<string | undefined> =>
    (await askSpoken(question)).excerpts[0]?.text;

  it.each([
    ['下访时间是怎么规定的', '每月下访5天', '2023年下访时间是怎么规定的'],
    ['柏川区下访时间怎么安排', '每月下访5天', '2023年第4期里柏川区下访时间怎么安排'],
  ])('puts what was written anew first for 「%s」', async (question, anew, ofThen) => {
    expect(await first(question)).toContain(anew);
    expect(await first(ofThen)).toContain('每月下访2天');
  });
});

describe('inOrder() of when something began', () => {
  const inYear = (year: number, paragraph: string) =>
    sampleIssue({
      year,
      numbers: [1],
      date: `${year}-03-01`,
      editorsNote: [],
      articles: [
        {
          number: 1,
          title: '芦汀县办好老年食堂',
          units: ['中共芦汀县委组织部'],
          paragraphs: [paragraph],
          sections: [],
        },
      ],
    });
  const issues = [
    inYear(2021, '2020年起，芦汀县实施“暖灶”行动，办起老年食堂31个。'),
    inYear(2024, '2023年，芦汀县推动“暖灶”行动升级，老年食堂由31个增加到58个。'),
  ];

  it.each([
    ['暖灶行动是哪一年开始的', '2020年起'],
    ['最早什么时候有暖灶行动', '2020年起'],
    ['暖灶行动现在有几个食堂', '58个'],
  ])('puts first for 「%s」 what says %s', async (question, text) => {
    const askBoth = askOf(await buildInvented(issues), issues);
    expect((await askBoth(question)).excerpts[0]?.text).toContain(text);
  });
});

describe('findPassages() of what was corrected', () => {
  const printed = sampleIssue({
    numbers: [1],
    date: '2024-03-01',
    articles: [
      {
        number: 1,
        title: '芦汀县把食堂办到村口',
        units: ['中共芦汀县委组织部'],
        paragraphs: ['芦汀县建成老年食堂31个，由邻居结对送餐。'],
        sections: [],
      },
    ],
  });
  const corrected = sampleIssue({
    numbers: [2],
    date: '2024-04-01',
    articles: [
      {
        number: 1,
        title: '更正启事',
        units: ['中共苇州市委组织部'],
        paragraphs: ['上一期《芦汀县把食堂办到村口》一文中，“建成老年食堂31个”应为“建成老年食堂37个”。'],
        sections: [],
      },
    ],
  });

  it('puts the correction first where a figure is asked for, whoever signs it', async () => {
    const issues = [printed, corrected];
    const askBoth = askOf(await buildInvented(issues), issues);
    expect((await askBoth('芦汀县有多少个老年食堂')).excerpts[0]?.text).toContain('应为“建成老年食堂37个”');
    expect((await askBoth('芦汀县怎么办老年食堂')).excerpts[0]?.text).toContain('由邻居结对送餐');
  });
});

describe('findPassages() of a scheme, a person or a body', () => {
  const paragraphs = (...of: string[]) => ({ paragraphs: of, sections: [] });
  const mentioned = sampleIssue({
    editorsNote: [
      '4月12日，苇州市召开推进会，芦汀县委组织部、霜浦县委组织部作了介绍，市税务局党委提交了书面材料。',
    ],
    articles: [
      {
        number: 1,
        title: '芦汀县让青年住下来',
        units: ['中共芦汀县委组织部'],
        ...paragraphs(
          '芦汀县实施“汀居”工程，建成公寓150套，驻村书记严苇白牵头管理。',
          '代办员帮外出务工人员代交水电费，一年3.8万件。',
        ),
      },
      {
        number: 2,
        title: '霜浦县用好网格',
        units: ['中共霜浦县委组织部'],
        ...paragraphs('霜浦县提拔一线干部46名，其中网格岗位出来的19名。', '网格员每月补贴300元。'),
      },
    ],
  });
  let askMentioned: AskInvented;
  beforeAll(async () => {
    askMentioned = askOf(await buildInvented([mentioned]), [mentioned]);
  });

  it.each([
    ['霜浦县的汀居有多少补贴', 'another county’s scheme'],
    ['严苇白提拔到什么岗位', 'a person of another passage'],
    ['市税务局党委的做法是什么', 'a body that only sent in a paper'],
    ['市税务局党委在推进会上讲了什么', 'where a body spoke for what it said'],
    ['老年食堂一年补贴多少', 'what is counted, of another thing'],
  ])('does not answer 「%s」 with %s', async (question) => {
    const answer = await askMentioned(question);
    expect(['near-miss', 'not-found']).toContain(answer.kind);
    expect(answer.excerpts).toEqual([]);
  });

  it.each([
    ['汀居有多少套公寓', '150套'],
    ['严苇白牵头做什么', '严苇白牵头管理'],
    ['推进会在哪个市召开', '苇州市召开推进会'],
    ['推进会上谁作了介绍', '霜浦县委组织部作了介绍'],
  ])('answers 「%s」', async (question, text) => {
    expect((await askMentioned(question)).excerpts[0]?.text).toContain(text);
  });
});
