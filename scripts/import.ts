/** Reads files and folders of bulletins and publishes them into DATA_DIR. Writes a report a file to stdout. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { prepareDataDir } from '../src/adapters/stores/data-dir.ts';
import { errorCode } from '../src/adapters/stores/durable-file.ts';
import { findFiles } from '../src/adapters/stores/incoming-files.ts';
import { createCommand } from '../src/adapters/terminal/command.ts';
import {
  type FileReport,
  formatReport,
  formatSummary,
  toJson,
} from '../src/adapters/terminal/import-report.ts';
import { createProgress } from '../src/adapters/terminal/progress.ts';
import { WenbaoError } from '../src/core/errors.ts';
import { type ImportOptions, type ImportReport, importFile } from '../src/core/publishing/import-file.ts';
import { storage, importCommand as wording } from '../src/core/wording.ts';
import { readConfig, runCommand } from '../src/entry/command-line.ts';
import { importOptions } from '../src/entry/import-options.ts';
import { refreshIndex } from '../src/entry/refresh-index.ts';

/** What the largest scanned issue needs, several times over. */
const LARGEST_MEGABYTES = 100;

await runCommand(async () => {
  const command = createCommand('npm run import --', wording.about)
    .usage(wording.usage)
    .argument('<path...>', wording.path)
    .option('--json', wording.json)
    .option('--force', wording.force)
    .parse();
  const { json = false, force = false } = command.opts<{ json?: true; force?: true }>();
  const files = await findFiles(command.args);
  if (files.length === 0) throw new WenbaoError(wording.nothingFound(command.args.join('、')));
  const config = readConfig();
  await prepareDataDir(config.dataDir);
  const options = await importOptions(config.dataDir, { force });

  const reports: FileReport[] = [];
  const progress = createProgress(wording.progress);
  for (const [index, file] of files.entries()) {
    progress.update(index, files.length);
    const report = { file, ...(await importPath(file, options)) };
    reports.push(report);
    if (!json) progress.above(() => process.stdout.write(`${formatReport(report)}\n`));
  }
  progress.stop();

  // A gap shows only when the last file is in.
  for (const report of reports) {
    const gap = report.issue && report.status !== 'held' ? options.overview.gap(report.issue) : [];
    if (gap.length > 0) report.warnings = [...(report.warnings ?? []), ...gap];
  }
  if (reports.some(({ status }) => status === 'published' || status === 'replaced'))
    await refreshIndex(config);

  if (json) process.stdout.write(`${JSON.stringify({ files: reports.map(toJson) })}\n`);
  else process.stdout.write(`\n${formatSummary(reports)}\n`);
  if (reports.some(({ status }) => status === 'held')) process.stderr.write(`${wording.heldHint}\n`);
});

async function importPath(path: string, options: ImportOptions): Promise<ImportReport> {
  try {
    if ((await stat(path)).size > LARGEST_MEGABYTES * 2 ** 20) {
      return { status: 'refused', reason: wording.tooLarge(LARGEST_MEGABYTES) };
    }
    const bytes = await readFile(path);
    return await importFile({ name: basename(path), bytes }, options);
  } catch (error) {
    // The library cannot be written: the next file would fare no better.
    if (error instanceof WenbaoError) throw error;
    return { status: 'refused', reason: wording.cannotOpen(storage.why(errorCode(error))) };
  }
}
