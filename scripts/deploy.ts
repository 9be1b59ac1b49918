/** Deploys the bot to Cloudflare Workers as wrangler.toml says, after looking at what is missing. */
import { createCommand } from '../src/adapters/terminal/command.ts';
import { checkDeployment, type DeploymentConfig } from '../src/adapters/wrangler/check-deployment.ts';
import { reasonOf, runWrangler } from '../src/adapters/wrangler/wrangler.ts';
import { ConfigError } from '../src/core/errors.ts';
import { deployCommand as wording, wrangler } from '../src/core/wording.ts';
import { runCommand } from '../src/entry/command-line.ts';

await runCommand(async () => {
  const { check = false } = createCommand('npm run deploy --', wording.about)
    .option('--check', wording.check)
    .parse()
    .opts<{ check?: true }>();
  const { unstable_readConfig } = await import('wrangler').catch((cause: unknown) => {
    throw new ConfigError(wrangler.notStarted, { cause });
  });
  const config = unstable_readConfig({ config: 'wrangler.toml' }) as unknown as DeploymentConfig;
  // What stands in the file is looked at before anybody is asked.
  const inFile = checkDeployment(config, null);
  if (inFile.length > 0) throw new ConfigError(wording.missing(inFile));

  const who = await runWrangler(['whoami']);
  if (who.code !== 0 || /not authenticated/i.test(who.stdout)) throw new ConfigError(wording.notLoggedIn);
  const problems = checkDeployment(config, await secretNames());
  if (problems.length > 0) throw new ConfigError(wording.missing(problems));
  say(wording.complete);
  if (check) return;

  await run(['d1', 'migrations', 'apply', 'DB', '--remote'], wording.migrating);
  await run(['deploy', '--minify'], wording.deploying);
  say(wording.deployed(`${String(config.vars.PUBLIC_URL ?? '')}/feishu/events`));
});

/** Names of the secrets at Cloudflare; none where the Worker was never deployed. */
async function secretNames(): Promise<string[]> {
  const { code, stdout } = await runWrangler(['secret', 'list', '--format', 'json']);
  if (code !== 0) return [];
  const list = JSON.parse(stdout.slice(stdout.indexOf('['))) as { name: string }[];
  return list.map(({ name }) => name);
}

async function run(args: string[], doing: string): Promise<void> {
  say(doing);
  const result = await runWrangler(args);
  if (result.code !== 0) throw new ConfigError(wording.failed(doing, reasonOf(result)));
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
