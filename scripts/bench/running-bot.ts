/** The bot as a process of its own, and other programs of this repository. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { environmentOf } from '../../test/fakes/fake-feishu/environment.ts';
import type { FakeFeishu } from '../../test/fakes/fake-feishu/index.ts';

/** `npm start`, once its pages can be asked. */
export async function startBot(env: Record<string, string>): Promise<{ child: ChildProcess; url: string }> {
  const child = start('src/entry/node.ts', [], { PORT: '0', LOG_LEVEL: 'warn', ...env });
  let output = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  for (;;) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
    if (url !== undefined && (await fetch(`${url}/healthz`)).ok) return { child, url };
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}: ${output}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The same with the credentials of `feishu`, ready for its events. */
export async function startBotFor(
  feishu: FakeFeishu,
  transport: 'webhook' | 'websocket',
  env: Record<string, string>,
): Promise<{ child: ChildProcess; url: string }> {
  const bot = await startBot({ ...environmentOf(feishu, transport), ...env });
  if (transport === 'webhook') feishu.webhookUrl = `${bot.url}/feishu/events`;
  else await feishu.longConnection.clientReady();
  return bot;
}

export async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** As npm would start it, with nothing of this process's own configuration. */
export function start(path: string, args: string[], env: Record<string, string>): ChildProcess {
  const { PATH, HOME } = process.env;
  return spawn(process.execPath, ['--import', 'tsx', path, ...args], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
