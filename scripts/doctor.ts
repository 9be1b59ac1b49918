/** Looks at configuration, data directory and the app as Feishu knows it, and says what is missing. Changes nothing. */
import { access, constants, statfs } from 'node:fs/promises';
import { type Check, checkFeishu } from '../src/adapters/feishu/check-up.ts';
import { createFileIssueStore } from '../src/adapters/stores/files.ts';
import { createCommand } from '../src/adapters/terminal/command.ts';
import type { Config } from '../src/config.ts';
import { doctor as words } from '../src/core/wording.ts';
import { readConfig, runCommand } from '../src/entry/command-line.ts';

const LITTLE_SPACE_BYTES = 500 * 1024 * 1024;
const signs: Record<Check['state'], string> = { ok: '✓', missing: '✗', lacking: '!', unknown: '?' };

await runCommand(async () => {
  const { json } = createCommand('npm run doctor --', words.about)
    .option('--json', words.json)
    .parse()
    .opts<{ json?: true }>();
  const config = readConfig();
  const checks = [...(await checkData(config)), ...(await checkApp(config))];
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

async function checkData({ dataDir }: Config): Promise<Check[]> {
  const space = { subject: words.space, state: 'ok', detail: '' } as const;
  try {
    await access(dataDir, constants.R_OK | constants.W_OK);
    const { bavail, bsize } = await statfs(dataDir);
    const { issues, broken } = await createFileIssueStore({ dataDir }).readAll();
    return [
      { subject: words.dataDir(dataDir), state: 'ok', detail: '' },
      bavail * bsize < LITTLE_SPACE_BYTES ? { ...space, state: 'lacking', detail: words.littleSpace } : space,
      issues.length > 0
        ? { subject: words.library(issues.length), state: 'ok', detail: '' }
        : { subject: words.library(0), state: 'lacking', detail: words.emptyLibrary },
      ...broken.map(
        ({ path, line, reason }): Check => ({
          subject: words.brokenIssue(path, line),
          state: 'lacking',
          detail: reason,
        }),
      ),
    ];
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return [{ subject: words.dataDir(dataDir), state: 'missing', detail: words.dataDirUnusable(detail) }];
  }
}
