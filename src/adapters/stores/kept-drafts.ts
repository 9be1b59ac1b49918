import type { DraftStore } from '../../core/ports.ts';
import type { Draft } from '../../core/publishing/draft.ts';

/** What a draft store tells of the drafts it has in memory; each answer is the caller's own copy. */
export function readKeptDrafts(
  drafts: ReadonlyMap<string, { draft: Draft }>,
): Pick<DraftStore, 'read' | 'byCard' | 'list'> {
  const all = (): Draft[] => [...drafts.values()].map(({ draft }) => draft);
  return {
    read: async (id) => structuredClone(drafts.get(id)?.draft ?? null),
    byCard: async (messageId) =>
      structuredClone(all().find(({ cards }) => cards.some((card) => card.messageId === messageId)) ?? null),
    list: async () => structuredClone(all().sort((a, b) => a.createdAt - b.createdAt)),
  };
}
