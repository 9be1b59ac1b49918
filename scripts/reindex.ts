/** Builds the index anew from the issues in DATA_DIR/bulletins (or in D1) and the dictionary; a running bot takes it over. */
import { prepareDataDir } from '../src/adapters/stores/data-dir.ts';
import { createCommand } from '../src/adapters/terminal/command.ts';
import { reindexCommand as wording } from '../src/core/wording.ts';
import { refreshIndex } from '../src/entry/command-library.ts';
import { readConfig, runCommand } from '../src/entry/command-line.ts';
import { d1Of, reindexD1, withD1Options } from '../src/entry/d1-for-commands.ts';

await runCommand(async () => {
  const command = withD1Options(createCommand('npm run reindex --', wording.about), '--to').parse();
  const config = readConfig();
  const database = d1Of(command, 'to');
  await prepareDataDir(config.dataDir);
  const startedAt = performance.now();
  const say = (issues: number, passages: number): void => {
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    process.stdout.write(`${wording.done(issues, passages, seconds)}\n`);
  };
  if (database) {
    const { issues, passages } = await reindexD1(database, config.dataDir);
    return say(issues, passages);
  }
  const library = await refreshIndex(config, { fresh: true });
  const { issues, index } = library.current();
  const { passages } = await index.totals();
  say(issues.length, passages);
});
