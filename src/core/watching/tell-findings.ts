import type { Clock, Log } from '../ports.ts';
import { selfCheck as words } from '../wording.ts';
import { type Findings, selfCheck } from './self-check.ts';

/** The same findings are told again after a week, not every morning. */
const REPEAT_MS = 7 * 24 * 3_600_000;

interface TellFindingsOptions {
  look(): Promise<Findings>;
  /** What was told last, in words of this file; null when nothing was. */
  told: { read(): Promise<string | null>; write(text: string): Promise<void> };
  /** Sends the report to those who can do something about it; false when it did not arrive, or there is nobody. */
  send(report: string, options: { key: string; at: number }): Promise<boolean>;
  clock: Clock;
  log: Log;
}

/** Looks at the bot and tells what needs a person, unless it was told lately. */
export function createTellFindings({ look, told, send, clock, log }: TellFindingsOptions) {
  return async (): Promise<void> => {
    const findings = selfCheck(await look());
    if (findings.length === 0) return;
    const now = clock.now();
    const about = findings.map((finding) => finding.about);
    if (!isKnown(await told.read().catch(() => null), about, now)) {
      const report = words.report(findings.map(({ sentence }) => sentence));
      const isSent = await send(report, { key: `self-check/${now}`, at: now });
      if (isSent) await told.write(JSON.stringify({ about, now }));
    }
    log.warn({ findings: findings.length }, 'the daily self-check found what needs a person');
  };
}

/** Also false when what was told last cannot be read: better twice than never. */
function isKnown(text: string | null, about: readonly string[], now: number): boolean {
  try {
    const last = JSON.parse(text ?? 'null') as { about?: unknown; now?: unknown } | null;
    const before = last?.about;
    // One thing less is nothing new.
    const isSame = Array.isArray(before) && about.every((one) => before.includes(one));
    return isSame && typeof last?.now === 'number' && Math.abs(now - last.now) < REPEAT_MS;
  } catch {
    return false;
  }
}
