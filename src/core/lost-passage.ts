import type { Issue, Passage } from './bulletin.ts';
import { passagesOf } from './passages.ts';
import { foldText } from './text.ts';

/** A passage that a link names and the issue no longer holds. */
export interface LostPassage {
  /** The passage as it was. */
  was: Passage;
  /** The version that held it last. */
  version: number;
  /** The passage that stands in its place now; null when nothing like it is left. */
  now: Passage | null;
}

/** Share of bigrams two texts must have in common for one to stand in the other's place. */
const ALIKE = 0.3;

/** Looks in the earlier versions of an issue, oldest first, for a passage; null when none of them held it. */
export function findLostPassage(
  issue: Issue,
  earlier: readonly Issue[],
  passageId: string,
): LostPassage | null {
  for (const version of [...earlier].reverse()) {
    const was = passagesOf(version).find(({ id }) => id === passageId);
    if (was) return { was, version: version.version, now: closest(was, passagesOf(issue)) };
  }
  return null;
}

function closest(was: Passage, passages: readonly Passage[]): Passage | null {
  const bigrams = bigramsOf(was.text);
  let best: Passage | null = null;
  let most = ALIKE;
  for (const passage of passages) {
    const others = bigramsOf(passage.text);
    const common = [...bigrams].filter((bigram) => others.has(bigram)).length;
    const share = (2 * common) / (bigrams.size + others.size || 1);
    if (share > most) {
      best = passage;
      most = share;
    }
  }
  return best;
}

function bigramsOf(text: string): Set<string> {
  const characters = [...foldText(text).folded];
  return new Set(characters.slice(1).map((character, i) => `${characters[i]}${character}`));
}
