import type { Draft } from '../../publishing/draft.ts';
import { desk as words } from '../../wording.ts';
import { changeDraft, decide } from './change-draft.ts';
import { closedFace, DRAFT_LIFE_MS } from './draft-face.ts';
import type { DeskOptions } from './editor-desk.ts';

/** Cards can be clicked for 14 days; a day more for clocks that differ. */
const FORGET_AFTER_MS = 15 * 24 * 3_600_000;

/** Ends drafts that nobody decided on for seven days, tells their editors, and forgets what no card can reach any more. */
export function createSweeping({ drafts, platform, clock, log }: DeskOptions) {
  const ended = (draft: Draft): Draft => decide(draft, 'ended', { by: 'wenbao', at: clock.now() });

  async function tell(draft: Draft, text: string, notice: string | null): Promise<void> {
    const at = clock.now();
    const face = closedFace(text);
    for (const { messageId } of draft.cards) {
      await platform.update(messageId, { kind: 'desk', face }, { key: `${draft.id}/ended/${messageId}`, at });
    }
    if (notice === null) return;
    for (const person of new Set(draft.pushes.map((push) => push.person))) {
      await platform.send(
        { person },
        { kind: 'notice', text: notice },
        { key: `${draft.id}/ended/${person}`, at },
      );
    }
  }

  return {
    async sweep(): Promise<void> {
      for (const draft of await drafts.list()) {
        const age = clock.now() - draft.createdAt;
        const isPush = draft.items.length > 0;
        try {
          if (draft.state === 'waiting' && age >= DRAFT_LIFE_MS) {
            // Ended first: told twice is better than published after it was said to be gone.
            await changeDraft(drafts, draft.id, (now) => (now.state === 'waiting' ? ended(now) : null));
            await tell(draft, words.ended(draft.title), isPush ? words.endedNotice(draft.title) : null);
          } else if (draft.state !== 'waiting' && clock.now() - (draft.decided?.at ?? 0) >= FORGET_AFTER_MS) {
            await drafts.remove(draft.id);
          }
        } catch (error) {
          log.error({ err: error, draft: draft.id }, 'a draft could not be ended');
        }
      }
    },

    /** A file that was recalled takes its draft with it, unless someone else pushed the same one. */
    async recalled(messageId: string): Promise<boolean> {
      const draft = (await drafts.list()).find(
        ({ state, pushes }) => state === 'waiting' && pushes.some((push) => push.messageId === messageId),
      );
      if (!draft) return false;
      const next = await changeDraft(drafts, draft.id, (now) => {
        if (now.state !== 'waiting') return null;
        const pushes = now.pushes.filter((push) => push.messageId !== messageId);
        return pushes.length > 0 ? { ...now, pushes } : ended(now);
      });
      if (next?.state === 'ended') await tell(next, words.fileRecalled(next.title), null);
      return true;
    },
  };
}
