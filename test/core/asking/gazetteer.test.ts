import { beforeAll, describe, expect, it } from 'vitest';
import { createFileIssueStore } from '../../../src/adapters/stores/files.ts';
import { createGazetteer, type Gazetteer } from '../../../src/core/asking/gazetteer.ts';
import { parseLexicon } from '../../../src/core/asking/lexicon.ts';
import type { Issue } from '../../../src/core/bulletin.ts';
import { foldText } from '../../../src/core/text.ts';
import { readDictionary } from '../../../src/entry/open-library.ts';
import { sampleIssue } from '../../contracts/sample-issue.ts';
import { inventedIssues } from './invented-library.ts';

let offices: readonly (readonly string[])[];
beforeAll(async () => {
  ({ offices } = parseLexicon(await readDictionary('data/dictionary')));
});

/** Names of the units found in a question, in order. */
function namesIn(gazetteer: Gazetteer, question: string): string[] {
  return gazetteer.find(foldText(question).folded).map(({ unit }) => unit.name);
}

describe('createGazetteer() on the sample library', () => {
  let issues: Issue[];
  let gazetteer: Gazetteer;
  beforeAll(async () => {
    ({ issues } = await createFileIssueStore({ dataDir: 'data' }).readAll());
    gazetteer = createGazetteer(issues, offices);
  });

  it.each([
    ['桐城', '桐城市'],
    ['桐城市', '桐城市'],
    ['桐城市委', '桐城市'],
    ['桐城市委组织部', '桐城市'],
    ['中共桐城市委组织部', '桐城市'],
    ['岳西', '岳西县'],
    ['望潮区委', '望潮区'],
    ['市公安局', '市公安局'],
    ['公安局', '市公安局'],
    ['公安局党委', '市公安局'],
    ['市公安局党委', '市公安局'],
    ['澜州市公安局', '市公安局'],
    ['市人社局', '市人社局'],
    ['人社局', '市人社局'],
    ['市人力资源和社会保障局', '市人社局'],
    ['市委老干部局', '市老干部局'],
    ['高新区', '市高新区'],
    ['高新区党工委', '市高新区'],
    ['经开区', '市经开区'],
    ['澜江大学', '澜江大学'],
    ['县人民医院', '云岫县人民医院'],
    ['国汽大有', '国汽大有时空科技'],
    ['国汽大有时空科技', '国汽大有时空科技'],
    ['国汽大有时空科技（安庆）有限公司', '国汽大有时空科技'],
    ['澜州砺川轴承有限公司', '澜州砺川轴承'],
    ['双浦镇', '双浦镇'],
    ['双浦镇党委', '双浦镇'],
  ])('knows %s as %s', (name, unit) => {
    expect(namesIn(gazetteer, name)).toEqual([unit]);
    expect(namesIn(gazetteer, `请问${name}是怎么做的？`)).toEqual([unit]);
  });

  // A name without the place in front is what people say.
  it.each([
    ['砺川轴承', '澜州砺川轴承'],
    ['砺川公司', '澜州砺川轴承'],
  ])('knows a company by its short name %s', (name, unit) => {
    expect(namesIn(gazetteer, name)).toEqual([unit]);
  });

  // The editor's note names 澜州高新区党工委, which is taken for a place of its own that wrote nothing.
  it('knows 澜州高新区 as the zone that contributes', () => {
    const found = gazetteer.find('澜州高新区').flatMap(({ unit }) => [...unit.articles]);
    expect(found).not.toEqual([]);
  });

  it.each(['怀宁县', '太湖县', '梅坞县', '市财政局', '国汽大有', '澜州港务集团'])(
    'knows %s, which is only named in an editor’s note, as a unit without articles',
    (name) => {
      const [found] = gazetteer.find(name);
      expect(found?.unit.articles.size).toBe(0);
    },
  );

  it.each(['安庆', '安庆市', '澜州', '澜州市'])('takes %s for a region that tells no unit', (name) => {
    expect(gazetteer.regions).toContain(name);
    expect(namesIn(gazetteer, `${name}有多少人才公寓`)).toEqual([]);
  });

  it.each(['人才公寓有多少套', '各县怎么做', '哪个单位写得多', '我市的政策', '组织部长会议', '领导干部', ''])(
    'finds no unit in 「%s」',
    (question) => {
      expect(namesIn(gazetteer, question)).toEqual([]);
    },
  );

  it('finds several units in order, with the place of each name', () => {
    const question = '云岫和松棠县、市公安局分别怎么做';
    const found = gazetteer.find(question);
    expect(found.map(({ unit }) => unit.name)).toEqual(['云岫县', '松棠县', '市公安局']);
    expect(found.map(({ start, end }) => question.slice(start, end))).toEqual(['云岫', '松棠县', '市公安局']);
  });

  it('prefers the longer name: a bureau of a county is not the county', () => {
    expect(namesIn(gazetteer, '云岫县人民医院')).toEqual(['云岫县人民医院']);
    expect(namesIn(gazetteer, '云岫人民医院')).toEqual(['云岫县人民医院']);
  });

  it('gives every article to the units in its by-line', () => {
    for (const issue of issues) {
      for (const article of issue.articles) {
        const units = gazetteer.unitsOf(issue.id, article.number);
        for (const printed of article.units)
          expect(
            namesIn(gazetteer, printed).filter((name) => units.some((unit) => unit.name === name)),
            printed,
          ).not.toEqual([]);
      }
    }
  });

  it('names as owners of an article all units that have it among theirs', () => {
    for (const { id, articles } of issues) {
      for (const { number } of articles) {
        const owners = gazetteer.units.filter((unit) => unit.articles.has(`${id}#${number}`));
        expect(gazetteer.ownersOf(id, number)).toEqual(owners);
      }
    }
  });

  it('lets a county speak for its own bulletin and its own offices', () => {
    const [county] = gazetteer.find('云岫县');
    const own = issues.filter(({ bulletin }) => bulletin === '云岫组织工作简报');
    expect([...(county?.unit.articles ?? [])]).toEqual(
      expect.arrayContaining(
        own.flatMap(({ id, articles }) => articles.map(({ number }) => `${id}#${number}`)),
      ),
    );
  });

  it('knows no units of an article that is not there', () => {
    expect(gazetteer.unitsOf('澜州组工信息-1999-01', 1)).toEqual([]);
  });
});

