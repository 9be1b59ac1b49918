/** Reads files and folders of bulletins and publishes them into DATA_DIR, or into D1 (`--to d1`). Writes a report a file to stdout. */
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Database } from '../src/adapters/d1/database.ts';
import { errorCode } from '../src/adapters/disk/disk-errors.ts';
import { filesIn } from '../src/adapters/formats/index.ts';
import { prepareDataDir } from '../src/adapters/stores/data-dir.ts';
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
import { onCloudflare, storage, importCommand as wording } from '../src/core/wording.ts';
import { refreshIndex } from '../src/entry/command-library.ts';
import { actorOf, readConfig, runCommand } from '../src/entry/command-line.ts';
import { auditIn } from '../src/entry/command-stores.ts';
import { copyToD1, d1Of, openD1ForImport, withD1Options } from '../src/entry/d1-for-commands.ts';
import { importOptions } from '../src/entry/import-options.ts';

/** Each record waits for the disk; a kill loses at most so many. */
const RECORDED_AT_ONCE = 20;
/** An archive of years of issues; what it may unpack to has its own bound. */
const LARGEST_MEGABYTES = 200;

await runCommand(async () => {
  const command = withD1Options(createCommand('npm run import --', wording.about), '--to')
    .usage(wording.usage)
    .argument(wording.argument, wording.path)
    .option('--json', wording.json)
    .option('--force', wording.force)
    .parse();
  const { json = false, force = false } = command.opts<{ json?: true; force?: true }>();
  const database = d1Of(command, 'to');
  const config = readConfig();
  if (command.args.length === 0) {
    if (database) return copyLibrary(database, config.dataDir, force);
    throw new WenbaoError(wording.nothingGiven);
  }
  const files = await findFiles(command.args);
  if (files.length === 0) throw new WenbaoError(wording.nothingFound(command.args.join('、')));
  await prepareDataDir(config.dataDir);
  const inD1 = database && (await openD1ForImport(database, config.dataDir));
  const options = { ...(await importOptions(config.dataDir, { force })), ...inD1 };

  const audit = auditIn({ dataDir: config.dataDir, database });
  let unrecorded: AuditEntry[] = [];
  const record = async (): Promise<void> => {
    await audit.record(...unrecorded);
    unrecorded = [];
  };
  const reports: FileReport[] = [];
  const progress = createProgress(wording.progress);
  const importAll = async (): Promise<void> => {
    for (const [index, path] of files.entries()) {
      progress.update(index, files.length);
      for await (const report of importPath(path, options)) {
        reports.push(report);
        unrecorded.push(...auditOfImport(report, actorOf('npm run import'), Date.now()));
        if (unrecorded.length >= RECORDED_AT_ONCE && !database) await record();
        if (!json) progress.above(() => process.stdout.write(`${formatReport(report)}\n`));
      }
    }
  };
  const has = (...statuses: FileReport['status'][]): boolean =>
    reports.some(({ status }) => statuses.includes(status));
  try {
    await importAll();
  } finally {
    progress.stop();
    // What was published before an error is published. In D1 nothing is before the end.
    if (!database) {
      await record().finally(async () => {
        // An import that was killed has told nobody of what is unchanged by now.
        if (has('published', 'replaced', 'unchanged')) await refreshIndex(config);
      });
    }
  }

  // A gap shows only when the last file is in.
  for (const report of reports) {
    const gap = report.issue && report.status !== 'held' ? options.overview.gap(report.issue) : [];
    if (gap.length > 0) report.warnings = [...(report.warnings ?? []), ...gap];
  }
  if (inD1 && has('published', 'replaced')) {
    const { left } = await inD1.finish();
    const isLeft = ({ issue }: { issue?: { id: string } }): boolean => left.includes(issue?.id ?? '');
    for (const report of reports.filter(isLeft)) {
      Object.assign(report, { status: 'refused', reason: storage.conflict(report.issue!.id) });
      if (!json)
        process.stdout.write(`${formatReport(report)}
`);
    }
    unrecorded = unrecorded.filter((entry) => !isLeft(entry));
    await record();
  }

  if (json) process.stdout.write(`${JSON.stringify({ files: reports.map(toJson) })}\n`);
  else process.stdout.write(`\n${formatSummary(reports)}\n`);
  if (has('held')) process.stderr.write(`${wording.heldHint}\n`);
});

/** The library of this machine, for the first time or again: what is the same there stays as it is. */
async function copyLibrary(database: Database, dataDir: string, force: boolean): Promise<void> {
  const startedAt = performance.now();
  const { issues, passages, newer } = await copyToD1(database, dataDir, force);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  process.stdout.write(
    `${issues === 0 ? onCloudflare.upToDate : onCloudflare.loaded(issues, passages, seconds)}\n`,
  );
  if (newer > 0) process.stderr.write(`${onCloudflare.newer(newer)}\n`);
}

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
