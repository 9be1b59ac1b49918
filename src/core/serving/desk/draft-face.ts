import { type Issue, issueLabel } from '../../bulletin.ts';
import type { IssueStore } from '../../ports.ts';
import { batchRow, type DeskFace, type Group, previewOf } from '../../publishing/desk-face.ts';
import type { Draft } from '../../publishing/draft.ts';
import { desk as words } from '../../wording.ts';

/** A draft that nobody decides on ends after this time. */
export const DRAFT_LIFE_MS = 7 * 24 * 3_600_000;

/** What the cards of a draft show as it is now; `note` is what just happened to it. */
export async function faceOf(
  draft: Draft,
  store: Pick<IssueStore, 'read'>,
  groups: Group[],
  note: string | null = null,
): Promise<DeskFace> {
  const { state, items, name, skipped, title, withdrawing, withdrawable } = draft;
  const endsAt = draft.createdAt + DRAFT_LIFE_MS;
  if (withdrawing) {
    const issue = await store.read(withdrawing.issueId);
    if (issue) return withdrawalFace(issue);
  }
  if (state === 'waiting') {
    const [item] = items;
    if (!item) return chooseFace(withdrawable, store);
    if (items.length === 1 && skipped.length === 0) {
      const before = await store.read(item.issue.id);
      return { face: 'preview', preview: previewOf(item, before, { groups, note, endsAt }) };
    }
    const rows = await Promise.all(items.map(async (one) => batchRow(one, await store.read(one.issue.id))));
    return { face: 'batch', batch: { name, rows, skipped, note, endsAt } };
  }
  if (state === 'published') {
    const issues = (await Promise.all(withdrawable.map(store.read))).filter((issue) => issue !== null);
    const receipts = issues.map((issue) => ({
      id: issue.id,
      label: issueLabel(issue),
      articles: issue.articles.length,
      version: issue.version,
    }));
    return { face: 'receipt', receipt: { issues: receipts } };
  }
  return closedFace(note ?? (state === 'ended' ? words.ended(title) : words.abandoned(title)));
}

export const withdrawalFace = (issue: Issue): DeskFace => ({
  face: 'withdrawal',
  label: issueLabel(issue),
  titles: issue.articles.map(({ title }) => title),
});

export async function chooseFace(ids: readonly string[], store: Pick<IssueStore, 'read'>): Promise<DeskFace> {
  const issues = (await Promise.all(ids.map(store.read))).filter((issue) => issue !== null);
  return { face: 'choose', candidates: issues.map((issue) => ({ id: issue.id, label: issueLabel(issue) })) };
}

export const closedFace = (text: string): DeskFace => ({ face: 'closed', text });
