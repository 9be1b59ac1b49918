import { PlatformError } from '../../core/errors.ts';
import type { ChatNames, Clock, Log, Membership } from '../../core/ports.ts';
import { createFeishuClient, type FeishuClient, type FeishuClientOptions } from './client.ts';

export interface ChatMembers {
  /** open_ids; nobody where Feishu refuses to say. @throws PlatformUnreachableError */
  of(chatId: string): Promise<ReadonlySet<string>>;
}

const FRESH_MS = 5 * 60_000;
const ASK_AGAIN_MS = 30_000;

/**
 * Who is in which chat, asked once for all who want to know and kept for five minutes; what went wrong is tried again
 * after half a minute. NOTE: whoever leaves a chat counts as a member for up to five minutes more.
 */
export function createChatMembers({
  client,
  clock,
  log,
}: {
  client: FeishuClient;
  clock: Clock;
  log: Log;
}): ChatMembers {
  const known = new Map<string, { members: Promise<ReadonlySet<string>>; askedAt: number; keepMs: number }>();

  function ask(chatId: string): Promise<ReadonlySet<string>> {
    const members = client.chatMembers(chatId).then(
      (people) => new Set(people),
      (error: unknown) => {
        entry.keepMs = ASK_AGAIN_MS;
        if (!(error instanceof PlatformError)) throw error;
        log.warn({ err: error, chatId }, 'Feishu does not tell who is in a chat; nobody counts as a member');
        return new Set<string>();
      },
    );
    const entry = { members, askedAt: clock.now(), keepMs: FRESH_MS };
    known.set(chatId, entry);
    return members;
  }

  return {
    async of(chatId) {
      const entry = known.get(chatId);
      return entry && clock.now() - entry.askedAt < entry.keepMs ? entry.members : ask(chatId);
    },
  };
}

/** Who is in which chat, for everyone who asks: chats, pages, the rights of editors. */
export function createFeishuMembership(
  options: Pick<FeishuClientOptions, 'appId' | 'appSecret' | 'domain'> & { clock: Clock; log: Log },
): Membership & ChatNames {
  const client = createFeishuClient(options);
  const members = createChatMembers({ ...options, client });
  return {
    async chatsOf(personId, chats) {
      const isMember = await Promise.all(chats.map(async (chat) => (await members.of(chat)).has(personId)));
      return chats.filter((_, i) => isMember[i]);
    },
    async nameOf(chatId) {
      try {
        return await client.chatName(chatId);
      } catch (error) {
        options.log.debug({ err: error, chatId }, 'Feishu does not tell the name of a chat');
        return null;
      }
    },
  };
}
