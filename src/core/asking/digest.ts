import type { Issue } from '../bulletin.ts';
import { type IssueEntry, issueEntry } from './library.ts';
import { coinedNames } from './vocabulary.ts';

/** What questions are understood by: all that must be known of every issue, and of none the text. */
export interface IssueDigest {
  entry: IssueEntry;
  editorsNote: string[];
  /** Coined names (奔桐计划), folded. */
  coined: string[];
}

export function digestOf(issue: Issue): IssueDigest {
  return { entry: issueEntry(issue), editorsNote: issue.editorsNote, coined: [...coinedNames(issue)] };
}
