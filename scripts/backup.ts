/** Writes the library and its state in DATA_DIR to one file. */
import { writeBackup } from '../src/adapters/stores/backup.ts';
import { createCommand } from '../src/adapters/terminal/command.ts';
import { createProgress } from '../src/adapters/terminal/progress.ts';
import { backup as wording } from '../src/core/wording.ts';
import { readConfig, runCommand } from '../src/entry/command-line.ts';

await runCommand(async () => {
  const command = createCommand('npm run backup --', wording.aboutBackup)
    .usage(wording.usage)
    .argument(wording.argument, wording.file)
    .parse();
  const [file] = command.args as [string];
  const { dataDir } = readConfig();
  const progress = createProgress(wording.working);
  const { files } = await writeBackup({
    dataDir,
    file,
    createdAt: new Date().toISOString(),
    onProgress: progress.update,
  }).finally(progress.stop);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  process.stdout.write(`${wording.written(file, files.length, (bytes / 2 ** 20).toFixed(1))}\n`);
});
