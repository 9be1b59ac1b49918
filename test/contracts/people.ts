import type { Chat, IncomingMessage, SentAnswer } from '../../src/core/chat.ts';
import { whereKept } from '../../src/core/chat.ts';
import type {
  Agenda,
  DraftStore,
  Feedback,
  Inbox,
  NewDraft,
  SentAnswers,
  Subscriptions,
} from '../../src/core/ports.ts';
import { plainView } from '../../src/core/serving/look-up.ts';

export const GONE = 'ou_gone';
export const STAYS = 'ou_stays';
const group: Chat = { id: 'oc_group', kind: 'group' };
/** The platform's id of a private chat says nothing of whose it is. */
export const privateOf = (person: string): Chat => ({ id: `oc_private_${person.length}`, kind: 'private' });

export interface Stores {
  inbox: Inbox;
  sent: SentAnswers;
  feedback: Feedback;
  subscriptions: Subscriptions;
  agenda: Agenda;
  drafts: DraftStore;
}

/** The state of a bot that both people asked, in the group and in private, subscribed to and pushed drafts to. */
export async function stateOfTwo(stores: Stores, now: number): Promise<void> {
  const { inbox, sent, feedback, subscriptions, agenda, drafts } = stores;
  for (const person of [GONE, STAYS]) {
    for (const chat of [group, privateOf(person)]) {
      await sent.record(answer(person, chat, now));
      const chatId = whereKept(chat, person);
      await feedback.record({ at: now, chatId, question: chat.kind, verdict: 'useless' });
    }
    // As it was kept before a private chat went by its person.
    const chatId = privateOf(person).id;
    await feedback.record({ at: now, chatId, question: '早先', verdict: 'useful' });
    await inbox.accept({ type: 'message', key: `om_${person}`, at: now, message: message(person, now) });
    await inbox.accept({ type: 'menu', key: `ev_${person}`, at: now, person, command: 'help' });
    await inbox.once(`${person}/welcome`);
    await subscriptions.add({ subscriber: { kind: 'private', id: person }, topic: '人才', since: now });
    const subscriber = { kind: 'private', id: person } as const;
    await agenda.add({
      key: `digest/${person}`,
      due: now,
      work: { kind: 'digest', issueId: 'i', version: 1, subscriber },
    });
    await drafts.add(draft([person], now), new TextEncoder().encode(`稿子 ${person}`));
  }
  await drafts.add(draft([GONE, STAYS], now), new TextEncoder().encode('两人都推过'));
}

function answer(asker: string, chat: Chat, now: number): SentAnswer {
  const view = plainView(`${asker} 在 ${chat.id} 问的`);
  return {
    // Ids of messages say nothing of who wrote them.
    messageId: `om_card_${asker.length}_${chat.kind}`,
    questionId: `om_${asker.length}_${chat.kind}`,
    chat,
    thread: null,
    root: null,
    asker,
    view,
    context: [],
    asOf: '2026-11-22',
    kind: 'excerpts',
    passages: [{ issueId: 'i', passageId: 'p' }],
    sentAt: now,
  };
}

function message(sender: string, now: number): IncomingMessage {
  const chat = privateOf(sender);
  const text = `${sender} 还没答的`;
  return {
    id: `om_${sender}`,
    chat,
    thread: null,
    root: null,
    parent: null,
    sender,
    text,
    mentions: [],
    sentAt: now,
  };
}

/** A draft that these people pushed and were shown. */
export function draft(people: string[], now: number): NewDraft {
  return {
    state: 'waiting',
    title: '《云州组工信息》2024年第3期',
    name: null,
    items: [],
    skipped: [],
    pushes: people.map((person) => ({
      person,
      chatId: privateOf(person).id,
      messageId: `om_push_${person}`,
    })),
    cards: people.map((person) => ({ person, chatId: privateOf(person).id, messageId: `om_card_${person}` })),
    withdrawable: [],
    withdrawing: null,
    createdAt: now,
    decided: null,
  };
}

export const countOf = (text: string, part: string): number => text.split(part).length - 1;
