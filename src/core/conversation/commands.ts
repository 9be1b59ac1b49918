import { command as words } from '../wording.ts';

/** What a message asks the bot to do, instead of asking it a question. */
export type Command =
  /** `topic` empty: every new issue. */
  | { kind: 'subscribe'; topic: string }
  /** null: everything. */
  | { kind: 'unsubscribe'; topic: string | null }
  | { kind: 'subscriptions' }
  /** As typed: 人才公寓=人才房. */
  | { kind: 'synonym'; said: string };

/** Longer than any topic that is typed without a space before it (订阅人才公寓): 订阅报刊有哪些要求 is a question. */
const LONGEST_GLUED_TOPIC = 6;
/** 订阅号 and 订阅量 are words of their own. */
const OTHER_WORD = /^[号量数费率者户制]/u;
const QUESTION = /[?？]|什么|哪|多少|几|怎|如何|吗|是否|情况|要求|办法/u;

/** null for what is no command: most of all, a question. */
export function readCommand(text: string): Command | null {
  if (words.subscriptions.includes(text)) return { kind: 'subscriptions' };
  const synonym = new RegExp(`^(?:${words.synonym})[\\s:：]*(?<said>.*[=＝].*)$`, 'u').exec(text)?.groups
    ?.said;
  if (synonym !== undefined) return { kind: 'synonym', said: synonym };
  const unsubscribe = behind(words.unsubscribe, text);
  if (unsubscribe !== null) return { kind: 'unsubscribe', topic: unsubscribe || null };
  const subscribe = behind(words.subscribe, text);
  return subscribe === null ? null : { kind: 'subscribe', topic: subscribe };
}

/** What stands behind one of `verbs`, without quotation marks; empty for nothing, null when it is no command. */
function behind(verbs: readonly string[], text: string): string | null {
  const verb = verbs.find((one) => text.startsWith(one));
  if (verb === undefined) return null;
  const rest = text.slice(verb.length);
  const topic = rest
    .replace(/^[\s:：]+/u, '')
    .replace(/[。！!]+$/u, '')
    .replace(/^[“"「『]|[”"」』]$/gu, '')
    .trim();
  if (topic.includes('\n') || QUESTION.test(topic)) return null;
  const isApart = rest === '' || /^[\s:：“"「『]/u.test(rest);
  return isApart || (topic.length <= LONGEST_GLUED_TOPIC && !OTHER_WORD.test(topic)) ? topic : null;
}
