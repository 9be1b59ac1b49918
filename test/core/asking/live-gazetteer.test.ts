import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGazetteer, type Gazetteer } from '../../../src/core/asking/gazetteer.ts';
import { inOneGo } from '../../../src/core/asking/in-one-go.ts';
import { createLiveGazetteer } from '../../../src/core/asking/live-gazetteer.ts';
import type { Contributed } from '../../../src/core/asking/regions.ts';

const OFFICES = [['人社局', '人力资源和社会保障局']];
const UNITS = [
  '中共芦汀县委组织部',
  '芦汀县人力资源和社会保障局党组',
  '中共霜浦县委组织部',
  '苇州市公安局党委',
  '中共荷塘镇委员会',
  '苇州晴川装备有限公司党支部',
  '张部长',
];
const NOTES = [[], ['芦汀县委组织部、荻湾县委组织部作了发言。'], ['市水利局党组等3家单位作了发言。']];
const SERIES = [
  { bulletin: '苇州组工信息', office: '中共苇州市委组织部' },
  { bulletin: '芦汀组织工作简报', office: '中共芦汀县委组织部办公室' },
  { bulletin: '霜浦组工信息', office: null },
];

const anyIssue: fc.Arbitrary<Contributed> = fc
  .record({
    id: fc.constantFrom('一', '二', '三', '四', '五', '六'),
    series: fc.constantFrom(...SERIES),
    editorsNote: fc.constantFrom(...NOTES),
    units: fc.array(fc.array(fc.constantFrom(...UNITS), { maxLength: 2 }), { maxLength: 3 }),
  })
  .map(({ id, series, editorsNote, units }) => ({
    id,
    ...series,
    editorsNote,
    articles: units.map((ofArticle, i) => ({ number: i + 1, units: ofArticle })),
  }));
/** An issue to take in or over, or the id of one that goes. */
const anyChanges = fc.array(fc.oneof({ weight: 3, arbitrary: anyIssue }, fc.constantFrom('一', '二', '三')), {
  maxLength: 14,
});

/** All that can be asked of a gazetteer, in an order of its own. */
function facts(gazetteer: Gazetteer, issues: readonly Contributed[]): unknown {
  const units = gazetteer.units.map(({ name, kind, aliases, articles }) => ({
    name,
    kind,
    aliases: [...aliases].sort(),
    articles: [...articles].sort(),
  }));
  return {
    units: units.sort((a, b) => (a.name < b.name ? -1 : 1)),
    regions: [...gazetteer.regions].sort(),
    ofArticles: issues.flatMap(({ id, articles }) =>
      articles.map(({ number }) => [
        gazetteer.unitsOf(id, number).map(({ name }) => name),
        gazetteer
          .ownersOf(id, number)
          .map(({ name }) => name)
          .sort(),
      ]),
    ),
    found: gazetteer
      .find('芦汀和霜浦县人社局、荷塘镇、市公安局')
      .map(({ unit, start, end }) => `${unit.name} ${start} ${end}`)
      .sort(),
  };
}

describe('createLiveGazetteer()', () => {
  it('knows after any changes what one knows that is made of their outcome', () => {
    fc.assert(
      fc.property(anyChanges, (changes) => {
        const live = createLiveGazetteer(OFFICES);
        const issues = new Map<string, Contributed>();
        for (const change of changes) {
          const id = typeof change === 'string' ? change : change.id;
          const before = issues.get(id);
          const gone = before === undefined ? [] : [before];
          if (typeof change === 'string') issues.delete(id);
          else issues.set(id, change);
          inOneGo(live.change(typeof change === 'string' ? [] : [change], gone, () => [...issues.values()]));
        }
        const left = [...issues.values()];
        expect(facts(live.current(), left)).toEqual(facts(createGazetteer(left, OFFICES), left));
      }),
      { numRuns: 400 },
    );
  });

  it('is not made anew for an issue that names only units it knows', () => {
    const live = createLiveGazetteer(OFFICES);
    const issue = (id: string, unit: string): Contributed => ({
      id,
      bulletin: '苇州组工信息',
      office: null,
      editorsNote: [],
      articles: [{ number: 1, units: [unit] }],
    });
    inOneGo(live.change([issue('一', UNITS[0]!)], [], () => [issue('一', UNITS[0]!)]));
    const before = live.current();
    inOneGo(live.change([issue('二', UNITS[0]!)], [], () => expect.unreachable()));
    expect(live.current()).toBe(before);
    expect(live.current().unitsOf('二', 1)).toHaveLength(1);
    inOneGo(live.change([issue('三', UNITS[2]!)], [], () => [issue('三', UNITS[2]!)]));
    expect(live.current()).not.toBe(before);
  });

  it('is not made anew where its units write in several bulletins', () => {
    const live = createLiveGazetteer(OFFICES);
    const issue = (id: string, bulletin: string): Contributed => ({
      id,
      bulletin,
      office: null,
      editorsNote: [],
      articles: [{ number: 1, units: [UNITS[0]!] }],
    });
    const first = [issue('一', '苇州组工信息'), issue('二', '苇州党建简报')];
    inOneGo(live.change(first, [], () => first));
    const before = live.current();
    inOneGo(live.change([issue('三', '苇州组工信息')], [], () => expect.unreachable()));
    inOneGo(live.change([], [issue('三', '苇州组工信息')], () => expect.unreachable()));
    expect(live.current()).toBe(before);
  });
});
