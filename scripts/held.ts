/** Shows, publishes and discards the files that wait in DATA_DIR/state/held/. */
import { prepareDataDir } from '../src/adapters/stores/data-dir.ts';
import { createCommand } from '../src/adapters/terminal/command.ts';
import { formatReport } from '../src/adapters/terminal/import-report.ts';
import { formatTable } from '../src/adapters/terminal/table.ts';
import { chineseDate } from '../src/core/bulletin.ts';
import { StoreError, WenbaoError } from '../src/core/errors.ts';
import { dayInChina } from '../src/core/local-time.ts';
import type { HeldStore, IncomingFile } from '../src/core/ports.ts';
import { auditOfImport } from '../src/core/publishing/audit-import.ts';
import { importFile } from '../src/core/publishing/import-file.ts';
import { storage, heldCommand as wording } from '../src/core/wording.ts';
import { refreshIndex } from '../src/entry/command-library.ts';
import { actorOf, readConfig, runCommand } from '../src/entry/command-line.ts';
import { auditIn, heldFilesIn } from '../src/entry/command-stores.ts';
import { importOptions } from '../src/entry/import-options.ts';

await runCommand(async () => {
  const command = createCommand('npm run held --', wording.about);
  command
    .command('list')
    .description(wording.list)
    .option('--json', wording.json)
    .action(({ json }: { json?: true }) => list(json ?? false));
  command
    .command('publish')
    .description(wording.publish)
    .argument(wording.argument, wording.id)
    .action(publish);
  command
    .command('discard')
    .description(wording.discard)
    .argument(wording.argument, wording.id)
    .action(discard);
  command.helpCommand(false);
  if (process.argv.length === 2) throw new WenbaoError(wording.noVerb);
  await command.parseAsync();
});

async function list(json: boolean): Promise<void> {
  const files = await heldStore().list();
  const rows = files.map(({ id, since, name, reason }) => [
    id,
    chineseDate(dayInChina(Date.parse(since))),
    name,
    reason,
  ]);
  if (json) process.stdout.write(`${JSON.stringify({ files })}\n`);
  else process.stdout.write(`${files.length > 0 ? formatTable([...wording.head], rows) : wording.none}\n`);
}

async function publish(ids: string[]): Promise<void> {
  const held = heldStore();
  const files = await readHeld(ids);
  const config = readConfig();
  await prepareDataDir(config.dataDir);
  const options = await importOptions(config.dataDir, { force: true, approved: true });
  const audit = auditIn({ dataDir: config.dataDir, database: null });
  try {
    for (const [id, file] of files) {
      const report = await importFile(file, options);
      await audit.record(...auditOfImport(report, actorOf('npm run held'), Date.now()));
      // This may be the only copy, and its reader may work again tomorrow.
      const stays = report.status === 'held' || (report.status === 'refused' && !report.classified);
      if (!stays) await held.discard(id);
      process.stdout.write(`${formatReport({ file: file.name, ...report })}\n`);
      if (stays) process.stderr.write(`${wording.stays(id)}\n`);
    }
  } finally {
    // What was published before an error is published.
    await refreshIndex(config);
  }
}

async function discard(ids: string[]): Promise<void> {
  const held = heldStore();
  for (const [id, file] of await readHeld(ids)) {
    await held.discard(id);
    process.stdout.write(`${wording.discarded(file.name)}\n`);
  }
}

function heldStore(): HeldStore {
  return heldFilesIn(readConfig().dataDir);
}

/** All or none: a mistyped id must not leave half of the work done. */
async function readHeld(ids: string[]): Promise<[string, IncomingFile][]> {
  const files: [string, IncomingFile][] = [];
  for (const id of ids) {
    const file = await heldStore().read(id);
    if (!file) throw new StoreError(storage.heldMissing(id));
    files.push([id, file]);
  }
  return files;
}
