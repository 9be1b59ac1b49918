/** Removes from DATA_DIR what is one person's. What the organisation published stays, and who published it. */
import { join } from 'node:path';
import { forgetPerson } from '../src/adapters/inbox/forget-person.ts';
import { forgetDrafts } from '../src/adapters/stores/forget-drafts.ts';
import { holdBotLock } from '../src/adapters/stores/locks.ts';
import { createCommand } from '../src/adapters/terminal/command.ts';
import { ConfigError } from '../src/core/errors.ts';
import { forgetCommand as words } from '../src/core/wording.ts';
import { readConfig, runCommand } from '../src/entry/command-line.ts';

await runCommand(async () => {
  const { user } = createCommand('npm run forget --', words.about)
    .usage(words.usage)
    .requiredOption('--user <open_id>', words.user)
    .parse()
    .opts<{ user: string }>();
  if (!/^ou_[\w-]+$/.test(user)) throw new ConfigError(words.badUser);
  const { dataDir } = readConfig();
  const release = await holdBotLock(dataDir);
  try {
    const lines = await forgetPerson(join(dataDir, 'state'), user);
    const drafts = await forgetDrafts(dataDir, user);
    process.stdout.write(`${words.done(lines, drafts)}\n${words.stays}\n`);
  } finally {
    await release();
  }
});
