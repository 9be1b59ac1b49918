import { z } from 'zod';
import type { CardAct, Chat, CompanionAct, DeskAct } from '../../core/chat.ts';
import type { Corrections } from '../../core/publishing/corrections.ts';

/**
 * What Feishu sends, as far as the bot reads it; anything else in it is tolerated and left out. Ids end up in request
 * paths, so they are taken only when made of letters, digits, `_` and `-`.
 */
const id = z.string().regex(/^[\w-]{1,128}$/);
const optionalId = id
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
const person = z.object({ open_id: id });
/** A whole number in a string or as a number, in milliseconds unless the field's own line says otherwise. */
const time = z.coerce.number().int().positive();

/** https://open.feishu.cn/document/server-docs/event-subscription-guide/overview */
export const envelopeSchema = z.object({
  header: z.object({
    event_id: z.string().min(1).max(200),
    event_type: z.string().min(1).max(200),
    create_time: time.catch(0),
  }),
  event: z.record(z.string(), z.unknown()),
});

/** A mention of everyone has no id; a broken one is no mention. */
const mention = z.object({
  key: z.string().max(64),
  id: z.object({ open_id: optionalId }).nullish().catch(null),
});

/**
 * im.message.receive_v1 https://open.feishu.cn/document/server-docs/im-v1/message/events/receive
 * im.message.updated_v1 is not documented; public bots find the same shape in it, with a later `update_time`.
 */
export const messageEventSchema = z.object({
  sender: z.object({ sender_id: person, sender_type: z.string() }),
  message: z.object({
    message_id: id,
    root_id: optionalId,
    parent_id: optionalId,
    thread_id: optionalId,
    chat_id: id,
    chat_type: z.string().transform((type): Chat['kind'] => (type === 'p2p' ? 'private' : 'group')),
    message_type: z.string(),
    content: z.string(),
    create_time: time,
    update_time: time.optional().catch(undefined),
    mentions: z.array(z.unknown()).nullish().catch(null).transform(readMentions),
  }),
});

/** A message may name at most some dozens of people; what comes after a hundred is not looked at. */
function readMentions(mentions: unknown[] | null | undefined): { placeholder: string; id: string | null }[] {
  return (mentions ?? []).slice(0, 100).flatMap((one) => {
    const { data } = mention.safeParse(one);
    return data ? [{ placeholder: data.key, id: data.id?.open_id ?? null }] : [];
  });
}

/** im.message.recalled_v1 https://open.feishu.cn/document/server-docs/im-v1/message/events/recalled */
export const recalledEventSchema = z.object({ message_id: id, chat_id: id });

/** im.chat.member.bot.added_v1 https://open.feishu.cn/document/server-docs/group/chat-member/event/added */
export const addedEventSchema = z.object({ chat_id: id });

/** im.chat.access_event.bot_p2p_chat_entered_v1; without a last message the chat has just come to be. */
export const enteredEventSchema = z.object({
  chat_id: id,
  operator_id: person,
  last_message_id: z.string().nullish(),
});

/** application.bot.menu_v6 https://open.feishu.cn/document/client-docs/bot-v3/events/menu */
export const menuEventSchema = z.object({
  operator: z.object({ operator_id: person }),
  event_key: z.string().min(1).max(100),
});

/** card.action.trigger https://open.feishu.cn/document/feishu-cards/card-callback-communication */
export const cardActionSchema = z.object({
  operator: person,
  context: z.object({ open_message_id: id, open_chat_id: id }),
  action: z.unknown(),
});

/** Names and values of the controls on our cards; `card.ts` makes them, clicks bring them back. */
export const control = {
  onlyUnit: 'only_unit',
  onlyYear: 'only_year',
  sendReason: 'send_reason',
  reason: 'reason',
  detail: 'detail',
  publish: 'publish',
  confirm: 'confirm',
  chooseIssue: 'choose_issue',
  bulletin: 'bulletin',
  number: 'number',
  date: 'date',
  office: 'office',
  audience: 'audience',
  withdrawalReason: 'withdrawal_reason',
  synonym: 'synonym',
  proposeSynonym: 'propose_synonym',
  /** With the number of the article behind it. */
  title: 'title_',
  unit: 'unit_',
  /** An option that takes the narrowing off. */
  everything: '*',
} as const;

export type ButtonValue =
  | { act: 'useful' | 'useless' }
  | { act: 'page'; offset: number }
  | { act: 'publish' | 'abandon' | 'withdraw' | 'keep' }
  | Exclude<CompanionAct, { act: 'propose-synonym' }>;

const vote = z
  .object({ value: z.object({ act: z.enum(['useful', 'useless']) }) })
  .transform(({ value }): CardAct => ({ kind: 'vote', useful: value.act === 'useful' }));
