import type { Issue } from '../../core/bulletin.ts';
import { ConflictError } from '../../core/errors.ts';
import type { IssueStore } from '../../core/ports.ts';
import { storage } from '../../core/wording.ts';

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
