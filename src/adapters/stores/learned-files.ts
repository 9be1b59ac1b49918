import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fnv1a from '@sindresorhus/fnv1a';
import type { ConfirmedQuestion, GoldenQuestions, Synonyms } from '../../core/ports.ts';
import { foldText } from '../../core/text.ts';
import { learnedFiles as words } from '../../core/wording.ts';
import { cannotRead, isMissing } from '../disk/disk-errors.ts';
import { writeDurably } from '../disk/replace-file.ts';
import { createLibraryLock } from './locks.ts';

/** The kind of a golden question that an editor has confirmed. */
const ASKED = 'asked';

const fold = (text: string): string => foldText(text.trim()).folded;

/**
 * Synonyms in `dictionary/synonyms.txt`, for people to read and edit as well: each group becomes a line at the end.
 * `apply` takes the changed dictionary over.
 */
export function createFileSynonyms({
  dataDir,
  apply,
}: {
  dataDir: string;
  apply(): Promise<void>;
}): Synonyms {
  const path = join(dataDir, 'dictionary', 'synonyms.txt');
  const exclusively = createLibraryLock(dataDir);
  return {
    async add(group) {
      const isNew = await exclusively(async () => {
        const text = await textOf(path);
        const wanted = group.map(fold);
        const known = text
          .split(/\r?\n/u)
          .filter((line) => !line.trimStart().startsWith('#'))
          .some((line) => {
            const words = line.split('=').map(fold);
            return wanted.every((word) => words.includes(word));
          });
        if (known) return false;
        const heading = text.includes(words.addedByEditors) ? '' : `\n${words.addedByEditors}\n`;
        await writeDurably(path, `${ended(text)}${heading}${group.join('=')}\n`);
        return true;
      });
      // Also when it was there: an earlier attempt may have been ended before it was taken over.
      await apply();
      return isNew;
    },
  };
}

/** Golden questions at the end of `questions.jsonl`, in the form `npm run evaluate` reads (`data/README.md`). */
export function createFileGoldenQuestions({ dataDir }: { dataDir: string }): GoldenQuestions {
  const path = join(dataDir, 'questions.jsonl');
  const exclusively = createLibraryLock(dataDir);
  return {
    add: ({ question, sentence, unit }) =>
      exclusively(async () => {
        const text = await textOf(path);
        const lines = text.split('\n').filter((line) => line.trim() !== '');
        const known = lines.some(
          (line) => fold(String((parse(line) as { q?: unknown })?.q)) === fold(question),
        );
        if (known) return false;
        const line = {
          id: `e${fnv1a(fold(question), { size: 64 }).toString(36)}`,
          q: question,
          kind: ASKED,
          gold: [sentence],
          key: [sentence],
          unanswerable: false,
          near_miss: false,
          related: [],
          ...(unit && { unit }),
        };
        await writeDurably(path, `${ended(text)}${JSON.stringify(line)}\n`);
        return true;
      }),
  };
}

/** The questions that `add` has put into `questions.jsonl`. @throws StoreError */
export async function readConfirmedQuestions(dataDir: string): Promise<ConfirmedQuestion[]> {
  const text = await textOf(join(dataDir, 'questions.jsonl'));
  const lines = text.split('\n').map(parse) as (Partial<GoldenLine> | null)[];
  return lines.flatMap((line) => {
    const [sentence] = line?.gold ?? [];
    if (line?.kind !== ASKED || line.q === undefined || sentence === undefined) return [];
    return [{ question: line.q, sentence, ...(line.unit !== undefined && { unit: line.unit }) }];
  });
}

/** As much of a line as a confirmed question needs. */
interface GoldenLine {
  q: string;
  kind: string;
  gold: string[];
  unit: string;
}

const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

/** @throws StoreError also for what is no UTF-8: written again, it would be lost. */
async function textOf(path: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    if (isMissing(error)) return '';
    throw cannotRead(path, error);
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
