import type { Audience, Viewer } from '../bulletin.ts';
import type { Chat } from '../chat.ts';
import type { Log, Membership } from '../ports.ts';

/** Decides what an answer may draw on, by where it is read. */
export interface Viewers {
  /** A group sees what the whole group may see; a private chat what `person` may. */
  inChat(chat: Chat, person: string): Promise<Viewer>;
  ofPerson(person: string): Promise<Viewer>;
  /** The same for who must not be taken for a stranger by mistake. @throws PlatformUnreachableError, PlatformError */
  inChatForSure(chat: Chat, person: string): Promise<Viewer>;
}

export interface ViewersOptions {
  /** Who the published issues are for. */
  audiences(): Iterable<Audience>;
  /** null where nobody knows who is in which chat. */
  membership: Membership | null;
  log: Log;
}

/** Whoever cannot be shown to belong to a chat sees what everyone may see. */
const EVERYONE: Viewer = { kind: 'member', chats: [] };

export function createViewers({ audiences, membership, log }: ViewersOptions): Viewers {
  const ofPerson = (person: string): Promise<Viewer> =>
    viewerOf(person, audiences(), membership, (error) =>
      log.warn({ err: error }, 'it is not known who is in which chat: only what is for everyone is shown'),
    );
  const inGroup = ({ id }: Chat): Viewer => ({ kind: 'member', chats: [id] });
  return {
    ofPerson,
    async inChat(chat, person) {
      return chat.kind === 'group' ? inGroup(chat) : ofPerson(person);
    },
    async inChatForSure(chat, person) {
      if (chat.kind === 'group') return inGroup(chat);
      return viewerOf(person, audiences(), membership, (error) => {
        throw error;
      });
    },
  };
}

/**
 * What a person may see: what is for everyone, and what is for chats they are a member of. The platform is asked only
 * about chats that some issue is for; when it does not answer, none of them counts, and `onError` hears why.
 */
export async function viewerOf(
  person: string,
  audiences: Iterable<Audience>,
  membership: Membership | null,
  onError: (error: unknown) => void,
): Promise<Viewer> {
  const chats = new Set<string>();
  for (const audience of audiences) {
    if (audience.kind === 'chats') for (const chat of audience.chats) chats.add(chat);
  }
  if (chats.size === 0 || membership === null) return EVERYONE;
  try {
    return { kind: 'member', chats: await membership.chatsOf(person, [...chats]) };
  } catch (error) {
    onError(error);
    return EVERYONE;
  }
}
