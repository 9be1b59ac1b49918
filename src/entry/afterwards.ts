import type { Library } from '../core/asking/library.ts';
import type {
  Agenda,
  Ask,
  Audit,
  ChatNames,
  ChatPlatform,
  Clock,
  Editors,
  Feedback,
  GoldenQuestions,
  IssueStore,
  LibraryChange,
  Log,
  SentAnswers,
  Subscriptions,
  Synonyms,
} from '../core/ports.ts';
import { createAfterChange } from '../core/serving/after-change.ts';
import { createAgendaRunner } from '../core/serving/agenda-runner.ts';
import type { Companion } from '../core/serving/companion.ts';
import { createDigests } from '../core/serving/digests.ts';
import { createKeepTrue } from '../core/serving/keep-true.ts';
import { createLearning } from '../core/serving/learning.ts';
import { createLookAgain } from '../core/serving/look-again.ts';
import { createSubscribe } from '../core/serving/subscribe.ts';
import type { Viewers } from '../core/serving/viewers.ts';
import { createWeekly } from '../core/serving/weekly.ts';
import { learning as words } from '../core/wording.ts';

export interface AfterwardsOptions {
  ask: Ask;
  viewers: Viewers;
  store: IssueStore;
  library(): Library;
  sent: SentAnswers;
  subscriptions: Subscriptions;
  agenda: Agenda;
  audit: Audit;
  feedback: Feedback;
  /** What editors teach; absent where nothing can be written. */
  teaching?: { synonyms: Synonyms; golden: GoldenQuestions; editors: Pick<Editors, 'isEditor'> };
  /** Where the weekly report goes; null: nowhere. */
  editorsChat: string | null;
  platform: Pick<ChatPlatform, 'send' | 'update'>;
  /** See KeepTrueOptions. */
  hasChanged?(): Promise<boolean>;
  names: ChatNames;
  clock: Clock;
  timeZone: string;
  publicUrl: string;
  log: Log;
}

const LOOK_EVERY_MS = 20_000;

/** What the bot does of its own accord: after an editor's act, and when its time has come. */
export interface Afterwards extends Companion {
  onChange(change: LibraryChange): Promise<void>;
  /** When another program changed the library, and at the start; how many cards are left. @throws StoreError */
  lookAgain(): Promise<number>;
  /** Does what is due; to be called every now and then. */
  tick(): Promise<void>;
  /** Looks at everything once, then at what is due three times a minute. */
  start(): void;
  /** Looks no more; resolves when the look under way is over, which the end of sending brings about. */
  stop(): Promise<void>;
}

export function createAfterwards(options: AfterwardsOptions): Afterwards {
  const { agenda, clock, log } = options;
  const digests = createDigests({
    ...options,
    sent: {
      async record(answer) {
        await options.sent.record(answer);
        await keepTrue.onSent(answer);
      },
    },
  });
  const keepTrue = createKeepTrue({ ...options, digests });
  const lookAgain = createLookAgain({ keepTrue, log });
  const onChange = createAfterChange({ ...options, keepTrue, planDigests: digests.plan });
  const subscribe = createSubscribe(options);
  const learning = options.teaching ? createLearning({ ...options, ...options.teaching }) : null;
  const weekly = createWeekly(options);
  const runDue = createAgendaRunner({
    agenda,
    clock,
    log,
    async run({ work, ...task }) {
      switch (work.kind) {
        case 'digest':
          return digests.run({ ...task, work });
        case 'weekly':
          return weekly.run({ ...task, work });
      }
    },
  });

  const tick = async (): Promise<void> => {
    await lookAgain.whatIsLeft();
    await weekly.plan();
    await runDue();
  };
  const running = new Set<Promise<unknown>>();
  let timer: NodeJS.Timeout | undefined;

  return {
    async onChange(change) {
      await onChange(change).catch((error) => {
        lookAgain.remember();
        throw error;
      });
      // By day subscribers hear of it at once.
      await runDue();
    },
    async command(command, from) {
      if (command.kind !== 'synonym') return subscribe(command, from);
      return learning?.propose(command.said, from) ?? { kind: 'notice', text: words.editorsOnly };
    },
    act: async (action, act) => learning?.act(action, act) ?? {},
    onSent: keepTrue.onSent,
    lookAgain: lookAgain.now,
    tick,
    start() {
      const look = (work: () => Promise<unknown>): void => {
        const looking: Promise<unknown> = work()
          .catch((error) => log.error({ err: error }, 'what is to be done of its own accord was not'))
          .finally(() => running.delete(looking));
        running.add(looking);
      };
      look(lookAgain.now);
      look(tick);
      timer = setInterval(() => look(tick), LOOK_EVERY_MS);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      await Promise.all(running);
    },
  };
}
