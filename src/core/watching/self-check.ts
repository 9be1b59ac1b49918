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
  /** Dictionary files that lack something the shipped ones have. */
  dictionary: readonly string[];
  /** Issues in the library: an empty one needs no backup. */
  issues: number;
}

const DAY_MS = 24 * 3_600_000;
/** From these ages on a person is asked to look. */
export const selfCheckAges = { heldMs: DAY_MS, backupMs: 7 * DAY_MS };
export const LITTLE_SPACE_BYTES = 500 * 1024 * 1024;
const MOST_NAMED = 5;

/** Something that needs a person. */
interface Finding {
  /** The same as long as it is the same thing, whatever the numbers in the sentence are. */
  about: string;
  sentence: string;
}

/** What a look at the app on the platform found missing, one sentence each: `Findings.lacking`. */
export const lackingOf = (checks: readonly { subject: string; state: string; detail: string }[]): string[] =>
  checks
    .filter(({ state }) => state === 'missing')
    .map(({ subject, detail }) => words.lacking(subject, detail));

/** Everything that needs a person, the most urgent first; empty when nothing does. */
export function selfCheck(findings: Findings): Finding[] {
  const { now, broken, held, freeBytes, lastBackup, backupFailure, platformCodes, lacking } = findings;
  const { dictionary, issues } = findings;
  const found: Finding[] = [];
  const tell = (about: string, sentence: string): void => void found.push({ about, sentence });

  if (freeBytes !== null && freeBytes < LITTLE_SPACE_BYTES)
    tell('space', words.littleSpace(Math.floor(freeBytes / 2 ** 20)));
  for (const sentence of lacking) tell(sentence, sentence);
  for (const [code, times] of Object.entries(platformCodes))
    tell(`code ${code}`, words.platformCode(code, times));
  if (broken.length > 0) {
    const paths = broken.map(({ path }) => path);
    tell(`broken ${paths.join('\n')}`, words.broken(paths.length, named(paths)));
  }
  const waiting = held.filter(({ since }) => now - Date.parse(since) > selfCheckAges.heldMs);
  if (waiting.length > 0) {
    const ids = waiting.map(({ id }) => id);
    tell(`held ${ids.join(' ')}`, words.held(ids.length, named(waiting.map(({ name }) => name))));
  }
  if (dictionary.length > 0) tell(`dictionary ${dictionary.join(' ')}`, words.dictionary([...dictionary]));
  if (backupFailure !== null) tell('backup failed', words.backupFailed(backupFailure));
  if (lastBackup === null) {
    if (issues > 0) tell('no backup', words.neverBackedUp);
  } else if (now - lastBackup > selfCheckAges.backupMs) {
    tell('old backup', words.backupTooOld(Math.floor((now - lastBackup) / DAY_MS)));
  }
  return found;
}

const named = (names: readonly string[]): string[] => names.slice(0, MOST_NAMED);
