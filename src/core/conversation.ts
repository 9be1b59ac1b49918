import type { IncomingMessage, LinkedDocument } from './chat.ts';
import { type Command, readCommand } from './conversation/commands.ts';
import { isPastedIssue } from './publishing/pasted-text.ts';
import { mastheadFields } from './reading/masthead-fields.ts';
import { desk, chat as words } from './wording.ts';

/** What a message wants of the bot. */
export type Reading =
  | { kind: 'ignore' }
  | { kind: 'help' }
  | { kind: 'ask'; question: string }
  /** Pasted text: what in it is asked, nobody could say, and an answer to all of it would be noise in a group. */
  | { kind: 'too-long' }
  /** A picture, a sticker …: nothing the bot could look up. */
  | { kind: 'unreadable' }
  | { kind: 'command'; command: Command }
  | DeskReading;

/** What is for the editors' desk (编辑台), whoever sent it. */
export type DeskReading =
  /** A new issue, or a corrected one. */
  | { kind: 'push'; source: PushSource }
  /** `which` as typed: 第6期, 2024年第6期; empty when nothing was named. */
  | { kind: 'withdraw'; which: string }
  /** How does one publish, or correct? */
  | { kind: 'publish' }
  | { kind: 'correct' };

export type PushSource =
  | { from: 'attachment'; messageId: string; isPicture: boolean }
  /** The message that was replied to, if there is a file in it. */
  | { from: 'reply'; messageId: string }
  | { from: 'text'; text: string }
  | { from: 'document'; document: LinkedDocument };

/** In code points. The longest of our golden questions has 38; looking one up takes the longer the more it says. */
export const LONGEST_QUESTION = 300;

/**
 * Decides whether `message` is for the bot, whose own id is `self`, and what it asks. In a group the bot must be named;
 * @所有人 names nobody. In private chat every message is for the bot.
 */
export function readMessage(message: IncomingMessage, self: string): Reading {
  const addressed = message.chat.kind === 'private' || message.mentions.some(({ id }) => id === self);
  if (!addressed || message.sender === self) return { kind: 'ignore' };
  const push = pushIn(message);
  if (push) return { kind: 'push', source: push };
  if (message.text === null) return { kind: 'unreadable' };
  return readText(withoutMentions(message));
}

/** What is beside a link to a document, or said in reply to a file, when it asks nothing of its own. */
const LONGEST_REMARK = 20;

function pushIn(message: IncomingMessage): PushSource | null {
  const { id, chat, attachment, document, parent, text } = message;
  if (attachment) return { from: 'attachment', messageId: id, isPicture: attachment === 'picture' };
  if (
    document &&
    cleanQuestion(withoutMentions({ ...message, text: document.beside })).length <= LONGEST_REMARK
  )
    return { from: 'document', document };
  if (text === null) return null;
  const said = cleanQuestion(withoutMentions(message));
  if (parent !== null && (said === '' || desk.pushWords.includes(said)))
    return { from: 'reply', messageId: parent };
  return chat.kind === 'private' && isPastedIssue(text) ? { from: 'text', text } : null;
}

/** What a text without mentions asks: typed by a person, or the command of a menu. */
export function readText(text: string): Reading {
  const question = plain(text);
  if (isLong(question)) return { kind: 'too-long' };
  if (question === '' || words.helpWords.includes(question.toLowerCase())) return { kind: 'help' };
  const command = readCommand(question);
  if (command) return { kind: 'command', command };
  return deskCommand(question) ?? { kind: 'ask', question };
}

/** 发布, alone; 撤回 and 更正, alone or with an issue behind it; 撤回公章 is a question. */
function deskCommand(question: string): DeskReading | null {
  if (question === desk.publishWord) return { kind: 'publish' };
  const said = /^(?<word>\p{Script=Han}{2})[\s:：]*(?<which>.*)$/u.exec(question)?.groups;
  if (!said || (said.word !== desk.withdrawWord && said.word !== desk.correctWord)) return null;
  const typed = said.which ?? '';
  const which = /^\d{1,4}$/u.test(typed) ? desk.issueNumber(typed) : typed;
  const { numbers, supplement, total, date } = mastheadFields(which);
  const isNamed = numbers !== undefined || supplement || total !== undefined || date !== undefined;
  // 撤回上一期 names an issue, but not so surely that it may be acted upon.
  if (which !== '' && !isNamed && !/(?:期|增刊|合刊)$/u.test(which)) return null;
  if (said.word === desk.correctWord) return { kind: 'correct' };
  return { kind: 'withdraw', which: isNamed ? which : '' };
}

function withoutMentions(message: IncomingMessage): string {
  // Longest first: @_user_1 is also the beginning of @_user_10.
  const placeholders = message.mentions.map((mention) => mention.placeholder).filter(Boolean);
  placeholders.sort((a, b) => b.length - a.length);
  return placeholders.reduce((text, placeholder) => text.replaceAll(placeholder, ' '), message.text ?? '');
}

/** As plain as it gets, and cut where it is longer than a question may be. */
export function cleanQuestion(text: string): string {
  const question = plain(text);
  return isLong(question) ? [...question].slice(0, LONGEST_QUESTION).join('') : question;
}

const isLong = (text: string): boolean => [...text].length > LONGEST_QUESTION;

/** Control, bidirectional and invisible characters out, white space runs as one space. */
function plain(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/gu, '')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu, '')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n\s*/gu, '\n')
    .trim();
}