const page = z
  .object({ value: z.object({ act: z.literal('page'), offset: z.int().min(0).max(100_000) }) })
  .transform(({ value }): CardAct => ({ kind: 'page', offset: value.offset }));
const reason = z
  .object({
    name: z.literal(control.sendReason),
    form_value: z.object({
      [control.reason]: z.string().max(100).catch(''),
      [control.detail]: z.string().max(1000).catch(''),
    }),
  })
  .transform(
    ({ form_value }): CardAct => ({
      kind: 'reason',
      reason: form_value[control.reason] ?? '',
      detail: form_value[control.detail] ?? '',
    }),
  );
const onlyUnit = z
  .object({ name: z.literal(control.onlyUnit), option: z.string().max(200) })
  .transform(
    ({ option }): CardAct => ({ kind: 'only-unit', unit: option === control.everything ? null : option }),
  );
const onlyYear = z
  .object({ name: z.literal(control.onlyYear), option: z.string().regex(/^(\*|\d{4})$/) })
  .transform(
    ({ option }): CardAct => ({
      kind: 'only-year',
      year: option === control.everything ? null : Number(option),
    }),
  );

const field = z.string().max(1000).optional().catch(undefined);
const formValue = z.record(z.string(), z.unknown()).catch({});
const deskAct = (act: DeskAct): CardAct => ({ kind: 'desk', do: act });
const deskButton = z
  .object({ value: z.object({ act: z.enum(['abandon', 'withdraw', 'keep']) }) })
  .transform(({ value }) => deskAct({ act: value.act }));
const publishAll = z
  .object({ value: z.object({ act: z.literal('publish') }) })
  .transform(() => deskAct({ act: 'publish', corrections: {} }));
const publish = z
  .object({ name: z.literal(control.publish), form_value: formValue })
  .transform(({ form_value }) => deskAct({ act: 'publish', corrections: readCorrections(form_value) }));
const confirmWithdrawal = z
  .object({ name: z.literal(control.confirm), form_value: formValue })
  .transform(({ form_value }) =>
    deskAct({ act: 'confirm', reason: field.parse(form_value[control.withdrawalReason]) ?? '' }),
  );
const chooseIssue = z
  .object({ name: z.literal(control.chooseIssue), option: z.string().min(1).max(300) })
  .transform(({ option }) => deskAct({ act: 'choose', issueId: option }));

/** A select of several gives a list, in the playground one value. */
const chosen = z
  .union([
    z.array(z.string().max(100)).max(50),
    z
      .string()
      .max(100)
      .transform((one) => (one ? [one] : [])),
  ])
  .catch([]);

function readCorrections(form: Record<string, unknown>): Corrections {
  const corrections: Corrections = { audience: chosen.parse(form[control.audience]) };
  for (const name of ['bulletin', 'number', 'date', 'office'] as const) {
    const value = field.parse(form[control[name]]);
    if (value !== undefined) corrections[name] = value;
  }
  const byArticle = (prefix: string): Record<number, string> =>
    Object.fromEntries(
      Object.entries(form).flatMap(([name, given]) => {
        const number = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : Number.NaN;
        const value = field.parse(given);
        return Number.isInteger(number) && value !== undefined ? [[number, value]] : [];
      }),
    );
  return { ...corrections, titles: byArticle(control.title), units: byArticle(control.unit) };
}

const companionAct = (act: CompanionAct): CardAct => ({ kind: 'companion', do: act });
const shortText = z.string().min(1).max(300);
const companionButton = z
  .object({
    value: z.discriminatedUnion('act', [
      z.object({ act: z.literal('add-synonym'), words: z.array(shortText).min(2).max(10), chat: id }),
      z.object({ act: z.literal('choose-golden'), question: shortText, chat: id }),
      z.object({
        act: z.literal('add-golden'),
        question: shortText,
        issueId: shortText,
        passageId: shortText,
        chat: id,
      }),
      z.object({ act: z.literal('leave') }),
    ]),
  })
  .transform(({ value }) => companionAct(value));
const proposeSynonym = z
  .object({ name: z.literal(control.proposeSynonym), form_value: formValue })
  .transform(({ form_value }) =>
    companionAct({ act: 'propose-synonym', said: field.parse(form_value[control.synonym]) ?? '' }),
  );

/** What a click on one of our cards means; anything else was not on them. */
export const cardActSchema = z.union([
  vote,
  page,
  reason,
  onlyUnit,
  onlyYear,
  deskButton,
  publishAll,
  publish,
  confirmWithdrawal,
  chooseIssue,
  companionButton,
  proposeSynonym,
]);
