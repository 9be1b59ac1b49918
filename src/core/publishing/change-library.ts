import type { Issue } from '../bulletin.ts';
import { ConflictError } from '../errors.ts';
import { createTurns } from '../in-turn.ts';
import type { Clock, IncomingFile, IssueStore, LibraryChange, Log, PendingChanges } from '../ports.ts';
import type { PendingChange } from './draft.ts';
import { sameText } from './publish.ts';

interface ChangeLibraryOptions {
  store: IssueStore;
  /** Makes one issue findable as it now stands in the store, or no longer. */
  reindex(issueId: string): Promise<void>;
  /** Puts the file an issue came from by. */
  keepOriginal(issue: Issue, file: IncomingFile): Promise<void>;
  pending: PendingChanges;
  /** Hears of every change, one after another, once the change can be asked about. */
  onChange(change: LibraryChange): Promise<void>;
  clock: Clock;
  log: Log;
}

/**
 * What became of an act. `conflict`: something else stands there than the person had seen, and nothing was changed.
 * `undone`: what should have followed and failed; the library is changed all the same.
 */
export type ChangeResult =
  | { status: 'done' | 'unchanged'; issue: Issue; undone?: Undone }
  | { status: 'conflict'; issue: Issue | null };

/** `index`: questions are still answered from what stood there before. `original`: the file was not kept. */
export type Undone = 'index' | 'original';

/** Everything an editor may do to the library: publish (发布), correct (更正), withdraw (撤回). */
export interface ChangeLibrary {
  /**
   * Publishes `issue` over `over`, what its editor had seen in the library (null: nothing). When it resolves, questions
   * are answered from it, but for `undone`; the issue that stood there is kept as a version. @throws StoreError
   */
  publish(issue: Issue, request: PublishRequest): Promise<ChangeResult>;
  /** Takes an issue out of all answers; it stays in the store with that status. @throws StoreError */
  withdraw(issueId: string, request: { version: number; by: string; reason: string }): Promise<ChangeResult>;
  /**
   * Tells the listeners what they have not heard of because a program was ended. To be called when nothing in `pending`
   * is under way: at the start, or again and again where it lists only what was left behind.
   */
  resume(): Promise<void>;
  /** Resolves when the listeners have heard of everything so far. */
  settled(): Promise<void>;
}

interface PublishRequest {
  over: { version: number } | null;
  by: string;
  file: IncomingFile | null;
}

/**
 * The one place that changes the library while the bot runs. A change is written down (`PendingChanges`) before it is
 * made and crossed out after its listeners have heard of it, so that a kill at any moment leaves the old or the new
 * issue, and in the second case the listeners still hear of it.
 */
export function createChangeLibrary(options: ChangeLibraryOptions): ChangeLibrary {
  const { store, reindex, keepOriginal, pending, onChange, clock, log } = options;
  const inTurn = createTurns();
  let told: Promise<void> = Promise.resolve();
  let count = 0;

  async function change(
    next: Issue,
    before: Issue | null,
    about: Pick<LibraryChange, 'kind' | 'by' | 'reason'>,
  ): Promise<ChangeResult> {
    const at = clock.now();
    const noted: PendingChange = {
      ...about,
      id: `${at.toString(36)}-${++count}`,
      issueId: next.id,
      version: next.version,
      over: before?.version ?? null,
      at,
    };
    await pending.add(noted);
    try {
      await store.write(next, { version: before?.version ?? null });
    } catch (error) {
      await pending.remove(noted.id);
      if (!(error instanceof ConflictError)) throw error;
      return { status: 'conflict', issue: await store.read(next.id) };
    }
    const isFindable = await follows(next.id, 'made findable', () => reindex(next.id));
    tell({ ...about, issue: next, before, at }, noted.id);
    return { status: 'done', issue: next, ...(!isFindable && { undone: 'index' }) };
  }

  /** What comes after a change that stands in the store cannot undo it: whoever must hear of the change still does. */
  async function follows(issueId: string, what: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      log.error({ err: error, issueId }, `an issue that was changed could not be ${what}`);
      return false;
    }
  }

  function tell(made: LibraryChange, id: string): void {
    told = told.then(async () => {
      try {
        await onChange(made);
        await pending.remove(id);
      } catch (error) {
        // It stays written down, and is told again by the next `resume`.
        log.error({ err: error, issueId: made.issue.id }, 'a change of the library was not told to everyone');
      }
    });
  }

  return {
    publish: (issue, { over, by, file }) =>
      inTurn(async () => {
        const before = await store.read(issue.id);
        const same = before?.status === 'published' && isSame(before, issue) ? before : null;
        if (!same && (before?.version ?? null) !== (over?.version ?? null)) {
          return { status: 'conflict', issue: before };
        }
        const version = (before?.version ?? 0) + 1;
        const kind = before?.status === 'published' ? 'corrected' : 'published';
        const result: ChangeResult = same
          ? { status: 'unchanged', issue: same }
          : await change({ ...issue, status: 'published', version }, before, { kind, by });
        if (result.status === 'conflict' || !file) return result;
        const isKept = await follows(issue.id, 'kept as a file', () => keepOriginal(result.issue, file));
        return isKept ? result : { undone: 'original', ...result };
      }),

    withdraw: (issueId, { version, by, reason }) =>
      inTurn(async () => {
        const before = await store.read(issueId);
        if (before?.status === 'withdrawn') return { status: 'unchanged', issue: before };
        if (before?.version !== version) return { status: 'conflict', issue: before };
        const next: Issue = { ...before, status: 'withdrawn', version: version + 1 };
        return change(next, before, { kind: 'withdrawn', by, reason });
      }),

    async resume() {
      for (const { id, kind, issueId, version, over, by, at, reason } of await pending.list()) {
        const issue = await store.read(issueId);
        if (issue === null || issue.version < version) {
          // The program ended before the change was made.
          await pending.remove(id);
          continue;
        }
        const versions = over === null ? [] : await store.versions(issueId);
        const before = versions.find((earlier) => earlier.version === over) ?? null;
        tell({ kind, issue, before, by, at, ...(reason !== undefined && { reason }) }, id);
      }
    },

    settled: () => told,
  };
}

const isSame = (a: Issue, b: Issue): boolean =>
  sameText(a, b) && JSON.stringify(a.audience) === JSON.stringify(b.audience);
