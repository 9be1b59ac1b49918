import { chineseDate } from '../../../core/bulletin.ts';
import type { Amendment } from '../../../core/chat.ts';
import type { Digest, MatchedArticle } from '../../../core/serving/digest.ts';
import { afterwards, button, card as words } from '../../../core/wording.ts';
import {
  type Card,
  cardOf,
  type Element,
  linkButton,
  paragraph,
  plainText,
  remark,
  rule,
} from '../card-json.ts';
import type { CardOptions } from './answer-cards.ts';
import { amendmentPart, shorten } from './parts.ts';

const MOST_MATCHED = 5;
const MOST_ARTICLES = 40;

/** The card of a new issue: what matched on top, then its table of contents. */
export function digestCard(
  digest: Digest,
  amended: readonly Amendment[],
  { short = false }: CardOptions,
): Card {
  const { label, date, matched, contents, url } = digest;
  const topics = [...new Set(matched.map(({ topic }) => topic))];
  const text = afterwards.digest;
  const shown = matched.slice(0, short ? 1 : MOST_MATCHED);
  const listed = contents.slice(0, short ? 10 : MOST_ARTICLES);
  const title = text.title(label);
  const lines = listed.map(({ number, title, unit }) =>
    text.item(number, shorten(title, 60), shorten(unit, 40)),
  );
  return cardOf(
    words.summary(title),
    [
      ...amended.flatMap(amendmentPart),
      ...(shown.length > 0
        ? [
            paragraph(text.about(topics.map((topic) => shorten(topic, 20)))),
            ...shown.flatMap(matchedPart),
            rule,
          ]
        : []),
      paragraph(text.contents, { text_size: 'heading-4' }),
      paragraph(lines.join('\n')),
      ...(contents.length > listed.length ? [remark(text.more(contents.length - listed.length))] : []),
      linkButton(text.open, url),
      remark(text.howToStop),
    ],
    {
      title: plainText(shorten(title, 60)),
      ...(date && { subtitle: plainText(chineseDate(date)) }),
      template: 'turquoise',
    },
  );
}

const matchedPart = ({ title, unit, text, url }: MatchedArticle): Element[] => [
  paragraph(shorten(title, 80), { text_size: 'heading-4' }),
  ...(unit ? [remark(shorten(unit, 60))] : []),
  paragraph(shorten(text, 160)),
  linkButton(button.readOriginal, url, 'default'),
];
