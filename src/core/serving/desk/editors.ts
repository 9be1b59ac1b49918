import type { Editors, Membership } from '../../ports.ts';

/**
 * EDITORS, ADMINS and the members of EDITORS_CHAT. NOTE: whoever leaves that chat stays an editor for the few minutes
 * that its list of members is kept.
 */
export function createEditors({
  editors,
  admins,
  editorsChat,
  membership,
}: {
  editors: readonly string[];
  admins: readonly string[];
  editorsChat: string | null;
  membership: Membership | null;
}): Editors {
  const named = new Set([...editors, ...admins]);
  return {
    admins,
    anyone: named.size > 0 || editorsChat !== null,
    async isEditor(person) {
      if (named.has(person)) return true;
      if (editorsChat === null || membership === null) return false;
      return (await membership.chatsOf(person, [editorsChat])).length > 0;
    },
  };
}
