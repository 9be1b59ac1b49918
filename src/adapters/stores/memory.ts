import type { Issue } from '../../core/bulletin.ts';
import { ConflictError } from '../../core/errors.ts';
import type { DraftStore, IssueStore } from '../../core/ports.ts';
import type { Draft } from '../../core/publishing/draft.ts';
import { storage } from '../../core/wording.ts';
import { readKeptDrafts } from './kept-drafts.ts';

/** A library that lives as long as the program: for tests, and for trying things without a disk. */
export function createMemoryIssueStore(issues: Issue[] = []): IssueStore {
  /** All versions of each issue, oldest first; the last one is the published one. */
  const library = new Map(issues.map((issue) => [issue.id, [structuredClone(issue)]]));
  return {
    async readAll() {
      const ids = [...library.keys()].sort();
      return { issues: ids.map((id) => structuredClone(library.get(id)!.at(-1)!)), broken: [] };
    },
    async read(id) {
      return structuredClone(library.get(id)?.at(-1) ?? null);
    },
    async write(issue, over) {
      const versions = library.get(issue.id) ?? [];
      if (over && (versions.at(-1)?.version ?? null) !== over.version) {
        throw new ConflictError(storage.conflict(issue.id));
      }
      library.set(issue.id, [...versions, structuredClone(issue)]);
    },
    async versions(id) {
      return structuredClone(library.get(id)?.slice(0, -1) ?? []);
    },
  };
}

/** Drafts that live as long as the program: for the playground, whose cards live no longer. */
export function createMemoryDraftStore(): DraftStore {
  const drafts = new Map<string, { draft: Draft; bytes: Uint8Array }>();
  let count = 0;
  const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
    a.length === b.length && a.every((byte, i) => byte === b[i]);
  return {
    async add(given, bytes) {
      const same = [...drafts.values()].find(
        (kept) => kept.draft.state === 'waiting' && bytes.length > 0 && isSame(kept.bytes, bytes),
      );
      if (same) return structuredClone(same.draft);
      const draft: Draft = { ...structuredClone(given), id: `draft-${++count}`, revision: 1 };
      drafts.set(draft.id, { draft, bytes });
      return structuredClone(draft);
    },
    ...readKeptDrafts(drafts),
    async bytes(id) {
      const kept = drafts.get(id);
      return kept?.draft.state === 'waiting' && kept.bytes.length > 0 ? kept.bytes : null;
    },
    async update(given) {
      const kept = drafts.get(given.id);
      if (kept?.draft.revision !== given.revision) throw new ConflictError(storage.conflict(given.id));
      const draft = { ...structuredClone(given), revision: given.revision + 1 };
      const bytes = draft.state === 'waiting' ? kept.bytes : new Uint8Array();
      drafts.set(draft.id, { draft, bytes });
      return structuredClone(draft);
    },
    async remove(id) {
      drafts.delete(id);
    },
  };
}
