import { type AnswerView, type CardAction, type CardResponse, type SentAnswer, whereKept } from '../chat.ts';
import type { Clock, Feedback, FeedbackEntry, Inbox, Log, SentAnswers } from '../ports.ts';
import { chat as words } from '../wording.ts';
import type { Companion } from './companion.ts';
import type { EditorDesk } from './desk/editor-desk.ts';
import type { FloodGate } from './flood.ts';
import { lookUp, type Sources } from './look-up.ts';

export interface CardActionsOptions extends Sources {
  inbox: Pick<Inbox, 'once'>;
  sent: SentAnswers;
  feedback: Feedback;
  clock: Clock;
  log: Log;
  admit: FloodGate;
  /** Resolves when what is on its way to a chat is out and noted: a click may be faster than the note of its card. */
  delivered(chatId: string): Promise<unknown>;
  /** Where cards of drafts belong to. */
  desk?: Pick<EditorDesk, 'click'>;
  companion?: Companion | undefined;
}

/**
 * What a click on an answer card does. The card itself is trusted with nothing: which answer it shows, and what may be
 * asked of it, is looked up by the id of the message, and only in the chat that message was sent to, so that a
 * forwarded copy does nothing.
 */
export function createCardActions(
  options: CardActionsOptions,
): (action: CardAction) => Promise<CardResponse> {
  const { inbox, sent, feedback, clock, log, admit, desk, companion, delivered } = options;

  return async ({ eventId, messageId, chatId, person, act }) => {
    if (!(await inbox.once(eventId))) return {};
    if (act.kind === 'desk') {
      const click = async () => desk?.click({ eventId, messageId, chatId, person }, act.do);
      const clicked = (await click()) ?? (await delivered(chatId).then(click));
      return clicked ?? toast('info', words.cardExpired);
    }
    if (act.kind === 'companion') {
      if ((await admit(person, clock.now())) !== 'yes') return toast('warning', words.tooManyClicks);
      return (await companion?.act({ eventId, messageId, chatId, person }, act.do)) ?? {};
    }
    const find = async () => sent.byMessage(messageId);
    const answer = (await find()) ?? (await delivered(chatId).then(find));
    if (!answer || answer.chat.id !== chatId) return toast('info', words.cardExpired);
    if ((await admit(person, clock.now())) !== 'yes') return toast('warning', words.tooManyClicks);
    switch (act.kind) {
      case 'vote':
        await keep(answer, { verdict: act.useful ? 'useful' : 'useless' });
        return act.useful
          ? toast('success', words.thanks)
          : show(answer, { ...answer.view, askReason: true });
      case 'reason': {
        await keep(answer, { verdict: 'useless', reason: act.reason, detail: act.detail });
        const shown = await show(answer, { ...answer.view, askReason: false });
        return { ...shown, ...toast('success', words.reasonKept) };
      }
      case 'only-unit': {
        const unit = act.unit !== null && answer.view.units.includes(act.unit) ? act.unit : null;
        return show(answer, { ...answer.view, onlyUnit: unit, offset: 0, askReason: false });
      }
      case 'only-year': {
        const year = act.year !== null && answer.view.years.includes(act.year) ? act.year : null;
        return show(answer, { ...answer.view, onlyYear: year, offset: 0, askReason: false });
      }
      case 'page':
        return show(answer, { ...answer.view, offset: act.offset, askReason: false });
    }
  };

  async function show(answer: SentAnswer, view: AnswerView): Promise<CardResponse> {
    try {
      const { reply, ...looked } = await lookUp(options, { ...answer, view });
      await sent.record({ ...answer, ...looked });
      return { show: reply };
    } catch (error) {
      log.error({ err: error, messageId: answer.messageId }, 'card could not be changed');
      return toast('warning', words.failed);
    }
  }

  async function keep(
    answer: SentAnswer,
    said: Pick<FeedbackEntry, 'verdict' | 'reason' | 'detail'>,
  ): Promise<void> {
    const chatId = whereKept(answer.chat, answer.asker);
    const entry = { at: clock.now(), chatId, question: answer.view.question, ...said };
    await feedback.record(entry).catch((error) => log.error({ err: error }, 'feedback not recorded'));
  }
}

const toast = (tone: NonNullable<CardResponse['toast']>['tone'], text: string): CardResponse => ({
  toast: { tone, text },
});