describe('createGazetteer() on an invented library', () => {
  it('takes every article of a county by its by-line, over the years', () => {
    const issues = inventedIssues();
    const [found] = createGazetteer(issues, offices).find('芦汀');
    const byline = issues.flatMap(({ id, articles }) =>
      articles
        .filter(({ units }) => units.includes('中共芦汀县委组织部'))
        .map(({ number }) => `${id}#${number}`),
    );
    expect([...(found?.unit.articles ?? [])]).toEqual(expect.arrayContaining(byline));
  });

  it('knows both units of a joint article', () => {
    const issue = sampleIssue({
      office: '中共云川市委组织部',
      articles: [
        {
          number: 1,
          title: '合写',
          units: ['中共柳溪县委组织部', '中共云川市卫生健康委员会党组'],
          paragraphs: [],
          sections: [],
        },
      ],
    });
    const gazetteer = createGazetteer([issue], offices);
    expect(gazetteer.unitsOf(issue.id, 1).map(({ name }) => name)).toEqual(['柳溪县', '市卫健委']);
    expect(namesIn(gazetteer, '柳溪和卫健委')).toEqual(['柳溪县', '市卫健委']);
  });

  describe('whose region a bulletin is', () => {
    const issue = (number: number, bulletin: string, office: string | null, units: string[]): Issue =>
      sampleIssue({
        bulletin,
        numbers: [number],
        office,
        articles: units.map((unit, i) => ({
          number: i + 1,
          title: '做法',
          units: [unit],
          paragraphs: [],
          sections: [],
        })),
      });
    const city = (number: number, units: string[]): Issue =>
      issue(number, '云川组工信息', '中共云川市委组织部', units);
    const county = (number: number, units: string[]): Issue =>
      issue(number, '柳溪组织工作简报', '中共柳溪县委组织部', units);
    const regionsOf = (issues: Issue[]): string[] => [...createGazetteer(issues, offices).regions].sort();

    it('is not changed by the order of issues', () => {
      const issues = [
        city(1, ['中共柳溪县委组织部', '云川市公安局']),
        county(1, ['柳溪县公安局']),
        county(2, ['云川市公安局']),
        city(2, ['云川市财政局']),
      ];
      expect(regionsOf(issues)).toEqual(['云川', '云川市']);
      expect(regionsOf([...issues].reverse())).toEqual(['云川', '云川市']);
    });

    it('is the same for two bulletins of one city that print the same bureaus', () => {
      const other = (units: string[]): Issue => issue(1, '云川党建简报', '中共云川市委组织部', units);
      const bureaus = ['云川市公安局', '云川市财政局'];
      const issues = [city(1, bureaus), other(bureaus), city(2, ['云川市公安局'])];
      expect(regionsOf(issues)).toEqual(['云川', '云川市']);
      expect(namesIn(createGazetteer(issues, offices), '云川市公安局')).toEqual(['市公安局']);
    });
  });

  it('finds nothing in an empty library', () => {
    const gazetteer = createGazetteer([], offices);
    expect(gazetteer.units).toEqual([]);
    expect(gazetteer.find('桐城市')).toEqual([]);
  });
});

/** An article from each of these units. */
const issueOf = (units: string[]): Issue =>
  sampleIssue({
    office: '中共苇州市委组织部',
    articles: units.map((unit, i) => ({
      number: i + 1,
      title: unit,
      units: [unit],
      paragraphs: ['建成公寓150套。'],
      sections: [],
    })),
  });

describe('createGazetteer() of a group of companies', () => {
  const gazetteer = createGazetteer([issueOf(['中共苇州城投集团委员会', '中共苇州水务集团委员会'])], []);

  it.each([
    ['城投集团怎么建公寓', ['苇州城投']],
    ['城投怎么建公寓', ['苇州城投']],
    ['水务集团怎么建公寓', ['苇州水务']],
    // 水务 is a word, too.
    ['水务改革怎么搞', []],
  ])('finds in 「%s」 %j', (question, names) => {
    expect(namesIn(gazetteer, question)).toEqual(names);
  });
});

describe('createGazetteer() of a town of a county', () => {
  const gazetteer = createGazetteer([issueOf(['中共白浒县委组织部', '中共白浒县茅渡镇委员会'])], []);
  const articlesOf = (question: string): string[][] =>
    gazetteer.find(question).map(({ unit }) => [...unit.articles].map((ref) => ref.split('#')[1]!).sort());

  it.each([
    ['茅渡镇怎么建公寓', [['2']]],
    ['茅渡怎么建公寓', [['2']]],
    ['白浒县茅渡镇怎么建公寓', [['2']]],
    ['白浒县怎么建公寓', [['1', '2']]],
  ])('answers 「%s」 from articles %j', (question, articles) => {
    expect(articlesOf(question)).toEqual(articles);
  });
});
