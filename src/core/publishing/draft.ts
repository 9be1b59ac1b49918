import type { Issue } from '../bulletin.ts';

/**
 * A draft (待发布稿): what an editor pushed and has not decided on yet, and, once it is published, the way back from its
 * receipt. Plain data, kept by a `DraftStore`.
 */
export interface Draft {
  id: string;
  /** One more with each change: two who act at once cannot pass each other. */
  revision: number;
  state: DraftState;
  /** What people call it: the label of its issue, or how many issues there are. */
  title: string;
  /** Name of the file as it came; null for pasted text. */
  name: string | null;
  /** What waits to be published: one for a file, several for an archive of issues, none once it is decided. */
  items: DraftItem[];
  /** Files of an archive that became no item, each with a sentence for the editor. */
  skipped: { name: string; reason: string }[];
  /** Who pushed it, where and in which message; two editors may push the same file. */
  pushes: Push[];
  /** The cards that show it. Clicks count on these messages, in these chats, and nowhere else. */
  cards: PlacedCard[];
  /** Issues that may be withdrawn from its cards: what was published, or what 「撤回 第6期」 may have meant. */
  withdrawable: string[];
  /** The one of them whose withdrawal waits for a reason and 确认. */
  withdrawing: { issueId: string; version: number } | null;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** Who decided on it, and when; null while it waits. */
  decided: { by: string; at: number } | null;
}

/**
 * `waiting` for 发布 or 放弃 (or, without items, for 确认 of a withdrawal); `published`; `abandoned` (放弃, or its file was
 * recalled); `ended` after seven days; `withdrawn` after the issue it is about was.
 */
type DraftState = 'waiting' | 'published' | 'abandoned' | 'ended' | 'withdrawn';

export interface DraftItem {
  /** Name of its file, within the archive where it came in one; null for pasted text. */
  name: string | null;
  /** With the corrections of the editor; status and version are decided when it is published. */
  issue: Issue;
  /** What an editor should look at, one sentence each. */
  warnings: string[];
  /** Why only an administrator may publish it: the mark of an internal paper (内部标记); null when an editor may. */
  held: string | null;
  /** What stood in the library when the preview was made: publishing replaces this and nothing else. */
  over: { version: number; status: Issue['status'] } | null;
}

interface Push {
  person: string;
  chatId: string;
  messageId: string;
}

interface PlacedCard {
  messageId: string;
  chatId: string;
  /** Whom it was shown to. */
  person: string;
}

/** A draft that holds nothing yet and waits. */
export const blankDraft = (createdAt: number): Omit<Draft, 'id' | 'revision'> => ({
  state: 'waiting',
  title: '',
  name: null,
  items: [],
  skipped: [],
  pushes: [],
  cards: [],
  withdrawable: [],
  withdrawing: null,
  createdAt,
  decided: null,
});

/** A change of the library whose listeners may not all have heard of it yet. Holds no text of the issue. */
export interface PendingChange {
  id: string;
  kind: 'published' | 'corrected' | 'withdrawn';
  issueId: string;
  /** As it will stand in the store once the change is made. */
  version: number;
  /** What stood there before; null for a new issue. */
  over: number | null;
  by: string;
  /** Milliseconds since 1970. */
  at: number;
  reason?: string;
}
