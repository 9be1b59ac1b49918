import type { IncomingMessage } from './chat.ts';
import { chat as words } from './wording.ts';

/** What a message wants of the bot. */
export type Reading =
  | { kind: 'ignore' }
  | { kind: 'help' }
  | { kind: 'ask'; question: string }
  /** A picture, a sticker …: nothing the bot could look up. */
  | { kind: 'unreadable' };

/** Longer questions are cut here, in code points: what names the subject stands in the first sentences. */
const LONGEST_QUESTION = 2000;

/**
 * Decides whether `message` is for the bot, whose own id is `self`, and what it asks. In a group the bot must be named;
 * @所有人 names nobody. In private chat every message is for the bot.
 */
export function readMessage(message: IncomingMessage, self: string): Reading {
  const addressed = message.chat.kind === 'private' || message.mentions.some(({ id }) => id === self);
  if (!addressed || message.sender === self) return { kind: 'ignore' };
  if (message.text === null) return { kind: 'unreadable' };
  return readQuestion(withoutMentions(message));
}

/** What a text without mentions asks: typed by a person, or the command of a menu. */
export function readQuestion(text: string): Reading {
  const question = cleanQuestion(text);
  if (question === '' || words.helpWords.includes(question.toLowerCase())) return { kind: 'help' };
  return { kind: 'ask', question };
}

function withoutMentions(message: IncomingMessage): string {
  // Longest first: @_user_1 is also the beginning of @_user_10.
  const placeholders = message.mentions.map((mention) => mention.placeholder).filter(Boolean);
  placeholders.sort((a, b) => b.length - a.length);
  return placeholders.reduce((text, placeholder) => text.replaceAll(placeholder, ' '), message.text ?? '');
}

/** Control, bidirectional and invisible characters out, white space runs as one space, not longer than a question may be. */
export function cleanQuestion(text: string): string {
  const plain = text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/gu, '')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu, '')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n\s*/gu, '\n')
    .trim();
  if (plain.length <= LONGEST_QUESTION) return plain;
  return [...plain].slice(0, LONGEST_QUESTION).join('');
}
