/** Where issues are kept: published, waiting, and on their way. */
import type { Issue } from '../bulletin.ts';
import type { Draft, PendingChange } from '../publishing/draft.ts';
import type { IncomingFile } from './reading.ts';

/** A published file that could not be read: named by path and line, never overwritten. */
export interface BrokenIssue {
  path: string;
  line: number;
  reason: string;
}

/** Published issues, the source of truth. Withdrawn issues stay in the store with that status. */
export interface IssueStore {
  /** All readable issues in the order of their ids, and what could not be read. */
  readAll(): Promise<{ issues: Issue[]; broken: BrokenIssue[] }>;
  /** null when there is none with this id. @throws StoreError when it is there and cannot be read. */
  read(id: string): Promise<Issue | null>;
  /**
   * Writes one issue so that a reader sees the old or the new one, never a part. An issue already there under the same
   * id is kept as a version first. `over` says which version the caller has seen there (null: none), so that two who
   * publish the same issue at once cannot pass each other. @throws ConflictError when another one is there, StoreError
   */
  write(issue: Issue, over?: { version: number | null }): Promise<void>;
  /** Earlier versions of an issue, oldest first. @throws StoreError */
  versions(id: string): Promise<Issue[]>;
}

/** A file that waits for an administrator, and why. */
export interface HeldFile {
  /** Derived from the bytes, so that the same file waits once. `[0-9a-f]{12}` */
  id: string;
  /** Name as it came, without folders. */
  name: string;
  /** A sentence for the administrator. */
  reason: string;
  /** When it came, ISO 8601. */
  since: string;
}

/** 待定 files: not published, not refused. An administrator publishes or discards them. */
export interface HeldStore {
  /** Keeps the file; one that already waits keeps its id and time and gets the new reason. @throws StoreError */
  hold(file: IncomingFile, reason: string, since: string): Promise<HeldFile>;
  /** Longest waiting first. @throws StoreError */
  list(): Promise<HeldFile[]>;
  /** null when nothing with this id waits. @throws StoreError */
  read(id: string): Promise<IncomingFile | null>;
  /** @throws StoreError */
  discard(id: string): Promise<void>;
}

/** What an act of an editor did to the library; everything that must stay true afterwards listens for these. */
export interface LibraryChange {
  kind: 'published' | 'corrected' | 'withdrawn';
  /** As it now stands in the store. */
  issue: Issue;
  /** What stood there before; null for a new issue. */
  before: Issue | null;
  /** Who did it: a person's id, or the name of the command. */
  by: string;
  /** Milliseconds since 1970. */
  at: number;
  /** Why it was withdrawn, in the editor's words. */
  reason?: string;
}

/** 待发布稿, and the file each came from. Who writes second over the same draft is told so. */
export interface DraftStore {
  /**
   * Keeps a new draft with the bytes it came from. Where a draft with the same bytes waits already, that one is given
   * back as it is and nothing is kept: the same file sent twice at once is one draft. @throws StoreError
   */
  add(draft: NewDraft, bytes: Uint8Array): Promise<Draft>;
  /** @throws StoreError */
  read(id: string): Promise<Draft | null>;
  /** The draft a card shows; null for a card that is none of ours. @throws StoreError */
  byCard(messageId: string): Promise<Draft | null>;
  /** All that are kept, oldest first. @throws StoreError */
  list(): Promise<Draft[]>;
  /** The bytes it came from; null once it no longer waits. @throws StoreError */
  bytes(id: string): Promise<Uint8Array | null>;
  /**
   * Replaces the draft that has this revision and gives back the new one, whose revision is one more. The bytes are gone
   * as soon as it no longer waits. @throws ConflictError when another revision is there or none, StoreError
   */
  update(draft: Draft): Promise<Draft>;
  /** Leaves nothing of it. @throws StoreError */
  remove(id: string): Promise<void>;
}

export type NewDraft = Omit<Draft, 'id' | 'revision'>;

/** Changes of the library whose listeners have not all heard of them: what a kill interrupted goes on from here. */
export interface PendingChanges {
  /** On disk when it resolves; one with the same id is replaced. @throws StoreError */
  add(change: PendingChange): Promise<void>;
  /** @throws StoreError */
  remove(id: string): Promise<void>;
  /** Oldest first. @throws StoreError */
  list(): Promise<PendingChange[]>;
}

/* ---------- reading documents ---------- */
