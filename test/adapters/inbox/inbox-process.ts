/** An inbox as a process of its own, to be killed: says what it has accepted, and what it is about to settle. */
import { createInbox } from '../../../src/adapters/inbox/inbox.ts';

const [, , dir = '', round = ''] = process.argv;
const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };
const inbox = await createInbox({ dir, clock: { now: () => Date.UTC(2026, 10, 22) }, log });

/** Resolves once the line has left this process. */
const say = (what: string, key: string): Promise<void> =>
  new Promise((resolve) => process.stdout.write(`${what} ${key}\n`, () => resolve()));
const accept = async (key: string): Promise<void> => {
  await inbox.accept({ type: 'recalled', key, at: 1, messageId: key, chatId: 'oc_1' });
  await say('accepted', key);
};

await accept(`${round}-never-settled`);
for (let n = 0; ; n++) {
  const keys = ['a', 'b', 'c'].map((letter) => `${round}-${n}${letter}`);
  await Promise.all(keys.map(accept));
  await Promise.all(
    keys.map(async (key) => {
      await say('settling', key);
      await inbox.settle(key, 'answered');
    }),
  );
}
