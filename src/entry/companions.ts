import { createFileAudit } from '../adapters/stores/audit.ts';
import { createFileGoldenQuestions, createFileSynonyms } from '../adapters/stores/learned-files.ts';
import type { Ask, Clock, Editors, Feedback, IssueStore, LibraryChange, Log } from '../core/ports.ts';
import { addSynonym } from '../core/serving/learning.ts';
import { type Afterwards, type AfterwardsOptions, createAfterwards } from './afterwards.ts';
import type { LiveLibrary } from './live-library.ts';

/** What differs between the chats of Feishu and those of the playground. */
type OwnParts = Pick<
  AfterwardsOptions,
  'platform' | 'viewers' | 'sent' | 'subscriptions' | 'agenda' | 'names' | 'editorsChat'
> & { editors: Editors };

/** What the bot does of its own accord, in every place it talks in, over one library in files. */
export interface Companions {
  make(own: OwnParts): Afterwards;
  /** An editor's act reaches all of them, one after another. */
  onChange(change: LibraryChange): Promise<void>;
  /** For the admin page. */
  addSynonym(group: readonly string[], by: string): Promise<string>;
  start(): void;
  stop(): Promise<void>;
}

export function createCompanions(options: {
  dataDir: string;
  library: LiveLibrary;
  store: IssueStore;
  ask: Ask;
  feedback: Feedback;
  timeZone: string;
  publicUrl: string;
  clock: Clock;
  log: Log;
}): Companions {
  const { library, log } = options;
  const audit = createFileAudit(options);
  const synonyms = createFileSynonyms({ ...options, apply: library.refresh });
  const golden = createFileGoldenQuestions(options);
  const made: Afterwards[] = [];

  return {
    make({ editors, ...own }) {
      const one = createAfterwards({
        ...options,
        ...own,
        library: library.current,
        audit,
        teaching: { synonyms, golden, editors },
      });
      made.push(one);
      library.onRefreshed(() => {
        one.lookAgain().catch((error) => log.error({ err: error }, 'cards were not brought up to date'));
      });
      return one;
    },
    async onChange(change) {
      for (const one of made) await one.onChange(change);
    },
    addSynonym: (group, by) => addSynonym({ ...options, synonyms, audit }, group, by),
    start() {
      for (const one of made) one.start();
    },
    async stop() {
      await Promise.all(made.map((one) => one.stop()));
    },
  };
}
