import { mastheadFields } from '../reading/masthead-fields.ts';
import { readIssue } from '../reading/read-issue.ts';

/** Shorter messages are questions. UTF-16 units. */
const SHORTEST_ISSUE = 80;
/** In a text shorter than this a question mark means that someone asks; issues have hardly any. */
const ASKS_NOTHING = 500;
/** A masthead stands at the top. */
const MASTHEAD_LINES = 10;
/** A line of a masthead says little besides number and date. */
const LONGEST_BESIDE = 24;

/** True for a message that is a whole issue pasted into the chat: long, a masthead on top, articles under it. */
export function isPastedIssue(text: string): boolean {
  if (text.length < SHORTEST_ISSUE || (text.length < ASKS_NOTHING && /[?？]/u.test(text))) return false;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const hasMasthead = lines.slice(0, MASTHEAD_LINES).some((line) => {
    const { numbers, supplement, rest } = mastheadFields(line);
    return (numbers !== undefined || supplement === true) && rest.join('').length <= LONGEST_BESIDE;
  });
  if (!hasMasthead || lines.length < 3) return false;
  const document = {
    format: 'text',
    lines: text.split('\n').map((line) => ({ text: line })),
    properties: {},
    recognised: false,
  };
  return readIssue(document, '').issue !== null;
}
