import type { CardResponse, Reply } from '../../core/chat.ts';
import { learning, card as words } from '../../core/wording.ts';
import { type Card, cardOf, linkButton, paragraph, plainText, remark } from './card-json.ts';
import { answerCard, type CardOptions } from './cards/answer-cards.ts';
import { deskCard } from './cards/desk-cards.ts';
import { digestCard } from './cards/digest-card.ts';
import { learningCard } from './cards/learning-cards.ts';
import type { OutgoingContent } from './client.ts';

/** What the bot says, as a card. */
export function toCard(reply: Reply, options: CardOptions): Card {
  switch (reply.kind) {
    case 'answer':
      return answerCard(reply.answer, reply.view, options);
    case 'help':
      return helpCard(words.helpTitle, options);
    case 'welcome':
      return helpCard(reply.chat === 'group' ? words.welcomeTitle : words.welcomeTitlePrivate, options);
    case 'digest':
      return digestCard(reply.digest, reply.amended ?? [], options);
    case 'learning':
      return learningCard(reply.face, options);
    case 'notice':
      return cardOf(words.summary(reply.text), [paragraph(reply.text)]);
    case 'desk':
      return deskCard(reply.face, options);
  }
}

function helpCard(title: string, { publicUrl }: CardOptions): Card {
  return cardOf(
    words.summary(title),
    [
      paragraph(words.helpIntro),
      paragraph(words.helpExamplesTitle, { text_size: 'heading-4' }),
      paragraph(words.helpExamples.map((example) => `· ${example}`).join('\n')),
      remark(words.helpTips),
      remark(words.helpInGroup),
      remark(words.helpForEditors),
      remark(words.helpSubscribing),
      linkButton(words.catalogue, publicUrl, 'default'),
    ],
    { title: plainText(title), template: 'green' },
  );
}

const content = (card: Card): OutgoingContent => ({ type: 'interactive', content: JSON.stringify(card) });

/**
 * The forms a reply may go out in, best first: the card, a shorter card, text with the link. A form that is over the
 * platform's 30 KB is left out.
 */
export function formsOf(reply: Reply, { publicUrl }: CardOptions): OutgoingContent[] {
  const cards = [toCard(reply, { publicUrl }), toCard(reply, { publicUrl, short: true })].map(content);
  return [
    ...cards.filter((card) => bytesOf(card.content) <= LARGEST_CARD_BYTES),
    plainForm(reply, publicUrl),
  ];
}

/** For a reply whose text the tenant's rules refused: a sentence and the link, nothing of the text. */
export function blockedForm(reply: Reply, publicUrl: string): OutgoingContent {
  return content(
    cardOf(words.summary(words.blocked), [
      paragraph(words.blocked),
      linkButton(words.openItem, linkOf(reply) ?? publicUrl),
    ]),
  );
}

/** https://open.feishu.cn/document/server-docs/im-v1/message/create: cards of at most 30 KB. */
export const LARGEST_CARD_BYTES = 30_000;

export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** Text messages read tags and links out of their text, so nothing that a person or a file said goes into one. */
function plainForm(reply: Reply, publicUrl: string): OutgoingContent {
  return { type: 'text', content: JSON.stringify({ text: plainSentence(reply, publicUrl) }) };
}

function plainSentence(reply: Reply, publicUrl: string): string {
  if (reply.kind === 'notice') return reply.text;
  if (reply.kind === 'learning') return learning.plain;
  if (reply.kind === 'digest') return `${words.plainOther} ${reply.digest.url}`;
  const link = linkOf(reply);
  if (reply.kind !== 'answer') return `${words.plainOther} ${publicUrl}`;
  if (reply.answer.kind === 'not-found' || link === null) return words.plainNotFound;
  if (reply.answer.kind === 'near-miss') return `${words.plainRelated} ${link}`;
  const count = reply.answer.total || reply.answer.excerpts.length;
  return `${words.plainAnswer(count)} ${link}`;
}

function linkOf(reply: Reply): string | null {
  if (reply.kind !== 'answer') return null;
  const { excerpts, related, listing } = reply.answer;
  return (excerpts[0] ?? related[0] ?? listing[0])?.url ?? null;
}

/** The body of the answer to a click. https://open.feishu.cn/document/feishu-cards/card-callback-communication */
export function toCallbackBody({ toast, show }: CardResponse, options: CardOptions): object {
  return {
    ...(toast && { toast: { type: toast.tone, content: toast.text } }),
    ...(show && { card: { type: 'raw', data: toCard(show, options) } }),
  };
}
