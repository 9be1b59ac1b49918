import { raw } from 'hono/html';
import type { Browser } from 'playwright-core';
import { blockedForm, toCard } from '../../src/adapters/feishu/card.ts';
import { createFileIssueStore } from '../../src/adapters/stores/files.ts';
import { chatStyle } from '../../src/adapters/web/assets/chat-style.ts';
import { style } from '../../src/adapters/web/assets/style.ts';
import { CardHtml } from '../../src/adapters/web/card/card-html.tsx';
import type { CardJson } from '../../src/adapters/web/card/card-json.ts';
import type { Reply } from '../../src/core/chat.ts';
import { WenbaoError } from '../../src/core/errors.ts';
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
  };
  const cards = Object.entries(replies).map(([kind, reply]) => [
    kind,
    toCard(reply, { publicUrl: PUBLIC_URL }),
  ]);
  return { ...Object.fromEntries(cards), blocked: JSON.parse(blockedForm(answer, PUBLIC_URL).content) };
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
