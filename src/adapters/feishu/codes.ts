/**
 * What each code of Feishu means for a message on its way out. The documents disagree with what public bots assume
 * (230020 is a rate limit, not a missing message), so every row names its page; all read on 2026-11-22.
 */

/** What to do with the message. Codes that are not listed: `give-up`. */
export type Decision =
  /** Wait, at least as long as the platform says, and send it again under the same uuid. */
  | 'again'
  /** Fetch a new token and send it again. */
  | 'new-token'
  /** What it answers is gone: nothing to say any more. */
  | 'question-gone'
  /** The bot can no longer talk there: drop everything that waits for this chat. */
  | 'chat-gone'
  /** Send it as a plain reply instead of into the thread. */
  | 'out-of-thread'
  /** Send a simpler form: shorter card, then text. */
  | 'simpler'
  /** The text was refused by the tenant's rules: say that instead, without the text. */
  | 'say-blocked'
  /** Someone must change a setting: give up, and tell the administrator. */
  | 'tell-admin'
  /** A mistake of ours or a state that no repeat changes. */
  | 'give-up';

const send = 'https://open.feishu.cn/document/server-docs/im-v1/message/create';
const reply = 'https://open.feishu.cn/document/server-docs/im-v1/message/reply';
const patch = 'https://open.feishu.cn/document/server-docs/im-v1/message-card/patch';
const recall = 'https://open.feishu.cn/document/server-docs/im-v1/message/delete';
const generic = 'https://open.feishu.cn/document/server-docs/api-call-guide/generic-error-code';
const limits = 'https://open.feishu.cn/document/server-docs/api-call-guide/frequency-control';
const cards = 'https://open.feishu.cn/document/feishu-cards/card-json-v2-structure';

export const codes: Readonly<Record<number, { decision: Decision; meaning: string; page: string }>> = {
  230020: { decision: 'again', meaning: 'too many messages to this chat or person', page: send },
  230049: { decision: 'again', meaning: 'the message is still being sent', page: reply },
  18121: { decision: 'again', meaning: 'the message is still being processed', page: patch },
  99991400: { decision: 'again', meaning: 'the app calls too often', page: limits },
  11232: { decision: 'again', meaning: 'too many messages (old stack)', page: send },
  11233: { decision: 'again', meaning: 'too many messages to this chat (old stack)', page: send },
  11247: { decision: 'again', meaning: 'too many messages to this person (old stack)', page: send },

  99991661: { decision: 'new-token', meaning: 'token missing', page: generic },
  99991663: { decision: 'new-token', meaning: 'tenant token not valid', page: generic },
  99991664: { decision: 'new-token', meaning: 'app token not valid', page: generic },
  99991665: { decision: 'new-token', meaning: 'tenant token not valid', page: generic },
  99991671: { decision: 'new-token', meaning: 'token of a wrong form', page: generic },

  230011: { decision: 'question-gone', meaning: 'the message was recalled', page: reply },
  230110: { decision: 'question-gone', meaning: 'the message was deleted', page: reply },
  230111: { decision: 'question-gone', meaning: 'the message has destroyed itself', page: reply },
  230050: { decision: 'question-gone', meaning: 'the message cannot be seen by the bot', page: reply },

  230002: { decision: 'chat-gone', meaning: 'the bot is not in the chat', page: send },
  232009: { decision: 'chat-gone', meaning: 'the chat was dissolved', page: send },
  230013: { decision: 'chat-gone', meaning: 'the person may not use this app', page: send },
  230029: { decision: 'chat-gone', meaning: 'the person has left the company', page: send },
  230053: { decision: 'chat-gone', meaning: 'the person has stopped the bot', page: send },

  230019: { decision: 'out-of-thread', meaning: 'there is no such thread', page: reply },
  230071: { decision: 'out-of-thread', meaning: 'this chat has no threads', page: reply },

  230025: { decision: 'simpler', meaning: 'the content is too long', page: send },
  230099: { decision: 'simpler', meaning: 'the card was refused', page: cards },
  19036: { decision: 'simpler', meaning: 'the card is over 30 KB', page: patch },
  230054: { decision: 'simpler', meaning: 'this type of message is not possible here', page: send },

  230022: { decision: 'say-blocked', meaning: 'the content was refused as sensitive', page: send },
  230028: { decision: 'say-blocked', meaning: 'the content was refused by data-loss rules', page: send },

  230006: {
    decision: 'tell-admin',
    meaning: 'the app has no bot, or its version is not published',
    page: send,
  },
  230018: { decision: 'tell-admin', meaning: 'the settings of the group forbid it', page: send },
  230026: { decision: 'tell-admin', meaning: 'no right to recall this message', page: recall },
  230027: { decision: 'tell-admin', meaning: 'a permission is missing', page: send },
  230035: { decision: 'tell-admin', meaning: 'the bot is muted in the group', page: send },
  99991672: { decision: 'tell-admin', meaning: 'a scope is missing', page: generic },
  99991401: {
    decision: 'tell-admin',
    meaning: "this machine is not on the app's list of addresses",
    page: generic,
  },
  99991403: { decision: 'tell-admin', meaning: 'the monthly number of calls is used up', page: generic },
};

/** The time in which a message may be recalled (or was) is over; or it was never ours to recall. */
export const cannotTakeBack: ReadonlySet<number> = new Set([230009, 230026, 230012]);
