import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFileIssueStore } from '../../src/adapters/stores/files.ts';
import { temporaryFolder } from '../contracts/temporary-folder.ts';
import { createFakeFeishu } from '../fakes/fake-feishu/index.ts';
import { expectPlainError, runScript } from '../scripts/run-script.ts';
import { sampleLibrary } from './sample-library.ts';
import { answerTo, startWithFeishu } from './start-with-feishu.ts';

const BACKUP_KEY = 'the key of the backups';
const OLD = '2026-01-05';

/** A bot over whose night has just passed: all that is due every day is due. */
async function morning(env: Record<string, string>) {
  const offset = Date.UTC(2026, 10, 23, 2) - Date.now();
  const feishu = await createFakeFeishu({ now: () => Date.now() + offset });
  onTestFinished(() => feishu.close());
  const dataDir = sampleLibrary();
  mkdirSync(join(dataDir, 'state', 'feedback'), { recursive: true });
  const said = { at: Date.parse(OLD), chatId: 'oc_1', question: '很久以前的问题', verdict: 'useful' };
  writeFileSync(join(dataDir, 'state', 'feedback', `${OLD}.jsonl`), `${JSON.stringify(said)}\n`);
  const backups = join(temporaryFolder(), 'backups');
  const node = await startWithFeishu(feishu, 'websocket', dataDir, { BACKUP_DIR: backups, ...env });
  return { feishu, dataDir, backups, node };
}

/** Names of the backups in a folder that may not be there yet. */
const finished = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => !name.endsWith('.partial')) : [];

describe('npm start, day by day', () => {
  it('backs up, and the backup brings the library back', async () => {
    const { feishu, dataDir, backups, node } = await morning({ BACKUP_KEY });
    await answerTo(feishu, feishu.world.openChat(), '云岫县的人才公寓有多少套');
    await expect.poll(() => finished(backups), { timeout: 20_000 }).toHaveLength(1);
    const [name] = readdirSync(backups);
    expect(name).toMatch(/^wenbao-2026-11-23T\d{6}Z\.tar\.gz\.enc$/);
    await node.stop();

    const file = join(backups, name!);
    const restored = join(temporaryFolder(), 'data');
    expectPlainError(await runScript('restore', [file], { DATA_DIR: restored }), 'BACKUP_KEY');
    expect(await runScript('restore', [file], { DATA_DIR: restored, BACKUP_KEY })).toMatchObject({ code: 0 });
    const ids = async (folder: string): Promise<string[]> =>
      (await createFileIssueStore({ dataDir: folder }).readAll()).issues.map(({ id }) => id);
    expect(await ids(restored)).toEqual(await ids(dataDir));
    expect(await ids(restored)).toHaveLength(14);
  });

  it('puts no secret into a backup', async () => {
    const { feishu, backups, node } = await morning({ SESSION_SECRET: 'session-secret-of-the-test' });
    await expect.poll(() => finished(backups), { timeout: 20_000 }).toHaveLength(1);
    await node.stop();
    const plain = gunzipSync(readFileSync(join(backups, readdirSync(backups)[0]!))).toString('utf8');
    expect(plain).toContain('manifest.json');
    const { appSecret, encryptKey, verificationToken } = feishu.credentials;
    for (const secret of [appSecret, encryptKey, verificationToken, 'session-secret-of-the-test'])
      expect(plain).not.toContain(secret);
  });

  it('forgets old questions but for their counts', async () => {
    const { dataDir, node } = await morning({});
    const feedback = join(dataDir, 'state', 'feedback');
    await expect.poll(() => readdirSync(feedback), { timeout: 20_000 }).toContain('counts.jsonl');
    await expect.poll(() => readdirSync(feedback)).not.toContain(`${OLD}.jsonl`);
    await node.stop();
    expect(readFileSync(join(feedback, 'counts.jsonl'), 'utf8').trim()).toBe(
      `{"day":"${OLD}","counts":{"useful":1}}`,
    );
  });
});
