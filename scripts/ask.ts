/** Answers one question, or a file of questions, from the library in DATA_DIR. Writes the answers to stdout. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { cannotRead } from '../src/adapters/stores/durable-file.ts';
import { formatAnswer } from '../src/adapters/terminal/answer.ts';
import { createCommand } from '../src/adapters/terminal/command.ts';
import { WenbaoError } from '../src/core/errors.ts';
import { dayInChina } from '../src/core/serving/look-up.ts';
import { askCommand as wording } from '../src/core/wording.ts';
import { openForCommand, readConfig, runCommand } from '../src/entry/command-line.ts';

const batchLine = z.object({
  id: z.string(),
  q: z.string(),
  context: z.array(z.string()).optional(),
  asOf: z.iso.date().optional(),
});
type BatchLine = z.infer<typeof batchLine>;

await runCommand(async () => {
  const command = createCommand('npm run ask --', wording.about)
    .usage(wording.usage)
    .argument('[question...]', wording.question)
    .option('--json', wording.json)
    .option('--batch <file>', wording.batch)
    .parse();
  const { json, batch } = command.opts<{ json?: true; batch?: string }>();
  const question = command.args.join(' ').trim();
  if (batch !== undefined && question !== '') throw new WenbaoError(wording.bothGiven);
  if (batch === undefined && question === '') throw new WenbaoError(wording.nothingAsked);
  const lines = batch === undefined ? [{ q: question }] : await readBatch(batch);

  const { ask } = await openForCommand(readConfig());
  const today = dayInChina(Date.now());
  for (const { q, ...line } of lines as (Partial<BatchLine> & { q: string })[]) {
    const answer = await ask({
      question: q,
      asOf: line.asOf ?? today,
      viewer: { kind: 'everything' },
      ...(line.context && { context: line.context }),
    });
    const output =
      json || batch !== undefined
        ? JSON.stringify({ ...(line.id !== undefined && { id: line.id }), ...answer })
        : formatAnswer(answer, { colours: process.stdout.isTTY });
    process.stdout.write(`${output}\n`);
  }
});

/** All lines are checked before the first is answered. */
async function readBatch(file: string): Promise<BatchLine[]> {
  const text = await readFile(file, 'utf8').catch((error) => {
    throw cannotRead(file, error);
  });
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const parsed = batchLine.safeParse(parseJson(line));
    if (!parsed.success) throw new WenbaoError(wording.badLine(file, index + 1));
    return [parsed.data];
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
