/**
 * Each fault strikes the real bot while people ask and an editor publishes. Whatever it was: every acknowledged question
 * is answered once, every published issue is there, every withdrawn one gone, and nothing that could not be read is
 * overwritten.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { press } from '../adapters/feishu/desk/start-desk.ts';
import { textOfCard } from '../adapters/feishu/texts.ts';
import { createFakeFeishu, type FakeFeishu, type FakeMessage } from '../fakes/fake-feishu/index.ts';
import { bulletinText } from '../scripts/generated-bulletins.ts';
import { expectPlainError, outcomeOf, startScript } from '../scripts/run-script.ts';
import { sampleLibrary } from './sample-library.ts';
import type { RunningNode } from './start-node.ts';
import { startWithFeishu } from './start-with-feishu.ts';

const EDITOR = 'ou_editor';
const QUESTIONS = ['云岫县的人才公寓有多少套', '临汐县乡村医生的岗位津贴是多少', '2024年第8期有哪些文章'];
/** Issues of `bulletinText`: the first is withdrawn before the fault, the others are published around it. */
const WITHDRAWN = 1;
const labelOf = (number: number): string => `云川组工信息2023年第${number}期`;

interface Scene {
  feishu: FakeFeishu;
  dataDir: string;
  node: RunningNode;
}

interface Fault {
  name: string;
  /** A program without which it cannot be made (util-linux has it). */
  needs?: string;
  /** Strikes the running bot. */
  strike?(scene: Scene): void | Promise<void>;
  /** What the bot shows meanwhile. */
  meanwhile?(scene: Scene): Promise<void>;
  /** Ends what `strike` began, as an administrator would. */
  heal?(scene: Scene): void | Promise<void>;
  /** Strikes while the bot is down; what it returns must stand there unchanged afterwards. */
  spoil?(dataDir: string): string[];
  /** For the start after the fault. */
  env?: Record<string, string>;
  /** What the log must say. */
  says?: RegExp[];
}

const isThere = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

const limitFiles = ({ node }: Scene, bytes: string): void => {
  execFileSync('prlimit', [`--pid=${node.child.pid}`, `--fsize=${bytes}:unlimited`]);
};

