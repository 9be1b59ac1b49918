import { type Delivery, type IncomingMessage, type Reply, whereKept } from '../chat.ts';
import { type DeskReading, LONGEST_QUESTION, type Reading } from '../conversation.ts';
import type { Clock, Feedback, Log, SentAnswers } from '../ports.ts';
import { chat as words } from '../wording.ts';
import type { Companion } from './companion.ts';
import { gap, type Looked, lookUp, newInquiry, type Sources } from './look-up.ts';

/** A reply, and what is to be done once it is out. */
export interface Composed {
  reply: Reply;
  remember(delivery: Extract<Delivery, { status: 'sent' }>): Promise<void>;
}

/** Who asked, where and when. `id` is null for what was asked from a menu. */
export type Asked = Pick<IncomingMessage, 'chat' | 'thread' | 'root' | 'sender' | 'sentAt'> & {
  id: string | null;
};

export type Compose = (reading: Heard, asked: Asked, context: string[]) => Promise<Composed>;
export type Heard = Exclude<Reading, { kind: 'ignore' } | DeskReading>;

export interface ComposeOptions extends Sources {
  companion?: Companion | undefined;
  sent: SentAnswers;
  feedback: Feedback;
  clock: Clock;
  log: Log;
}

/** Makes the reply to what was read from a message. Never throws: a question that breaks the answering gets a sentence. */
export function createCompose(options: ComposeOptions): Compose {
  const { companion, sent, feedback, clock, log } = options;
  return async (reading, asked, context) => {
    if (reading.kind === 'help') return plain({ kind: 'help' });
    if (reading.kind === 'unreadable') return plain({ kind: 'notice', text: words.unreadable });
    if (reading.kind === 'too-long') return plain({ kind: 'notice', text: words.tooLong(LONGEST_QUESTION) });
    if (reading.kind === 'command') {
      try {
        if (companion) return plain(await companion.command(reading.command, asked));
      } catch (error) {
        log.error({ err: error, messageId: asked.id }, 'a command could not be carried out');
      }
      return plain({ kind: 'notice', text: words.commandFailed });
    }
    const inquiry = newInquiry(reading.question, context, asked);
    const since = clock.now();
    let looked: Looked;
    try {
      looked = await lookUp(options, inquiry);
    } catch (error) {
      log.error({ err: error, messageId: asked.id }, 'question could not be answered');
      return plain({ kind: 'notice', text: words.failed });
    }
    const missed = gap(looked, whereKept(asked.chat, asked.sender), asked.sentAt);
    if (missed) await feedback.record(missed).catch((error) => log.error({ err: error }, 'gap not recorded'));

    const { reply, ...remembered } = looked;
    return {
      reply,
      async remember({ messageId, chatId }) {
        const { id: questionId, thread, root, sender: asker } = asked;
        const { context, asOf } = inquiry;
        const chat = { ...asked.chat, id: chatId };
        const where = { messageId, questionId, chat, thread, root, asker, context, asOf };
        const answer = { ...where, ...remembered, sentAt: clock.now() };
        try {
          await sent.record(answer);
          await companion?.onSent(answer, since);
        } catch (error) {
          // The answer is out: only later clicks and corrections miss it.
          log.error({ err: error, messageId }, 'sent answer not remembered');
        }
      },
    };
  };
}

const plain = (reply: Reply): Composed => ({ reply, remember: async () => undefined });
