/** Runs the Worker on this machine: D1, R2 and queues in `.wrangler`, secrets from `.dev.vars`. */
import { createCommand } from '../src/adapters/terminal/command.ts';
import { reasonOf, runWrangler } from '../src/adapters/wrangler/wrangler.ts';
import { createWranglerDatabase } from '../src/adapters/wrangler/wrangler-database.ts';
import { StoreError } from '../src/core/errors.ts';
import { devWorkerCommand as wording } from '../src/core/wording.ts';
import { runCommand } from '../src/entry/command-line.ts';

await runCommand(async () => {
  const { port } = createCommand('npm run dev:worker --', wording.about)
    .option(`--port <${wording.number}>`, wording.port, '8787')
    .parse()
    .opts<{ port: string }>();
  const applied = await runWrangler(['d1', 'migrations', 'apply', 'DB', '--local']);
  if (applied.code !== 0) throw new StoreError(wording.noTables(reasonOf(applied)));
  const database = createWranglerDatabase({ binding: 'DB', remote: false });
  const [count] = await database.rows<{ issues: number }>('SELECT count(*) AS issues FROM issues');
  process.stdout.write(`${count?.issues ? wording.starting(port, count.issues) : wording.empty(port)}\n`);
  // Where this machine stands is of no use to the bot, and an error is shown where nobody can be asked.
  process.env.CLOUDFLARE_CF_FETCH_ENABLED ??= 'false';
  const { code } = await runWrangler(['dev', '--local', '--ip', '127.0.0.1', '--port', port], {
    shown: true,
  });
  process.exitCode = code;
});
