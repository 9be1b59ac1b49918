import { ConflictError } from '../../errors.ts';
import type { DraftStore } from '../../ports.ts';
import type { Draft } from '../../publishing/draft.ts';

/**
 * Changes a draft as it stands at this moment, again when someone else changed it in between. `alter` gives null to leave
 * it. The draft as it is afterwards; null when there is none. @throws StoreError
 */
export async function changeDraft(
  drafts: DraftStore,
  id: string,
  alter: (draft: Draft) => Draft | null,
): Promise<Draft | null> {
  for (;;) {
    const draft = await drafts.read(id);
    const next = draft && alter(draft);
    if (!next) return draft;
    try {
      return await drafts.update(next);
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}

/** Nothing of an issue stays in a draft that is decided. */
export const decide = (
  draft: Draft,
  state: Exclude<Draft['state'], 'waiting'>,
  decided: NonNullable<Draft['decided']>,
): Draft => ({ ...draft, state, decided, items: [], skipped: [], withdrawing: null });
