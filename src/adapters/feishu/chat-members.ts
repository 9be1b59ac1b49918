import { PlatformError } from '../../core/errors.ts';
import type { ChatNames, Clock, Log, Membership } from '../../core/ports.ts';
import type { FeishuCalls } from './calls.ts';
import type { Decision } from './codes.ts';
import { decisionOn } from './persist.ts';

export interface ChatMembers {
  /** open_ids; nobody where Feishu refuses to say. @throws PlatformUnreachableError, PlatformError when it may say so later */
  of(chatId: string): Promise<ReadonlySet<string>>;
}

export interface FeishuMembershipOptions {
  calls: FeishuCalls;
  clock: Clock;
  log: Log;
}

/** Says nothing of the chat: whoever took it for an empty one would take back what its members were told. */
const passing: ReadonlySet<Decision> = new Set(['again', 'new-token']);

const FRESH_MS = 5 * 60_000;
const ASK_AGAIN_MS = 30_000;

/**
 * Who is in which chat, asked once for all who want to know and kept for five minutes; what went wrong is tried again
 * after half a minute. NOTE: whoever leaves a chat counts as a member for up to five minutes more.
 */
export function createChatMembers({ calls, clock, log }: FeishuMembershipOptions): ChatMembers {
  const known = new Map<string, { members: Promise<ReadonlySet<string>>; askedAt: number; keepMs: number }>();

  function ask(chatId: string): Promise<ReadonlySet<string>> {
    const members = read(chatId).catch((error: unknown) => {
      entry.keepMs = ASK_AGAIN_MS;
      if (!(error instanceof PlatformError) || passing.has(decisionOn(error))) throw error;
      log.warn({ err: error, chatId }, 'Feishu does not tell who is in a chat; nobody counts as a member');
      return new Set<string>();
    });
    const entry = { members, askedAt: clock.now(), keepMs: FRESH_MS };
    known.set(chatId, entry);
    return members;
  }

  async function read(chatId: string): Promise<ReadonlySet<string>> {
    const people = new Set<string>();
    let page: string | undefined;
    do {
      const { members, next } = await calls.patiently(() => calls.client.chatMembers(chatId, page));
      for (const person of members) people.add(person);
      page = next;
    } while (page);
    return people;
  }

  return {
    async of(chatId) {
      const entry = known.get(chatId);
      return entry && clock.now() - entry.askedAt < entry.keepMs ? entry.members : ask(chatId);
    },
  };
}

/** Who is in which chat, for everyone who asks: chats, pages, the rights of editors. */
export function createFeishuMembership(options: FeishuMembershipOptions): Membership & ChatNames {
  const { calls, log } = options;
  const members = createChatMembers(options);
  return {
    async chatsOf(personId, chats) {
      const isMember = await Promise.all(chats.map(async (chat) => (await members.of(chat)).has(personId)));
      return chats.filter((_, i) => isMember[i]);
    },
    async nameOf(chatId) {
      try {
        return await calls.patiently(() => calls.client.chatName(chatId));
      } catch (error) {
        log.debug({ err: error, chatId }, 'Feishu does not tell the name of a chat');
        return null;
      }
    },
  };
}
