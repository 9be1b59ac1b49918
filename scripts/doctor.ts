/** Looks at configuration, data directory and the app as Feishu knows it, and says what is missing. Changes nothing. */
import { stat } from 'node:fs/promises';
import { type Check, checkFeishu } from '../src/adapters/feishu/check-up.ts';
import { checkData } from '../src/adapters/stores/check-data.ts';
import { createCommand } from '../src/adapters/terminal/command.ts';
import type { Config } from '../src/config.ts';
import { doctor as words } from '../src/core/wording.ts';
import { readConfig, runCommand } from '../src/entry/command-line.ts';

const signs: Record<Check['state'], string> = { ok: '✓', missing: '✗', lacking: '!', unknown: '?' };

await runCommand(async () => {
  const { json } = createCommand('npm run doctor --', words.about)
    .option('--json', words.json)
    .parse()
    .opts<{ json?: true }>();
  const config = readConfig();
  const checks = [
    ...(await checkEnvFile()),
    ...(await checkData({ ...config, now: Date.now() })),
    ...(await checkApp(config)),
  ];
  if (json) process.stdout.write(`${JSON.stringify({ checks })}\n`);
  else
    process.stdout.write(
      `${[...checks.map(line), words.summary(count(checks, 'ok'), checks.length)].join('\n')}\n`,
    );
  if (count(checks, 'missing') > 0) process.exitCode = 1;
});

function line({ subject, state, detail }: Check): string {
  return `${signs[state]} ${subject}${detail ? `：${detail}` : ''}`;
}

function count(checks: Check[], state: Check['state']): number {
  return checks.filter((check) => check.state === state).length;
}

async function checkApp({ feishu, publicUrl }: Config): Promise<Check[]> {
  if (!feishu) return [{ subject: words.credentials, state: 'missing', detail: words.noCredentials }];
  const checks = await checkFeishu({ ...feishu, publicUrl, wall: { now: Date.now } });
  if (publicUrl) return checks;
  return [...checks, { subject: words.links, state: 'lacking', detail: words.linksAreLocal }];
}

/** Others on this machine read the secrets of a file that is open to them. */
async function checkEnvFile(): Promise<Check[]> {
  const found = await stat('.env').catch(() => null);
  if (found === null || process.platform === 'win32') return [];
  const isPrivate = (found.mode & 0o077) === 0;
  return [
    {
      subject: words.envFile,
      state: isPrivate ? 'ok' : 'lacking',
      detail: isPrivate ? '' : words.envFileOpen,
    },
  ];
}
