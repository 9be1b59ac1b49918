import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IncomingEvent, SentAnswer } from '../../core/chat.ts';
import type { FeedbackEntry, Subscriber, Subscription, Task } from '../../core/ports.ts';
import { cannotWrite } from '../disk/disk-errors.ts';
import { writeLines } from '../disk/replace-file.ts';
import { parseLine } from './line-files.ts';

/** Who is forgotten: the person, and the private chats with them, which are known by what was answered there. */
interface Forgotten {
  person: string;
  chats: ReadonlySet<string>;
}

/** Lines of which files are a person's. Files that hold nothing of single people are not here. */
const owned: { files: RegExp; isTheirs(line: never, forgotten: Forgotten): boolean }[] = [
  {
    files: /^sent\/[\d-]+\.jsonl$/,
    isTheirs: ({ answer }: { answer?: SentAnswer }, { person }) => answer?.asker === person,
  },
  {
    files: /^sent\/quoted\/[\d-]+\.jsonl$/,
    isTheirs: ({ chat }: Pick<SentAnswer, 'chat'>, { chats, person }) =>
      chat.id === person || chats.has(chat.id),
  },
  {
    files: /^inbox\/pending(?:\.damaged-\w+)?\.jsonl$/,
    isTheirs: (event: IncomingEvent, { person }) =>
      ('message' in event && event.message.sender === person) ||
      ('person' in event && event.person === person),
  },
  {
    files: /^inbox\/seen\/[\d-]+\.jsonl$/,
    isTheirs: ({ key }: { key: string }, { person }) => key.includes(person),
  },
  {
    // A group's question has no name; one from a private chat has the chat, which is the person.
    files: /^feedback\/[\d-]+\.jsonl$/,
    isTheirs: ({ chatId }: FeedbackEntry, { chats, person }) => chatId === person || chats.has(chatId),
  },
  {
    files: /^subscriptions(?:\.damaged-\w+)?\.jsonl$/,
    isTheirs: (change: { added?: Subscription; removed?: { subscriber: Subscriber } }, { person, chats }) => {
      const id = (change.added ?? change.removed)?.subscriber.id;
      return id !== undefined && (id === person || chats.has(id));
    },
  },
  {
    files: /^agenda(?:\.damaged-\w+)?\.jsonl$/,
    isTheirs: (change: { task?: Task; done?: string }, { person }) =>
      JSON.stringify(change.task?.work ?? change.done ?? '').includes(person),
  },
];

/**
 * Takes out of the state in `dir` what is a person's: answers to them, what they asked and thought in private, what they
 * subscribed to, what of theirs waits. Returns the number of lines taken out. The audit log stays: who published what is
 * the organisation's. The bot must not be running. @throws StoreError
 */
export async function forgetPerson(dir: string, person: string): Promise<number> {
  const files = (await filesIn(dir)).filter((name) => owned.some(({ files }) => files.test(name)));
  const chats = new Set<string>();
  for (const name of files.filter((file) => owned[0]?.files.test(file))) {
    for (const { value } of await linesOf(join(dir, name))) {
      const { answer } = (value ?? {}) as { answer?: SentAnswer };
      if (answer?.asker === person && answer.chat.kind === 'private') chats.add(answer.chat.id);
    }
  }

  let taken = 0;
  for (const name of files) {
    const path = join(dir, name);
    const lines = await linesOf(path);
    const rules = owned.filter((rule) => rule.files.test(name));
    const isTheirs = (value: unknown): boolean =>
      typeof value === 'object' &&
      value !== null &&
      rules.some((rule) => rule.isTheirs(value as never, { person, chats }));
    const kept = lines.filter(({ text, value }) =>
      value === undefined ? !text.includes(person) : !isTheirs(value),
    );
    if (kept.length === lines.length) continue;
    await writeLines(
      path,
      kept.map(({ text }) => text),
    );
    taken += lines.length - kept.length;
  }
  return taken;
}

async function filesIn(dir: string): Promise<string[]> {
  const names = await readdir(dir, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw cannotWrite(dir, error);
  });
  return names.map((name) => name.replaceAll('\\', '/')).sort();
}

/** Lines as they stand, and what they say; undefined for one that cannot be read. */
async function linesOf(path: string): Promise<{ text: string; value: unknown }[]> {
  const text = await readFile(path, 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ text: line, value: parseLine(line) }));
}
