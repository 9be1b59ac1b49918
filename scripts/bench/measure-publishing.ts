/**
 * A stopwatch for editors: from a file received to its preview, and from the click on 发布 to an answer with the new text,
 * over the fake platform, in a library of so many invented passages. Started by `scripts/bench.ts` with the number of
 * passages; writes one line of JSON to stdout.
 */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { formatIssue } from '../../src/core/issue-file.ts';
import { button, desk } from '../../src/core/wording.ts';
import { createFakeFeishu, type FakeMessage } from '../../test/fakes/fake-feishu/index.ts';
import { press } from '../../test/fakes/fake-feishu/press.ts';
import { inventIssues } from './collection.ts';
import { startBotFor, stop } from './running-bot.ts';
import { readSamples, sampleDir } from './samples.ts';
import { type Percentiles, percentiles } from './timings.ts';

export interface PublishingFigures {
  passages: number;
  /** From the delivery of the event to the card in the chat. */
  previewMs: Record<'text' | 'docx' | 'pdf' | 'zip', Percentiles>;
  /** From the click to the card of an answer that quotes what was published. */
  searchableMs: Percentiles;
  /** From the click on 发布全部 to the receipt of 30 issues. */
  thirtyMs: number;
}

const ROUNDS = 12;
const EDITOR = 'ou_editor';
const FIXTURES = {
  docx: 'docx/npm-headings-by-style.docx',
  pdf: 'pdf/libreoffice-two-articles.pdf',
} as const;

const passages = Number(process.argv[2]);
const dataDir = await mkdtemp(join(tmpdir(), 'wenbao-bench-'));
try {
  process.stdout.write(`${JSON.stringify(await measure())}\n`);
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
process.exit();

async function measure(): Promise<PublishingFigures> {
  const { issues: samples, segmenter } = await readSamples();
  await cp(join(sampleDir, 'dictionary'), join(dataDir, 'dictionary'), { recursive: true });
  for (const { issue } of inventIssues(passages, samples, segmenter)) {
    const folder = join(dataDir, 'bulletins', String(issue.year));
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${issue.id}.md`), formatIssue(issue));
  }
  const feishu = await createFakeFeishu({ limitless: true });
  const { child } = await startBotFor(feishu, 'webhook', { DATA_DIR: dataDir, EDITORS: EDITOR });
  const chat = feishu.world.openChat({ kind: 'p2p', members: [EDITOR] });
  const answerTo = ({ id }: FakeMessage): Promise<FakeMessage> =>
    feishu.world.until(() => feishu.world.repliesTo(id)[0], 120_000);
  const click = (card: FakeMessage, text: string) =>
    feishu.click(card, { from: EDITOR, action: press(card, text) });
  async function push(name: string, bytes: Uint8Array): Promise<{ card: FakeMessage; ms: number }> {
    const { message, event } = feishu.sayFile({ chat, from: EDITOR, name, bytes });
    const before = performance.now();
    await feishu.deliver(event);
    const card = await answerTo(message);
    return { card, ms: performance.now() - before };
  }
  /** Previews of files that are given up again, without the first. */
  async function previews(name: string, content: (round: number) => Uint8Array): Promise<Percentiles> {
    const times: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const { card, ms } = await push(name, content(round));
      if (round > 0) times.push(ms);
      await click(card, button.abandon);
    }
    return percentiles(times);
  }

  const docx = await readFile(join('test/fixtures/formats', FIXTURES.docx));
  const pdf = await readFile(join('test/fixtures/formats', FIXTURES.pdf));
  const previewMs = {
    text: await previews('简.txt', (round) => strToU8(issueText(100 + round))),
    docx: await previews('简.docx', () => docx),
    pdf: await previews('简.pdf', () => pdf),
    zip: await previews('年.zip', (round) => thirty(100 * (round + 2))),
  };
  const searchable: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const { card } = await push('简.txt', strToU8(issueText(round + 1)));
    const before = performance.now();
    await click(card, button.publish);
    const { message } = await feishu.tell({ chat, from: `ou_${round}`, text: questionOf(round + 1) });
    const answer = JSON.stringify((await answerTo(message)).content);
    if (!answer.includes(`${figureOf(round + 1)}`)) throw new Error('what was published is not found');
    if (round > 0) searchable.push(performance.now() - before);
  }
  const { card } = await push('年.zip', thirty(50));
  const before = performance.now();
  await click(card, desk.publishAll);
  await feishu.world.until(() => JSON.stringify(card.content).includes(desk.receiptTitle), 120_000);
  const thirtyMs = performance.now() - before;
  await stop(child);
  await feishu.close();
  return { passages, previewMs, searchableMs: percentiles(searchable), thirtyMs };
}

function figureOf(number: number): number {
  return 3_000 + number;
}

function questionOf(number: number): string {
  return `澜山县第${number}批公寓建成多少套`;
}

function issueText(number: number): string {
  const paragraph = `澜山县第${number}批公寓建成${figureOf(number)}套，租金按市场价的六成收取，由县人才服务中心统一管理。`;
  return `澜山组工信息\n第${number}期\n中共澜山市委组织部编　　2025年3月6日\n\n澜山县建好第${number}批公寓\n澜山县委组织部\n\n${paragraph}\n`;
}

function thirty(from: number): Uint8Array {
  const files = Array.from({ length: 30 }, (_, i) => [`${i}.txt`, strToU8(issueText(from + i))] as const);
  return zipSync(Object.fromEntries(files));
}
