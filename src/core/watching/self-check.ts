import type { BrokenIssue, HeldFile } from '../ports.ts';
import { selfCheck as words } from '../wording.ts';

/** What a look at the running bot found, as it is; what of it needs a person is decided here. */
export interface Findings {
  now: number;
  broken: readonly BrokenIssue[];
  held: readonly HeldFile[];
  /** Bytes left on the disk of the library; null when that could not be found out. */
  freeBytes: number | null;
  /** Milliseconds since 1970; null when there never was one. */
  lastBackup: number | null;
  /** Why the last nightly backup failed; null when it did not. */
  backupFailure: string | null;
  /** Codes that someone must do something about, and how often the platform gave them since the last look. */
  platformCodes: Readonly<Record<string, number>>;
  /** What the app lacks on the platform: one sentence each. */
  lacking: readonly string[];
  /** Issues in the library: an empty one needs no backup. */
  issues: number;
}

const DAY_MS = 24 * 3_600_000;
/** From these ages on a person is asked to look. */
export const selfCheckAges = { heldMs: DAY_MS, backupMs: 7 * DAY_MS };
export const LITTLE_SPACE_BYTES = 500 * 1024 * 1024;
const MOST_NAMED = 5;

/** One sentence for everything that needs a person, the most urgent first; empty when nothing does. */
export function selfCheck(findings: Findings): string[] {
  const { now, broken, held, freeBytes, lastBackup, backupFailure, platformCodes, lacking, issues } =
    findings;
  const waiting = held.filter(({ since }) => now - Date.parse(since) > selfCheckAges.heldMs);
  const backupAge = lastBackup === null ? null : now - lastBackup;
  return [
    ...(freeBytes !== null && freeBytes < LITTLE_SPACE_BYTES
      ? [words.littleSpace(Math.floor(freeBytes / 2 ** 20))]
      : []),
    ...lacking,
    ...Object.entries(platformCodes).map(([code, times]) => words.platformCode(code, times)),
    ...(broken.length > 0 ? [words.broken(broken.length, named(broken.map(({ path }) => path)))] : []),
    ...(waiting.length > 0 ? [words.held(waiting.length, named(waiting.map(({ name }) => name)))] : []),
    ...(backupFailure !== null ? [words.backupFailed(backupFailure)] : []),
    ...(issues > 0 && backupAge === null ? [words.neverBackedUp] : []),
    ...(backupAge !== null && backupAge > selfCheckAges.backupMs
      ? [words.backupTooOld(Math.floor(backupAge / DAY_MS))]
      : []),
  ];
}

const named = (names: readonly string[]): string[] => names.slice(0, MOST_NAMED);
