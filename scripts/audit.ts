/**
 * Prints who published, corrected and withdrew what, and changed a synonym, from DATA_DIR/state/audit/ or from D1
 * (`--from d1`). Changes nothing.
 */
import { createCommand } from '../src/adapters/terminal/command.ts';
import { formatTable } from '../src/adapters/terminal/table.ts';
import { WenbaoError } from '../src/core/errors.ts';
import { localTime, timeOfDay } from '../src/core/local-time.ts';
import type { AuditEntry } from '../src/core/ports.ts';
import { audit as wording } from '../src/core/wording.ts';
import { readConfig, runCommand } from '../src/entry/command-line.ts';
import { auditIn } from '../src/entry/command-stores.ts';
import { d1Of, withD1Options } from '../src/entry/d1-for-commands.ts';

await runCommand(async () => {
  const command = withD1Options(createCommand('npm run audit --', wording.about), '--from')
    .option('--since <day>', wording.since)
    .option('--issue <issue>', wording.issue)
    .option('--json', wording.json)
    .parse();
  const { since, issue, json = false } = command.opts<{ since?: string; issue?: string; json?: true }>();
  const { dataDir, timeZone } = readConfig();
  const from = since === undefined ? 0 : beginningOf(since, timeZone);

  const { entries, tampered } = await auditIn({ dataDir, database: d1Of(command, 'from') }).read();
  const shown = entries.filter(
    (entry) => entry.at >= from && (issue === undefined || concerns(entry, issue)),
  );
  if (json) {
    process.stdout.write(`${JSON.stringify({ entries: shown, tampered })}\n`);
  } else {
    const rows = shown.map((entry) => [
      shownTime(entry.at, timeZone),
      entry.by,
      wording.acts[entry.act],
      entry.issue ? wording.change(entry.issue.label, entry.issue.from, entry.issue.to) : '',
      entry.detail ?? '',
    ]);
    process.stdout.write(`${rows.length > 0 ? formatTable([...wording.head], rows) : wording.none}\n`);
  }
  if (tampered !== null) throw new WenbaoError(wording.tampered(tampered));
});

/** By id, or by a part of the label: 第6期, 2024年第6期. */
function concerns({ issue }: AuditEntry, asked: string): boolean {
  return issue !== undefined && (issue.id === asked || issue.label.includes(asked));
}

function beginningOf(day: string, timeZone: string): number {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  const time = Date.UTC(Number(year), Number(month) - 1, Number(date));
  if (!Number.isFinite(time)) throw new WenbaoError(wording.badDay(day));
  return timeOfDay(time, timeZone);
}

function shownTime(time: number, timeZone: string): string {
  const { year, month, day, hour, minute } = localTime(time, timeZone);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}
