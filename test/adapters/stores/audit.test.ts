import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFileAudit } from '../../../src/adapters/stores/audit.ts';
import { auditContract, published } from '../../contracts/audit.ts';
import { temporaryFolder } from '../../contracts/temporary-folder.ts';

const logOf = (dataDir: string): string => join(dataDir, 'state', 'audit', 'log.jsonl');

describe('createFileAudit()', () => {
  auditContract(async () => createFileAudit({ dataDir: temporaryFolder() }));

  it('goes on where another process left off', async () => {
    const dataDir = temporaryFolder();
    const [bot, script] = [createFileAudit({ dataDir }), createFileAudit({ dataDir })];
    for (let at = 0; at < 6; at++) await (at % 2 ? bot : script).record({ ...published, at });
    const { entries, tampered } = await bot.read();
    expect(entries.map(({ at }) => at)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(tampered).toBeNull();
  });

  it.each<[string, (lines: string[]) => string[], number]>([
    ['changed', (lines) => lines.map((line) => line.replace('ou_2', 'ou_9')), 2],
    ['taken out', (lines) => lines.filter((_, i) => i !== 1), 2],
    ['put in twice', ([a, b, ...rest]) => [a!, b!, b!, ...rest], 3],
    ['moved', ([a, b, c]) => [a!, c!, b!], 2],
    ['made unreadable', ([a, , c]) => [a!, '{"entry":', c!], 2],
  ])('shows that a line was %s', async (_, change, line) => {
    const dataDir = temporaryFolder();
    const audit = createFileAudit({ dataDir });
    for (const by of ['ou_1', 'ou_2', 'ou_3']) await audit.record({ ...published, by });
    const lines = (await readFile(logOf(dataDir), 'utf8')).trimEnd().split('\n');
    await writeFile(logOf(dataDir), `${change(lines).join('\n')}\n`);
    expect((await createFileAudit({ dataDir }).read()).tampered).toBe(`${logOf(dataDir)} 第 ${line} 行`);
  });

  it('passes over a line that a power cut left torn, and goes on after it', async () => {
    const dataDir = temporaryFolder();
    await createFileAudit({ dataDir }).record(published);
    await appendFile(logOf(dataDir), '{"entry":{"at":1');
    const audit = createFileAudit({ dataDir });
    expect((await audit.read()).entries).toHaveLength(1);
    await audit.record({ ...published, at: 2 });
    const { entries, tampered } = await audit.read();
    expect(entries.map(({ at }) => at)).toEqual([published.at, 2]);
    expect(tampered).toBeNull();
  });
});