const faults: Fault[] = [
  {
    name: 'kill -9',
    async strike({ node }) {
      const gone = once(node.child, 'exit');
      node.child.kill('SIGKILL');
      await gone;
    },
  },
  {
    // No file may grow any more, as on a full disk.
    name: 'a full disk',
    needs: 'prlimit',
    strike: (scene) => limitFiles(scene, '1'),
    async meanwhile({ node }) {
      const ready = async () => (await (await fetch(`${node.url}/readyz`)).json()) as object;
      const halted = { ready: false, connection: true, inbox: false };
      await expect.poll(ready, { timeout: 10_000 }).toMatchObject(halted);
    },
    heal: (scene) => limitFiles(scene, 'unlimited'),
    says: [/无法写入[^"]*文件超过了允许的大小/],
  },
  {
    name: 'a platform that cannot be reached',
    strike: ({ feishu }) => feishu.faults.add({ on: /open-apis/, fault: { kind: 'reset' } }),
    heal: ({ feishu }) => feishu.faults.clear(),
  },
  {
    name: 'a clock set back while the bot runs, and behind at the next start',
    strike: ({ node }) => void node.child.kill('SIGUSR2'),
    env: { CLOCK_BACK: '1' },
  },
  {
    name: 'torn files of every kind',
    spoil(dataDir) {
      const state = (name: string): string => join(dataDir, 'state', name);
      for (const folder of ['sent', 'inbox/seen', 'feedback']) {
        for (const name of existsSync(state(folder)) ? readdirSync(state(folder)) : [])
          if (name.endsWith('.jsonl'))
            appendFileSync(state(join(folder, name)), '{"answer":{"messageId":"om_to');
      }
      writeFileSync(state('inbox/pending.jsonl'), 'no json\n{"type":"message","key":"om_torn');
      for (const name of ['subscriptions.jsonl', 'agenda.jsonl']) {
        const path = state(name);
        if (existsSync(path)) appendFileSync(path, 'no json\n{"added":{"subscr');
      }
      writeFileSync(state('daily.json'), '{"backup":"20');
      const [text, draft] = [
        join(dataDir, 'bulletins/2024/澜州组工信息-2024-02.md'),
        state('drafts/torn.json'),
      ];
      mkdirSync(state('drafts'), { recursive: true });
      writeFileSync(draft, '{"draft":{"id":"torn"');
      const whole = readFileSync(text);
      truncateSync(text, Math.floor(whole.length / 3));
      // Within a character: no UTF-8 any more.
      appendFileSync(text, Buffer.from([0xe4, 0xba]));
      return [text, draft];
    },
    says: [
      /an issue file cannot be read and is left out/,
      /a draft cannot be read/,
      /the file is kept aside/,
    ],
  },
  {
    name: 'a dictionary in another encoding, and one that is a folder',
    spoil(dataDir) {
      const [terms, synonyms] = ['terms', 'synonyms'].map((name) =>
        join(dataDir, 'dictionary', `${name}.txt`),
      );
      writeFileSync(terms!, Buffer.from([0xc8, 0xcb, 0xb2, 0xc5, 0x0a]));
      rmSync(synonyms!);
      mkdirSync(synonyms!);
      return [terms!];
    },
    says: [/terms\.txt[^\n]*expected a text file in UTF-8/, /synonyms\.txt[^\n]*going on without/],
  },
  {
    name: 'an index from another version, and one that is none',
    spoil(dataDir) {
      const index = join(dataDir, 'state', 'index');
      rmSync(index, { recursive: true, force: true });
      mkdirSync(index, { recursive: true });
      writeFileSync(join(index, 'texts'), '{"format":99,"stamp":"of another version"}\n{}');
      writeFileSync(join(index, 'postings'), Buffer.alloc(5_000, 0xff));
      writeFileSync(join(dataDir, 'state', 'index.json'), '{"stamp":"old","issues":{}}');
      return [];
    },
  },
];

/** What people did, to be looked at in the end. */
function createPeople(feishu: FakeFeishu) {
  const chats = Array.from({ length: 3 }, () => feishu.world.openChat());
  const desk = feishu.world.openChat({ kind: 'p2p' });
  const asked: { message: FakeMessage; acked: Promise<boolean> }[] = [];
  const published: number[] = [];

  async function cardFor(text: string): Promise<FakeMessage> {
    const { message } = await feishu.tell({ chat: desk, from: EDITOR, text });
    return feishu.world.until(() => feishu.world.repliesTo(message.id)[0], 60_000);
  }

  return {
    desk,
    asked,
    published,
    /** Goes on at once: the platform repeats what is not acknowledged. */
    ask(times: number): void {
      for (let i = 0; i < times; i++) {
        const n = asked.length;
        const { message, event } = feishu.say({
          chat: chats[n % chats.length]!,
          from: `ou_${n}`,
          text: QUESTIONS[n % QUESTIONS.length]!,
        });
        asked.push({ message, acked: feishu.deliver(event).then(({ acked }) => acked) });
      }
    },
    preview: (number: number) => cardFor(bulletinText(2023, number)),
    /** True when the bot says that it is published; anything else may be tried again. */
    async publish(card: FakeMessage, number: number): Promise<boolean> {
      try {
        await feishu.click(card, { from: EDITOR, action: press(card, '发布') });
        await feishu.world.until(() => textOfCard(card.content).includes('已发布'), 8_000);
      } catch {
        return false;
      }
      published.push(number);
      return true;
    },
    async withdraw(number: number): Promise<void> {
      const card = await cardFor(`撤回 ${labelOf(number)}`);
      await feishu.click(card, {
        from: EDITOR,
        action: press(card, '确认', { withdrawal_reason: '数字有误' }),
      });
      await feishu.world.until(() => textOfCard(card.content).includes('已撤回'), 20_000);
    },
  };
}

describe('npm start, struck by', () => {
  it.each(faults.filter(({ needs }) => !needs || isThere(needs)))(
    '$name',
    { timeout: 180_000 },
    async ({ strike, meanwhile, heal, spoil, env = {}, says }) => {
      const feishu = await createFakeFeishu({ retryAfterMs: Array.from({ length: 200 }, () => 300) });
      onTestFinished(() => feishu.close());
      const dataDir = sampleLibrary();
      const logs: string[] = [];
      const start = async (more: Record<string, string> = {}): Promise<RunningNode> => {
        const node = await startWithFeishu(feishu, 'websocket', dataDir, {
          EDITORS: EDITOR,
          NODE_OPTIONS: '--import=./test/runtimes/preload.mjs',
          ...more,
        });
        logs.push('');
        const mine = logs.length - 1;
        node.child.once('exit', () => {
          logs[mine] = node.errors();
        });
        return node;
      };
      const scene: Scene = { feishu, dataDir, node: await start() };
      const people = createPeople(feishu);

      const first = await people.preview(WITHDRAWN);
      expect(await people.publish(first, WITHDRAWN)).toBe(true);
      await people.withdraw(WITHDRAWN);
      const second = await people.preview(2);
      const third = await people.preview(3);

      people.ask(6);
      const publishing = people.publish(second, 2);
      await strike?.(scene);
      people.ask(6);
      await Promise.allSettled([publishing, people.publish(third, 3)]);
      await meanwhile?.(scene);
      await heal?.(scene);
      people.ask(3);

      if (scene.node.child.exitCode === null && scene.node.child.signalCode === null) await scene.node.stop();
      const spoiled = (spoil?.(dataDir) ?? []).map((path) => ({ path, bytes: readFileSync(path) }));
      scene.node = await start(env);
      people.ask(3);
      for (const [card, number] of [
        [second, 2],
        [third, 3],
      ] as const)
        if (!people.published.includes(number)) await people.publish(card, number);

      // Everything was delivered in the end, and answered once.
      expect(await Promise.all(people.asked.map(({ acked }) => acked))).not.toContain(false);
      const unanswered = (): number =>
        people.asked.filter(({ message }) => feishu.world.repliesTo(message.id).length === 0).length;
      await expect.poll(unanswered, { timeout: 60_000, interval: 200 }).toBe(0);
      const replies = people.asked.map(({ message }) => feishu.world.repliesTo(message.id).length);
      expect(replies.filter((count) => count !== 1)).toEqual([]);

      const page = async (number: number): Promise<string> => {
        const { message } = await feishu.tell({
          chat: people.desk,
          from: 'ou_reader',
          text: `${labelOf(number)}有哪些文章`,
        });
        const reply = await feishu.world.until(() => feishu.world.repliesTo(message.id)[0], 20_000);
        return textOfCard(reply.content);
      };
      const titles = (number: number): RegExp =>
        new RegExp(/^(.{2,4}扎实做好.+工作)$/m.exec(bulletinText(2023, number))![1]!);
      for (const number of [2, 3]) expect(await page(number)).toMatch(titles(number));
      expect(await page(WITHDRAWN)).not.toMatch(titles(WITHDRAWN));
      for (const { path, bytes } of spoiled)
        expect([path, readFileSync(path).equals(bytes)]).toEqual([path, true]);

      await scene.node.stop();
      for (const sentence of says ?? []) expect(logs.join('')).toMatch(sentence);
      expect(logs.join('')).not.toMatch(/nobody waits for|nobody caught/);
    },
  );

  it('a disk that is read-only from the start, and says so in one line', async () => {
    const dataDir = sampleLibrary();
    const user = process.getuid?.() === 0 ? 65_534 : undefined;
    execFileSync('chmod', ['-R', 'a-w', dataDir]);
    onTestFinished(() => void execFileSync('chmod', ['-R', 'u+w', dataDir]));
    const child = startScript('src/entry/node.ts', [], { PORT: '0', DATA_DIR: dataDir, HOME: '/tmp' }, user);
    expectPlainError(await outcomeOf(child), dataDir);
  });

  it.runIf(existsSync('/proc'))('a DATA_DIR where nothing can be made, and says so in one line', async () => {
    const child = startScript('src/entry/node.ts', [], { PORT: '0', DATA_DIR: '/proc/wenbao' });
    expectPlainError(await outcomeOf(child), '/proc/wenbao');
  });
});
