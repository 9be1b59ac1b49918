import { describe, expect, it } from 'vitest';
import type { Audience } from '../../../src/core/bulletin.ts';
import { PlatformUnreachableError } from '../../../src/core/errors.ts';
import type { Membership } from '../../../src/core/ports.ts';
import { createViewers } from '../../../src/core/serving/viewers.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const forChats = (...chats: string[]): Audience => ({ kind: 'chats', chats });
const everyone: Audience = { kind: 'everyone' };

/** ou_1 is in oc_a and oc_z. */
function viewers(audiences: Audience[], membership?: Membership | null) {
  const asked: string[][] = [];
  const told: Membership = {
    async chatsOf(person, chats) {
      asked.push([...chats]);
      return person === 'ou_1' ? chats.filter((chat) => ['oc_a', 'oc_z'].includes(chat)) : [];
    },
  };
  const made = createViewers({
    audiences: () => audiences,
    membership: membership === undefined ? told : membership,
    log,
  });
  return { ...made, asked };
}

describe('createViewers()', () => {
  it('a group sees what is for that group, whoever asks there', async () => {
    const { inChat, asked } = viewers([forChats('oc_a'), forChats('oc_b')]);
    expect(await inChat({ id: 'oc_b', kind: 'group' }, 'ou_1')).toEqual({ kind: 'member', chats: ['oc_b'] });
    expect(asked).toEqual([]);
  });

  it('a private chat sees what is for the chats of the person', async () => {
    const { inChat } = viewers([everyone, forChats('oc_a', 'oc_b'), forChats('oc_a')]);
    const chat = { id: 'oc_private', kind: 'private' } as const;
    expect(await inChat(chat, 'ou_1')).toEqual({ kind: 'member', chats: ['oc_a'] });
    expect(await inChat(chat, 'ou_2')).toEqual({ kind: 'member', chats: [] });
  });

  it('asks the platform only about chats that some issue is for', async () => {
    const some = viewers([everyone, forChats('oc_a'), forChats('oc_b', 'oc_a')]);
    await some.ofPerson('ou_1');
    expect(some.asked).toEqual([['oc_a', 'oc_b']]);
    const none = viewers([everyone, everyone]);
    await none.ofPerson('ou_1');
    expect(none.asked).toEqual([]);
  });

  it('inChatForSure() says so when it is not known', async () => {
    const { inChatForSure } = viewers([forChats('oc_a')], {
      chatsOf: () => Promise.reject(new PlatformUnreachableError('no answer', 'GET')),
    });
    const chat = { id: 'oc_private', kind: 'private' } as const;
    await expect(inChatForSure(chat, 'ou_1')).rejects.toThrow(PlatformUnreachableError);
    expect(await inChatForSure({ id: 'oc_b', kind: 'group' }, 'ou_1')).toEqual({
      kind: 'member',
      chats: ['oc_b'],
    });
  });

  it.each<[string, Membership | null]>([
    [
      'the platform does not answer',
      { chatsOf: () => Promise.reject(new PlatformUnreachableError('no answer', 'GET')) },
    ],
    ['the platform refuses to say', { chatsOf: async () => [] }],
    ['there is no platform', null],
  ])('shows what is for everyone, and no more, when %s', async (_, membership) => {
    const { ofPerson } = viewers([everyone, forChats('oc_a')], membership);
    expect(await ofPerson('ou_1')).toEqual({ kind: 'member', chats: [] });
  });
});
