import { type Persona, personas } from './room.ts';

/** Where one is in the playground: who, in which chat, in which thread, answering what. Part of every address there. */
export interface Position {
  persona: Persona;
  place: 'group' | 'private';
  thread: string | null;
  replyTo: string | null;
}

/** The position as form fields or the query of an address. */
export function positionFields({ persona, place, thread, replyTo }: Position): Record<string, string> {
  return {
    as: persona.key,
    in: place,
    ...(thread === null ? {} : { thread }),
    ...(replyTo === null ? {} : { reply: replyTo }),
  };
}

/** Reads it back; whatever is missing or unknown is the 干部 in the group. */
export function readPosition(field: (name: string) => string | undefined): Position {
  return {
    persona: personas.find(({ key }) => key === field('as')) ?? personas[0],
    place: field('in') === 'private' ? 'private' : 'group',
    thread: field('thread') || null,
    replyTo: field('reply') || null,
  };
}

export function playgroundUrl(position: Position, hash = ''): string {
  return `/playground?${new URLSearchParams(positionFields(position))}${hash}`;
}

/** The id of a message's element on the page. */
export const anchorOf = (messageId: string): string => `message-${messageId}`;
