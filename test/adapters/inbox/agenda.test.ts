import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAgenda } from '../../../src/adapters/inbox/agenda.ts';
import { StoreError } from '../../../src/core/errors.ts';
import type { Task } from '../../../src/core/ports.ts';
import { agendaContract } from '../../contracts/agenda.ts';
import { temporaryFolder } from '../../contracts/temporary-folder.ts';

const DAY_MS = 24 * 3_600_000;
const weekly = (key: string): Task => ({ key, due: 1, work: { kind: 'weekly' } });

describe('createAgenda()', () => {
  const create = () => createAgenda(join(temporaryFolder(), 'agenda.jsonl'), { now: () => 0 });
  agendaContract(create, (agenda) => agenda.close());

  it('knows after a restart what waits and what was done', async () => {
    const path = join(temporaryFolder(), 'agenda.jsonl');
    const before = await createAgenda(path, { now: () => 0 });
    await before.add(weekly('done'));
    await before.add(weekly('waits'));
    await before.done('done');
    const after = await createAgenda(path, { now: () => DAY_MS });
    expect(await after.due(DAY_MS)).toEqual([weekly('waits')]);
    expect(await after.add(weekly('done'))).toBe(false);
  });

  it('does not give again what was done when the disk took no more', async () => {
    const agenda = await create();
    await agenda.add(weekly('done'));
    await agenda.close();
    await expect(agenda.done('done')).rejects.toThrow(StoreError);
    expect(await agenda.due(DAY_MS)).toEqual([]);
  });

  it('forgets what was done after 60 days, so that the file stays small', async () => {
    const path = join(temporaryFolder(), 'agenda.jsonl');
    const before = await createAgenda(path, { now: () => 0 });
    await before.add(weekly('done'));
    await before.done('done');
    await createAgenda(path, { now: () => 61 * DAY_MS });
    expect(await readFile(path, 'utf8')).toBe('');
  });
});
