import { describe, expect, it } from 'vitest';
import { createMemoryDraftStore } from '../../../../src/adapters/stores/memory.ts';
import type { DraftStore } from '../../../../src/core/ports.ts';
import { changeDraft } from '../../../../src/core/serving/desk/change-draft.ts';
import type { DeskOptions } from '../../../../src/core/serving/desk/editor-desk.ts';
import { createSweeping } from '../../../../src/core/serving/desk/sweep.ts';
import { draft, GONE, STAYS } from '../../../contracts/people.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };

/** Somebody else pushes the same file right after the drafts were listed. */
function joinedMeanwhile(drafts: DraftStore): DraftStore {
  return {
    ...drafts,
    async list() {
      const listed = await drafts.list();
      const push = { person: STAYS, chatId: 'oc_1', messageId: 'om_push_late' };
      for (const { id } of listed)
        await changeDraft(drafts, id, (now) => ({ ...now, pushes: [...now.pushes, push] }));
      return listed;
    },
  };
}

describe('recalled()', () => {
  it.each([[[GONE, STAYS]], [[GONE]]])(
    'keeps a push made at the same moment beside those of %j',
    async (who) => {
      const drafts = createMemoryDraftStore();
      const { id } = await drafts.add(draft(who, 0), new Uint8Array([1]));
      const { recalled } = createSweeping({
        drafts: joinedMeanwhile(drafts),
        clock: { now: () => 0 },
        log,
      } as unknown as DeskOptions);
      expect(await recalled(`om_push_${GONE}`)).toBe(true);
      const left = await drafts.read(id);
      expect(left?.state).toBe('waiting');
      expect(left?.pushes.map(({ messageId }) => messageId)).toEqual([
        ...who.filter((person) => person !== GONE).map((person) => `om_push_${person}`),
        'om_push_late',
      ]);
    },
  );
});
