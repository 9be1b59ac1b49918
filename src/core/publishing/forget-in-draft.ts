import type { Draft } from './draft.ts';

/** Stands for whoever decided on a draft and is forgotten. */
export const FORGOTTEN = 'forgotten';

/** The draft without a person: what they pushed, were shown and decided. null when nobody else pushed it. */
export function withoutPerson(draft: Draft, person: string): Draft | null {
  const { decided } = draft;
  const pushes = draft.pushes.filter((push) => push.person !== person);
  if (pushes.length === 0) return null;
  return {
    ...draft,
    pushes,
    cards: draft.cards.filter((card) => card.person !== person),
    decided: decided?.by === person ? { ...decided, by: FORGOTTEN } : decided,
  };
}
