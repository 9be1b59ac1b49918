import { join } from 'node:path';
import { createFeishuMembership } from '../../../src/adapters/feishu/chat-members.ts';
import { createAgenda } from '../../../src/adapters/inbox/agenda.ts';
import { createSubscriptions } from '../../../src/adapters/inbox/subscriptions.ts';
import { createFileAudit } from '../../../src/adapters/stores/audit.ts';
import type { Audience } from '../../../src/core/bulletin.ts';
import type { Audit, Subscriptions } from '../../../src/core/ports.ts';
import { createViewers } from '../../../src/core/serving/viewers.ts';
import { type Afterwards, createAfterwards } from '../../../src/entry/afterwards.ts';
import type { FakeFeishu } from '../../fakes/fake-feishu/index.ts';
import { PUBLIC_URL, type RealLibrary } from './real-library.ts';
import { createLog, type Started, startBot } from './start-bot.ts';

export interface StartedWhole extends Started {
  afterwards: Afterwards;
  subscriptions: Subscriptions;
  audit: Audit;
}

/** The bot with what it does of its own accord, as the entry wires them, over a library in files. */
export async function startWhole(options: {
  feishu: FakeFeishu;
  real: RealLibrary;
  now: () => number;
  /** State of an earlier run. */
  dir?: string;
}): Promise<StartedWhole> {
  const { feishu, real, now } = options;
  const clock = { now, correct: () => undefined };
  const { log } = createLog();
  const audiences = (): Audience[] => real.library.current().issues.map(({ audience }) => audience);
  let afterwards: Afterwards | undefined;
  const started = await startBot({
    feishu,
    ask: real.library.ask,
    transport: 'webhook',
    clock,
    audiences,
    commands: (command, from) => afterwards!.command(command, from),
    onSent: async (answer) => afterwards?.onSent(answer),
    ...(options.dir && { dir: options.dir }),
  });
  const app = { ...feishu.credentials, domain: feishu.url, clock, log };
  const membership = createFeishuMembership(app);
  const subscriptions = await createSubscriptions(join(started.dir, 'subscriptions.jsonl'));
  const agenda = await createAgenda(join(started.dir, 'agenda.jsonl'), clock);
  const audit = createFileAudit({ dataDir: real.dataDir });
  afterwards = createAfterwards({
    ask: real.library.ask,
    viewers: createViewers({ audiences, membership, log }),
    store: real.store,
    library: real.library.current,
    sent: started.sent,
    subscriptions,
    agenda,
    audit,
    platform: started.bot.platform,
    names: membership,
    clock,
    timeZone: 'Asia/Shanghai',
    publicUrl: PUBLIC_URL,
    log,
  });
  return {
    ...started,
    afterwards,
    subscriptions,
    audit,
    async stop(withinMs) {
      await started.stop(withinMs);
      await Promise.all([subscriptions.close(), agenda.close()]);
    },
  };
}
