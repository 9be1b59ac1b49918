import type { IssueEntry } from '../../asking/library.ts';
import type { Issue } from '../../bulletin.ts';
import type { IssueStore } from '../../ports.ts';
import { mastheadFields } from '../../reading/masthead-fields.ts';

/** More than these are not offered to choose from; whoever means an older one names the year. */
const MOST_CANDIDATES = 20;

/**
 * The published issues that `which` may mean, newest first: 第6期 of any year, 2024年第6期, 增刊第1期, 总第101期,
 * 2024年3月14日; with the name of a bulletin in front only its issues.
 */
export async function findIssues(
  which: string,
  issues: readonly IssueEntry[],
  store: Pick<IssueStore, 'read'>,
): Promise<Issue[]> {
  const { numbers, supplement = false, year, total, date, rest } = mastheadFields(which);
  const name = plain(rest.join(''));
  const named = issues.some(({ bulletin }) => name !== '' && plain(bulletin).includes(name));
  const found = issues.filter(
    (issue) =>
      (total === undefined || issue.total === total) &&
      (!numbers || numbers.every((number) => issue.numbers.includes(number))) &&
      // 总第101期 and a date say nothing about 增刊.
      (numbers || supplement ? issue.supplement === supplement : true) &&
      (year === undefined || issue.year === year) &&
      (date === undefined || (issue.date ?? '').startsWith(date)) &&
      (!named || plain(issue.bulletin).includes(name)),
  );
  const read = await Promise.all(found.slice(0, MOST_CANDIDATES).map(({ id }) => store.read(id)));
  return read.filter((issue) => issue?.status === 'published') as Issue[];
}

const plain = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '');
