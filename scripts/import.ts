/** Reads files and folders of bulletins and publishes them into DATA_DIR. Writes a report a file to stdout. */
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { filesIn } from '../src/adapters/formats/index.ts';
import { createFileAudit } from '../src/adapters/stores/audit.ts';
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
import { UnreadableDocumentError, WenbaoError } from '../src/core/errors.ts';
import type { AuditEntry } from '../src/core/ports.ts';
import { auditOfImport } from '../src/core/publishing/audit-import.ts';
import { type ImportOptions, importFile } from '../src/core/publishing/import-file.ts';
import { storage, importCommand as wording } from '../src/core/wording.ts';
import { refreshIndex } from '../src/entry/command-library.ts';
import { actorOf, readConfig, runCommand } from '../src/entry/command-line.ts';
import { importOptions } from '../src/entry/import-options.ts';

/** Each record waits for the disk; a kill loses at most so many. */
const RECORDED_AT_ONCE = 20;
/** An archive of years of issues; what it may unpack to has its own bound. */
const LARGEST_MEGABYTES = 200;

await runCommand(async () => {
  const command = createCommand('npm run import --', wording.about)
    .usage(wording.usage)
    .argument(wording.argument, wording.path)
    .option('--json', wording.json)
    .option('--force', wording.force)
    .parse();
  const { json = false, force = false } = command.opts<{ json?: true; force?: true }>();
  const files = await findFiles(command.args);
  if (files.length === 0) throw new WenbaoError(wording.nothingFound(command.args.join('、')));
  const config = readConfig();
  await prepareDataDir(config.dataDir);
  const options = await importOptions(config.dataDir, { force });

  const audit = createFileAudit({ dataDir: config.dataDir });
  let unrecorded: AuditEntry[] = [];
  const record = async (): Promise<void> => {
    await audit.record(...unrecorded);
    unrecorded = [];
  };
  const reports: FileReport[] = [];
  const progress = createProgress(wording.progress);
  for (const [index, path] of files.entries()) {
    progress.update(index, files.length);
    for await (const report of importPath(path, options)) {
      reports.push(report);
      unrecorded.push(...auditOfImport(report, actorOf('npm run import'), Date.now()));
      if (unrecorded.length >= RECORDED_AT_ONCE) await record();
      if (!json) progress.above(() => process.stdout.write(`${formatReport(report)}\n`));
    }
  }
  progress.stop();
  await record();

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

/** A report for the file, or for every document of an archive. */
async function* importPath(path: string, options: ImportOptions): AsyncGenerator<FileReport> {
  const opened = await open(path);
  if ('reason' in opened) {
    yield { file: path, status: 'refused', reason: opened.reason };
    return;
  }
  const { files, skipped } = opened;
  const isArchive = files.length !== 1 || files[0]!.name !== basename(path);
  const pathOf = ({ name }: { name: string }): string => (isArchive ? join(path, name) : path);
  for (const file of files) yield { file: pathOf(file), ...(await importFile(file, options)) };
  for (const file of skipped) yield { file: pathOf(file), status: 'refused', reason: file.reason };
}

/** The documents in a file, or why it cannot be opened. */
async function open(path: string): Promise<ReturnType<typeof filesIn> | { reason: string }> {
  try {
    if ((await stat(path)).size > LARGEST_MEGABYTES * 2 ** 20) {
      return { reason: wording.tooLarge(LARGEST_MEGABYTES) };
    }
    return filesIn({ name: basename(path), bytes: await readFile(path) });
  } catch (error) {
    if (error instanceof UnreadableDocumentError) return { reason: error.reason };
    return { reason: wording.cannotOpen(storage.why(errorCode(error))) };
  }
}
