import { raw } from 'hono/html';
import type { Browser } from 'playwright-core';
import { blockedForm, toCard } from '../../src/adapters/feishu/card.ts';
import { createFileIssueStore } from '../../src/adapters/stores/files.ts';
import { chatStyle } from '../../src/adapters/web/assets/chat-style.ts';
import { style } from '../../src/adapters/web/assets/style.ts';
import { CardHtml } from '../../src/adapters/web/card/card-html.tsx';
import type { CardJson } from '../../src/adapters/web/card/card-json.ts';
import type { Library } from '../../src/core/asking/library.ts';
import type { Reply } from '../../src/core/chat.ts';
import { WenbaoError } from '../../src/core/errors.ts';
import type { IssueStore } from '../../src/core/ports.ts';
import type { AskedQuestion } from '../../src/core/reporting/question-statistics.ts';
import type { WeeklyReport } from '../../src/core/reporting/weekly-report.ts';
import { subscriberDigest } from '../../src/core/serving/digest.ts';
import { lookUp, newInquiry } from '../../src/core/serving/look-up.ts';
import { createViewers } from '../../src/core/serving/viewers.ts';
import { pictures as wording, chat as words } from '../../src/core/wording.ts';
import { openLibrary } from '../../src/entry/open-library.ts';

/** Where the links of the cards lead, and the day the questions are asked on: the same pictures on every machine. */
const PUBLIC_URL = 'https://wenbao.example.cn';
const ASKED_AT = Date.UTC(2025, 11, 1);
const GROUP = { id: 'oc_pictures', kind: 'group' } as const;

/**
 * Takes a picture of every kind of card, from the card JSON of a real answer over the sample library, as wide as on a
 * phone: `<folder>/card-<kind>.png`. `report` hears each path.
 */
export async function takeCardPictures(
  browser: Browser,
  folder: string,
  report: (path: string) => void,
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 420, height: 800 },
    deviceScaleFactor: 1.25,
  });
  const page = await context.newPage();
  for (const [kind, card] of Object.entries(await everyCard())) {
    await page.setContent(`<!doctype html>${<CardPage card={card} />}`);
    const path = `${folder}/card-${kind}.png`;
    await page.locator('.card').screenshot({ path });
    report(path);
  }
  await context.close();
}

/** The cards by the kind that names their picture. */
async function everyCard(): Promise<Record<string, CardJson>> {
  const dataDir = 'data';
  const store = createFileIssueStore({ dataDir });
  const library = await openLibrary({ dataDir, store, publicUrl: PUBLIC_URL, log: () => undefined });
  const log = { debug() {}, info() {}, warn() {}, error: console.error };
  const viewers = createViewers({ audiences: () => [], membership: null, log });
  const answers: Record<string, Extract<Reply, { kind: 'answer' }>> = {};
  for (const [kind, question] of Object.entries(wording.cards)) {
    const asked = { chat: GROUP, sender: 'ou_pictures', sentAt: ASKED_AT };
    const { reply } = await lookUp({ ask: library.ask, viewers }, newInquiry(question, [], asked));
    if (reply.kind === 'answer') answers[kind] = reply;
  }
  const { answer } = answers;
  if (!answer) throw new WenbaoError(wording.noPassage);
  const replies: Record<string, Reply> = {
    ...answers,
    reason: { ...answer, view: { ...answer.view, askReason: true } },
    help: { kind: 'help' },
    welcome: { kind: 'welcome', chat: 'group' },
    notice: { kind: 'notice', text: words.classified },
    ...(await ownAccord(answer, library.current(), store)),
  };
  const cards = Object.entries(replies).map(([kind, reply]) => [
    kind,
    toCard(reply, { publicUrl: PUBLIC_URL }),
  ]);
  return { ...Object.fromEntries(cards), blocked: JSON.parse(blockedForm(answer, PUBLIC_URL).content) };
}

/** The cards that nobody asked for: what became of a quotation, a new issue, the week's questions. */
async function ownAccord(
  answer: Extract<Reply, { kind: 'answer' }>,
  library: Library,
  store: Pick<IssueStore, 'read'>,
): Promise<Record<string, Reply>> {
  const [excerpt] = answer.answer.excerpts;
  const issue = await store.read(wording.newIssue);
  const digest = issue && subscriberDigest(issue, [wording.topic], library, PUBLIC_URL);
  if (!excerpt || !digest) throw new WenbaoError(wording.noPassage);
  const amended = [{ kind: 'corrected' as const, label: excerpt.issue.label, url: excerpt.url }];
  const asked = (question: string, times: number): AskedQuestion => ({
    question,
    times,
    ending: 'not-found',
    lastDay: '2025-11-30',
  });
  const report: WeeklyReport = {
    from: '2025-11-24',
    to: '2025-11-30',
    days: [12, 18, 9, 21, 16, 2, 1].map((answered, i) => ({
      day: `2025-11-${24 + i}`,
      counts: { answered, 'near-miss': i % 3, 'not-found': (i * 2) % 4 },
    })),
    total: 97,
    notFound: wording.unanswered.map((question, i) => asked(question, 5 - 2 * i)),
    mostAsked: [wording.cards.answer, wording.cards.several].map((question, i) => asked(question, 9 - 3 * i)),
    leastUseful: [{ question: wording.cards.comparison, useful: 1, useless: 3, reasons: ['incomplete'] }],
  };
  return {
    amended: { ...answer, view: { ...answer.view, amended } },
    digest: { kind: 'digest', digest },
    weekly: { kind: 'learning', face: { show: 'weekly', report, chat: GROUP.id } },
  };
}

/** The card alone on a page, with the styles it has in the playground. */
function CardPage({ card }: { card: CardJson }) {
  return (
    <html lang="zh-CN">
      <head>
        <style>{raw(style + chatStyle)}</style>
      </head>
      <body>
        <CardHtml card={card} use={{ action: '', fields: {}, publicUrl: '' }} />
      </body>
    </html>
  );
}
