import { createGazetteer, type Gazetteer, learnGazetteer } from './gazetteer.ts';
import { listedIn } from './listed-units.ts';
import { type Contributed, seriesOf } from './regions.ts';

/** A gazetteer that changes with its issues. */
export interface LiveGazetteer {
  current(): Gazetteer;
  /**
   * Takes issues in and out, issue by issue where all units are learnt anew: `current` is the old one until that is done.
   * `all` gives every issue after the change, in the order in which units are learnt.
   */
  change(
    come: readonly Contributed[],
    gone: readonly Contributed[],
    all: () => readonly Contributed[],
  ): Generator<void, void>;
}

/**
 * Most issues name only units that others name, too: then nothing but their articles is added or taken away. Units are
 * learnt anew when one comes up or goes, or anything does that the reading of by-lines depends on.
 */
export function createLiveGazetteer(offices: readonly (readonly string[])[]): LiveGazetteer {
  let gazetteer = createGazetteer([], offices);
  /** In how many issues each thing stands that units are learnt from. */
  const census = new Map<string, number>();

  const count = (trait: string, by: 1 | -1): number => {
    const now = (census.get(trait) ?? 0) + by;
    if (now === 0) census.delete(trait);
    else census.set(trait, now);
    return now;
  };

  return {
    current: () => gazetteer,
    *change(come, gone, all) {
      let isKnown = true;
      for (const issue of come)
        for (const trait of traitsOf(issue)) if (count(trait, 1) === 1) isKnown = false;
      for (const issue of gone)
        for (const trait of traitsOf(issue)) if (count(trait, -1) === 0) isKnown = false;
      if (!isKnown) {
        gazetteer = yield* learnGazetteer(all(), offices);
        return;
      }
      for (const issue of gone) gazetteer.withdraw(issue);
      for (const issue of come) gazetteer.contribute(issue);
    },
  };
}

/** All of an issue that units are learnt from, each once. */
function traitsOf(issue: Contributed): Set<string> {
  return new Set([
    `series ${seriesOf(issue)}`,
    ...(issue.articles.length > 0 ? [`written ${seriesOf(issue)}`] : []),
    ...issue.articles.flatMap(({ units }) => units.map((unit) => `unit ${unit} ${seriesOf(issue)}`)),
    ...listedIn(issue.editorsNote).map((name) => `listed ${name}`),
  ]);
}
