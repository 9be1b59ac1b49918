/** Removes from DATA_DIR, or from D1 (`--from d1`), what is one person's. What the organisation published stays, and who published it. */
import { createCommand } from '../src/adapters/terminal/command.ts';
import { ConfigError } from '../src/core/errors.ts';
import { forgetCommand as words } from '../src/core/wording.ts';
import { readConfig, runCommand } from '../src/entry/command-line.ts';
import { forgetIn } from '../src/entry/command-stores.ts';
import { d1Of, withD1Options } from '../src/entry/d1-for-commands.ts';

await runCommand(async () => {
  const command = withD1Options(createCommand('npm run forget --', words.about), '--from', words.from)
    .usage(words.usage)
    .requiredOption('--user <open_id>', words.user)
    .parse();
  const { user } = command.opts<{ user: string }>();
  if (!/^ou_[\w-]+$/.test(user)) throw new ConfigError(words.badUser);
  const database = d1Of(command, 'from');
  const { rows, drafts } = await forgetIn({ dataDir: readConfig().dataDir, database }, user);
  say(words.done(rows, drafts));
  if (database && drafts > 0) say(words.filesInR2);
  say(words.stays);
});

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
