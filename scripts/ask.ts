/** Answers one question, or a file of questions, from the library in DATA_DIR. Writes the answers to stdout. */
import { z } from 'zod';
import { readJsonLines } from '../src/adapters/stores/json-lines.ts';
import { formatAnswer } from '../src/adapters/terminal/answer.ts';
import { createCommand } from '../src/adapters/terminal/command.ts';
import type { Library } from '../src/core/asking/library.ts';
import type { Answer, PassagePart } from '../src/core/bulletin.ts';
import { WenbaoError } from '../src/core/errors.ts';
import { dayInChina } from '../src/core/local-time.ts';
import { commands, askCommand as wording } from '../src/core/wording.ts';
import { openForCommand } from '../src/entry/command-library.ts';
import { readConfig, runCommand } from '../src/entry/command-line.ts';

const batchLine = z.object({
  id: z.string().optional(),
  q: z.string(),
  context: z.array(z.string()).optional(),
  asOf: z.iso.date().optional(),
});

await runCommand(async () => {
  const command = createCommand('npm run ask --', wording.about)
    .usage(wording.usage)
    .argument(wording.argument, wording.question)
    .option('--json', wording.json)
    .option(`--batch ${wording.batchArgument}`, wording.batch)
    .parse();
  const { json, batch } = command.opts<{ json?: true; batch?: string }>();
  const question = command.args.join(' ').trim();
  if (batch !== undefined && question !== '') throw new WenbaoError(wording.bothGiven);
  if (batch === undefined && question === '') throw new WenbaoError(wording.nothingAsked);
  const lines =
    batch === undefined ? [{ q: question }] : await readJsonLines(batch, batchLine, wording.badLine);

  const config = readConfig();
  const library = await openForCommand(config);
  if (library.current().issues.length === 0) {
    process.stderr.write(`${commands.emptyLibrary(config.dataDir)}\n`);
  }
  const today = dayInChina(Date.now());
  for (const { id, q, context, asOf } of lines) {
    const answer = await library.ask({
      question: q,
      asOf: asOf ?? today,
      viewer: { kind: 'everything' },
      ...(context && { context }),
    });
    const asJson = json || batch !== undefined;
    const output = asJson
      ? JSON.stringify({ ...(id !== undefined && { id }), ...answer })
      : formatAnswer(answer, {
          colours: process.stdout.isTTY,
          parts: await partsIn(answer, library.current()),
        });
    process.stdout.write(`${output}\n`);
  }
});

/** What the passages of an answer are that stand outside the articles. */
async function partsIn(answer: Answer, library: Library): Promise<Map<string, PassagePart>> {
  const parts = new Map<string, PassagePart>();
  for (const { issue, article } of [...answer.excerpts, ...answer.related]) {
    if (article.number !== 0) continue;
    for (const { passages } of await library.articlesOf(issue.id))
      for (const { passage } of passages) parts.set(passage.id, passage.part);
  }
  return parts;
}
