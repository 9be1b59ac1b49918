import { join } from 'node:path';
import { type AgendaStore, createAgenda } from '../../../src/adapters/inbox/agenda.ts';
import { createSubscriptions, type SubscriptionsStore } from '../../../src/adapters/inbox/subscriptions.ts';
import { createFileAudit } from '../../../src/adapters/stores/audit.ts';
import { createFileGoldenQuestions, createFileSynonyms } from '../../../src/adapters/stores/learned-files.ts';
import type { Audience } from '../../../src/core/bulletin.ts';
import type { Audit } from '../../../src/core/ports.ts';
import { createEditors } from '../../../src/core/serving/desk/editors.ts';
import { createViewers } from '../../../src/core/serving/viewers.ts';
import { type Afterwards, createAfterwards } from '../../../src/entry/afterwards.ts';
import type { FakeFeishu } from '../../fakes/fake-feishu/index.ts';
import { PUBLIC_URL, type RealLibrary } from './real-library.ts';
import { createLog, newDir, type Started, startBot } from './start-bot.ts';

export interface StartedWhole extends Started {
  afterwards: Afterwards;
  subscriptions: SubscriptionsStore;
  agenda: AgendaStore;
  audit: Audit;
}

/** The bot with what it does of its own accord, as the entry wires them, over a library in files. */
export async function startWhole(options: {
  feishu: FakeFeishu;
  real: RealLibrary;
  now: () => number;
  /** State of an earlier run. */
  dir?: string;
  editorsChat?: string;
}): Promise<StartedWhole> {
  const { feishu, real, now, dir = await newDir() } = options;
  const clock = { now, correct: () => undefined };
  const { log } = createLog();
  const audiences = (): Audience[] => real.library.current().issues.map(({ audience }) => audience);
  const subscriptions = await createSubscriptions(join(dir, 'subscriptions.jsonl'));
  const agenda = await createAgenda(join(dir, 'agenda.jsonl'), clock);
  const audit = createFileAudit({ dataDir: real.dataDir });
  let afterwards: Afterwards | undefined;
  const started = await startBot({
    feishu,
    ask: real.library.ask,
    transport: 'webhook',
    clock,
    audiences,
    dir,
    companion:
      ({ sent, feedback, membership }) =>
      (platform) => {
        afterwards = createAfterwards({
          ask: real.library.ask,
          viewers: createViewers({ audiences, membership, log }),
          store: real.store,
          library: real.library.current,
          sent,
          feedback,
          editorsChat: options.editorsChat ?? null,
          teaching: {
            synonyms: createFileSynonyms({ dataDir: real.dataDir, apply: real.library.refresh }),
            golden: createFileGoldenQuestions({ dataDir: real.dataDir }),
            editors: createEditors({
              editors: ['ou_editor'],
              admins: [],
              editorsChat: options.editorsChat ?? null,
              membership,
            }),
          },
          subscriptions,
          agenda,
          audit,
          platform,
          names: membership,
          clock,
          timeZone: 'Asia/Shanghai',
          publicUrl: PUBLIC_URL,
          log,
        });
        return afterwards;
      },
  });
  return {
    ...started,
    afterwards: afterwards as Afterwards,
    subscriptions,
    agenda,
    audit,
    async stop(withinMs) {
      await started.stop(withinMs);
      await Promise.all([subscriptions.close(), agenda.close()]);
    },
  };
}
