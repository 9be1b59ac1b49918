import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAgenda } from '../../src/adapters/inbox/agenda.ts';
import { createFeedback } from '../../src/adapters/inbox/feedback.ts';
import { createInbox } from '../../src/adapters/inbox/inbox.ts';
import { createSentAnswers } from '../../src/adapters/inbox/sent-answers.ts';
import { createSubscriptions } from '../../src/adapters/inbox/subscriptions.ts';
import { createFileDraftStore } from '../../src/adapters/stores/drafts.ts';
import { holdBotLock } from '../../src/adapters/stores/locks.ts';
import { createLog } from '../adapters/feishu/start-bot.ts';
import { countOf, GONE, privateOf, STAYS, stateOfTwo } from '../contracts/people.ts';
import { temporaryFolder } from '../contracts/temporary-folder.ts';
import { expectPlainError, runScript } from './run-script.ts';

const now = Date.now();
const clock = { now: () => now };

/** The state of a bot that both people used, in files; one of them with a torn line of each. */
async function dataDirOfTwo(): Promise<string> {
  const dataDir = temporaryFolder();
  const state = (name: string): string => join(dataDir, 'state', name);
  const inbox = await createInbox({ dir: state('inbox'), clock, log: createLog().log });
  const sent = await createSentAnswers(state('sent'), clock);
  const feedback = await createFeedback(state('feedback'), clock);
  const subscriptions = await createSubscriptions(state('subscriptions.jsonl'));
  const agenda = await createAgenda(state('agenda.jsonl'), clock);
  const drafts = await createFileDraftStore({ dataDir });
  await stateOfTwo({ inbox, sent, feedback, subscriptions, agenda, drafts }, now);
  const torn = `{"added":{"subscriber":{"id":"${GONE}\n{"added":{"subscriber":{"id":"${STAYS}\n`;
  writeFileSync(state('subscriptions.damaged-1.jsonl'), torn);
  await Promise.all([inbox, sent, feedback, subscriptions, agenda].map((store) => store.close()));
  return dataDir;
}

/** Everything under a folder as one text. */
function allText(folder: string): string {
  const paths = readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)));
  return paths
    .filter((path) => statSync(path).isFile())
    .map((path) => `${path}\n${readFileSync(path, 'utf8')}`)
    .join('\n');
}

describe('npm run forget', () => {
  it('removes everything that is the person’s and nothing of anyone else', async () => {
    const dataDir = await dataDirOfTwo();
    const before = allText(dataDir);
    expect(countOf(before, GONE)).toBeGreaterThan(15);
    const outcome = await runScript('forget', ['--user', GONE], { DATA_DIR: dataDir });
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toMatch(/已清除 \d+ 条记录、2 份待发布稿/);

    const after = allText(dataDir);
    expect(after).not.toContain(GONE);
    expect(countOf(after, STAYS)).toBe(countOf(before, STAYS));
    expect(existsSync(join(dataDir, 'state', 'bot.lock'))).toBe(false);

    const sent = await createSentAnswers(join(dataDir, 'state', 'sent'), clock);
    expect((await sent.since(0)).map(({ asker }) => asker)).toEqual([STAYS, STAYS]);
    const feedback = await createFeedback(join(dataDir, 'state', 'feedback'), clock);
    expect((await feedback.since(0)).map(({ chatId }) => chatId).sort()).toEqual(
      ['oc_group', 'oc_group', privateOf(STAYS).id, STAYS].sort(),
    );
    await Promise.all([sent.close(), feedback.close()]);
  });

  it('is refused beside a running bot, without a person and for what is no person', async () => {
    const dataDir = await dataDirOfTwo();
    const release = await holdBotLock(dataDir);
    expectPlainError(await runScript('forget', ['--user', GONE], { DATA_DIR: dataDir }), '机器人');
    await release();
    expectPlainError(await runScript('forget', ['--user', '张三'], { DATA_DIR: dataDir }), 'ou_');
    expectPlainError(await runScript('forget', [], { DATA_DIR: dataDir }), '--user');
  });
});
