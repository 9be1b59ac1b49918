import { prepareDataDir } from '../../../src/adapters/stores/data-dir.ts';
import { createFileIssueStore } from '../../../src/adapters/stores/files.ts';
import type { Article, Issue } from '../../../src/core/bulletin.ts';
import type { LibraryChange } from '../../../src/core/ports.ts';
import { openLibrary } from '../../../src/entry/open-library.ts';
import { sampleIssue } from '../../contracts/sample-issue.ts';
import { temporaryFolder } from '../../contracts/temporary-folder.ts';

export const PUBLIC_URL = 'http://pages.example';

const article = (number: number, title: string, unit: string, paragraphs: string[]): Article => ({
  number,
  title,
  units: [unit],
  paragraphs,
  sections: [],
});

/** 云川组工信息 2024年第6期: two counties, housing and village secretaries. */
export const june = (changes: Partial<Omit<Issue, 'id'>> = {}): Issue =>
  sampleIssue({
    articles: [
      article(1, '柳溪县建好人才公寓', '柳溪县委组织部', [
        '柳溪县建成人才公寓“柳溪青居”240套，入住青年人才417名，租金按市场价的六成收取。',
        '全县建成人才驿站9个，全年接待返乡人才3100人次。',
      ]),
      article(2, '石塘县选派驻村第一书记', '石塘县委组织部', [
        '石塘县选派驻村第一书记86名，覆盖全部脱贫村，每季度晒一次实绩。',
      ]),
    ],
    ...changes,
  });

/** The same with 240套 put right, a version later. */
export function juneCorrected(): Issue {
  const issue = june({ version: 2 });
  const [first, second] = issue.articles as [Article, Article];
  const paragraphs = first.paragraphs.map((text) => text.replace('240套', '204套'));
  return { ...issue, articles: [{ ...first, paragraphs }, second] };
}

/** The same with another title over its second article, a version later. */
export function juneRetitled(): Issue {
  const issue = june({ version: 2 });
  const [first, second] = issue.articles as [Article, Article];
  return { ...issue, articles: [first, { ...second, title: '石塘县选好驻村第一书记' }] };
}

export const juneWithdrawn = (): Issue => june({ status: 'withdrawn', version: 2 });

export const july = (changes: Partial<Omit<Issue, 'id'>> = {}): Issue =>
  sampleIssue({
    numbers: [7],
    date: '2024-04-18',
    articles: [
      article(1, '石塘县给人才安家', '石塘县委组织部', [
        '石塘县筹集人才公寓96套，优先安排教师和医生，全年安置引进人才130名。',
      ]),
      article(2, '柳溪县减轻基层负担', '柳溪县委组织部', ['柳溪县清理微信工作群312个，会议数量下降四成。']),
    ],
    ...changes,
  });

export type RealLibrary = Awaited<ReturnType<typeof realLibrary>>;

/** A library in files, with what the program makes of it; `change` is an editor's act up to the swap. */
export async function realLibrary(issues: Issue[]) {
  const dataDir = temporaryFolder();
  await prepareDataDir(dataDir);
  const store = createFileIssueStore({ dataDir });
  for (const issue of issues) await store.write(issue);
  const library = await openLibrary({ dataDir, store, publicUrl: PUBLIC_URL, log: () => undefined });
  return {
    dataDir,
    store,
    library,
    audiences: () => library.current().issues.map(({ audience }) => audience),
    async change(issue: Issue, about: Partial<LibraryChange> = {}): Promise<LibraryChange> {
      const before = await store.read(issue.id);
      await store.write(issue);
      await library.reindexIssue(issue.id);
      const kind = issue.status === 'withdrawn' ? 'withdrawn' : before ? 'corrected' : 'published';
      return { kind, issue, before, by: 'ou_editor', at: 1_710_400_000_000, ...about };
    },
  };
}
