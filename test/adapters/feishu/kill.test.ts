import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'vitest';
import { createFakeFeishu, type FakeFeishu, type FakeMessage } from '../../fakes/fake-feishu/index.ts';
import type { BotProcessOptions } from './bot-process.ts';
import { newDir } from './start-bot.ts';
import { textOfCard } from './texts.ts';

type Transport = BotProcessOptions['transport'];

async function launch(
  feishu: FakeFeishu,
  transport: Transport,
  dir: string,
  onChild: (child: ChildProcess) => void,
): Promise<ChildProcess> {
  const options: BotProcessOptions = { ...feishu.credentials, domain: feishu.url, transport, dir };
  const child = spawn(process.execPath, ['--import', 'tsx', `${import.meta.dirname}/bot-process.ts`], {
    env: { ...process.env, BOT_PROCESS: JSON.stringify(options) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onChild(child);
  const [port] = (await once(child.stdout as NodeJS.EventEmitter, 'data')) as [Buffer];
  const url = `http://127.0.0.1:${port.toString().trim()}/feishu/events`;
  feishu.webhookUrl = transport === 'webhook' ? url : null;
  if (transport === 'websocket') await feishu.longConnection.clientReady();
  return child;
}

async function killed(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exited = once(child, 'exit');
  child.kill(signal);
  return ((await exited) as [number | null])[0];
}

/** Numbers from 0 to 1 that are the same for the same seed (Park and Miller, 1988). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

describe.concurrent.each<Transport>(['webhook', 'websocket'])(
  'a bot killed ten times over the %s',
  (transport) => {
    it('answers each of 200 questions exactly once', { timeout: 180_000 }, async ({
      expect,
      onTestFinished,
    }) => {
      const random = randomFrom(transport === 'webhook' ? 20_261_122 : 7);
      const feishu = await createFakeFeishu({ retryAfterMs: Array.from({ length: 240 }, () => 500) });
      const dir = await newDir();
      const killAt = Array.from({ length: 10 }, () => Math.floor(random() * 190) + 1).sort((a, b) => a - b);
      const children = new Set<ChildProcess>();
      onTestFinished(() => {
        for (const child of children) child.kill('SIGKILL');
      });
      const start = () => launch(feishu, transport, dir, (child) => children.add(child));
      let child = await start();

      const chats = Array.from({ length: 12 }, () => feishu.world.openChat());
      const questions: FakeMessage[] = [];
      const deliveries: Promise<{ acked: boolean }>[] = [];
      const asking = (async () => {
        for (let i = 0; i < 200; i++) {
          const chat = chats[Math.floor(random() * chats.length)];
          if (!chat) throw new Error('no chat');
          const { message, event } = feishu.say({
            chat,
            from: `ou_${i % 40}`,
            text: `第${i}问：青溪县的人才公寓`,
          });
          questions.push(message);
          deliveries.push(feishu.deliver(event));
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      })();
      for (const count of killAt) {
        await feishu.world.until(() => feishu.world.fromBot().length >= count, 60_000);
        await killed(child, 'SIGKILL');
        child = await start();
      }
      await asking;
      expect((await Promise.all(deliveries)).every(({ acked }) => acked)).toBe(true);
      await feishu.world.until(
        () => questions.every(({ id }) => feishu.world.repliesTo(id).length > 0),
        60_000,
      );

      // Asked to stop, it finishes what it has and exits with 0.
      const began = performance.now();
      expect(await killed(child, 'SIGTERM')).toBe(0);
      expect(performance.now() - began).toBeLessThan(10_000);
      expect(questions.map(({ id }) => feishu.world.repliesTo(id).length)).toEqual(questions.map(() => 1));
      for (const [i, { id }] of questions.entries()) {
        expect(textOfCard(feishu.world.repliesTo(id)[0]?.content)).toContain(`第${i}问`);
      }
      await feishu.close();
    });
  },
);
