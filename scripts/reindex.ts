/** Builds the index anew from the files in DATA_DIR/bulletins and the dictionary; a running bot takes it over. */
import { prepareDataDir } from '../src/adapters/stores/data-dir.ts';
import { createCommand } from '../src/adapters/terminal/command.ts';
import { reindexCommand as wording } from '../src/core/wording.ts';
import { refreshIndex } from '../src/entry/command-library.ts';
import { readConfig, runCommand } from '../src/entry/command-line.ts';

await runCommand(async () => {
  createCommand('npm run reindex --', wording.about).parse();
  const config = readConfig();
  await prepareDataDir(config.dataDir);
  const startedAt = performance.now();
  const library = await refreshIndex(config, { fresh: true });
  const { issues, index } = library.current();
  const { passages } = await index.totals();
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  process.stdout.write(`${wording.done(issues.length, passages, seconds)}\n`);
});
