import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BuiltLibrary } from '../../../src/core/asking/build-library.ts';
import type { Issue } from '../../../src/core/bulletin.ts';
import type { PassageIndex } from '../../../src/core/ports.ts';
import { askOf, buildInvented, inventedIssues } from './invented-library.ts';

const ID = '苇州组工信息-2024-06';
const QUESTION = '芦汀县人才公寓有多少套';

/** What changes in the library is what is asked: the tests share one that is set back before each. */
let built: BuiltLibrary;
const original = inventedIssues().find(({ id }) => id === ID) as Issue;
const corrected = JSON.parse(JSON.stringify(original).replaceAll('210套', '220套')) as Issue;

beforeAll(async () => {
  built = await buildInvented();
});
beforeEach(() => built.put(original));

const ask = async (question: string, issues = inventedIssues()): Promise<string> => {
  const answer = await askOf(built, issues)(question);
  return JSON.stringify([...answer.excerpts, ...answer.related].map(({ text }) => text));
};
const after = (issue: Issue): Issue[] =>
  inventedIssues().map((other) => (other.id === issue.id ? issue : other));

describe('buildLibrary()', () => {
  it('answers from a corrected issue at once, and no longer from what it said before', async () => {
    expect(await ask(QUESTION)).toContain('210套');
    await built.put(corrected);
    const answer = await ask(QUESTION, after(corrected));
    expect(answer).toContain('220套');
    expect(answer).not.toContain('210套');
  });

  it.each<[string, (library: BuiltLibrary) => Promise<void>]>([
    ['withdrawn', (library) => library.put({ ...original, status: 'withdrawn' })],
    ['removed', (library) => library.remove(ID)],
  ])('answers no longer from an issue that is %s', async (_, change) => {
    await change(built);
    const rest = inventedIssues().filter(({ id }) => id !== ID);
    expect(await ask(QUESTION, rest)).toContain('150套');
    expect(await ask(QUESTION, rest)).not.toContain('210套');
    const listing = await askOf(built, rest)('2024年第6期有哪些文章');
    expect(listing.kind).toBe('not-found');
  });

  it('learns the units and names of a new issue', async () => {
    const added: Issue = {
      ...original,
      id: '苇州组工信息-2025-01',
      year: 2025,
      numbers: [1],
      date: '2025-01-20',
      articles: [
        {
          number: 1,
          title: '桑榆县“暖灶行动”',
          units: ['中共桑榆县委组织部'],
          paragraphs: ['桑榆县开展“暖灶行动”，给独居老人送饭，一年送饭5.2万份。'],
          sections: [],
        },
      ],
    };
    await built.put(added);
    const answer = await askOf(built, [...inventedIssues(), added])('桑榆的暖灶行动送了多少份饭');
    expect(answer.understood.units).toEqual(['桑榆县']);
    expect(answer.excerpts[0]?.text).toContain('5.2万份');
    await built.remove(added.id);
  });

  it('leaves a view that was taken before as it was: its catalogue', async () => {
    const before = built.current();
    await built.remove(ID);
    expect(before.issues.map(({ id }) => id)).toContain(ID);
    expect(built.current().issues.map(({ id }) => id)).not.toContain(ID);
  });

  it('answers from articles that were kept as from those it cut itself', async () => {
    const again = await buildInvented(inventedIssues(), (issue) => built.articles().get(issue.id));
    for (const question of [QUESTION, '候鸟计划请了多少专家', '哪些县写过人才公寓'])
      expect(await askOf(again)(question)).toEqual(await askOf(built)(question));
  });

  it('change() takes many issues in and out at once, as one built of what remains', async () => {
    const all = inventedIssues();
    const changing = await buildInvented(all.slice(0, 3));
    await changing.change({ put: all.slice(2), remove: [all[0]!.id] });
    const rest = all.slice(1);
    const fresh = await buildInvented(rest);
    expect(changing.current().issues).toEqual(fresh.current().issues);
    expect(await changing.current().index.totals()).toEqual(await fresh.current().index.totals());
    for (const question of [QUESTION, '候鸟计划请了多少专家', 'gongyu有多少套', '哪些县写过人才公寓'])
      expect(await askOf(changing, rest)(question)).toEqual(await askOf(fresh, rest)(question));
  });

  it('does not index again what the index already holds, and takes out of it what is gone', async () => {
    const all = inventedIssues();
    const old = await buildInvented(all);
    const { index } = old.current();
    const written: string[] = [];
    const watched: PassageIndex = {
      ...index,
      replaceIssue(id, articles) {
        written.push(`${id} ${articles.length}`);
        return index.replaceIssue(id, articles);
      },
    };
    const changed = all.filter(({ id }) => id !== all[0]!.id).map((one) => (one.id === ID ? corrected : one));
    const kept = old.articles();
    const indexed = new Set(kept.keys());
    const again = await buildInvented(changed, ({ id }) => (id === ID ? undefined : kept.get(id)), {
      createIndex: () => watched,
      indexed,
    });
    expect(written.sort()).toEqual([`${all[0]!.id} 0`, `${ID} ${kept.get(ID)!.length}`].sort());
    expect(JSON.stringify((await askOf(again, changed)(QUESTION)).excerpts)).toContain('220套');
  });

  it('lists issues newest first, without withdrawn ones', () => {
    const dates = built.current().issues.map(({ date }) => date ?? '');
    expect(dates).toEqual([...dates].sort().reverse());
    expect(dates).toHaveLength(inventedIssues().filter(({ status }) => status === 'published').length);
  });
});
