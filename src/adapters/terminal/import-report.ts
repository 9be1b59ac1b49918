import { issueLabel } from '../../core/bulletin.ts';
import type { ImportReport } from '../../core/publishing/import-file.ts';
import { importCommand as wording } from '../../core/wording.ts';
import { formatTable } from './table.ts';

/** What became of one file, with the path it was given as. */
export type FileReport = { file: string } & ImportReport;

/** Lines of a long difference that are shown; the rest is counted. */
const SHOWN_CHANGES = 12;

/** A line for the file, and under it what someone should look at. */
export function formatReport({ file, status, reason, issue, warnings = [], diff = [] }: FileReport): string {
  const became = issue ? ` → ${issueLabel(issue)}` : '';
  const changes = diff.map(({ kind, text }) => `${kind === 'added' ? '+' : '-'} ${text}`);
  const hidden = changes.splice(SHOWN_CHANGES).length;
  return [
    `${wording.status[status]}  ${file}${became}`,
    ...[reason, ...warnings].filter((line) => line !== undefined).map((line) => `      ${line}`),
    ...changes.map((line) => `      ${line}`),
    ...(hidden > 0 ? [`      ${wording.moreChanges(hidden)}`] : []),
  ].join('\n');
}

/** How many files became what. */
export function formatSummary(reports: readonly FileReport[]): string {
  const statuses = Object.keys(wording.status) as ImportReport['status'][];
  const counted = statuses.map((status) => [
    wording.status[status],
    reports.filter((report) => report.status === status).length,
  ]);
  const rows = [...counted.filter(([, count]) => count !== 0), [wording.total, reports.length]] as [
    string,
    number,
  ][];
  return formatTable([wording.statusHead, wording.countHead], rows);
}

/** The report as `--json` prints it: the issue by its id. */
export function toJson({ issue, ...report }: FileReport): object {
  return issue ? { ...report, issue: issue.id } : report;
}
