import { expect, it } from 'vitest';
import type { Audit, AuditEntry } from '../../src/core/ports.ts';

export const published: AuditEntry = {
  at: 1_710_000_000_000,
  by: 'ou_editor',
  act: 'published',
  issue: { id: '云川组工信息-2024-06', label: '《云川组工信息》2024年第6期', from: null, to: 1 },
};

/** What every Audit does; `create` gives an empty one. */
export function auditContract(create: () => Promise<Audit>): void {
  it('is empty and whole at first', async () => {
    expect(await (await create()).read()).toEqual({ entries: [], tampered: null });
  });

  it('gives back what was recorded, in order', async () => {
    const audit = await create();
    const synonym: AuditEntry = { detail: '人才公寓=人才房', act: 'synonym', by: 'ou_1', at: 2 };
    const withdrawn: AuditEntry = { ...published, act: 'withdrawn', detail: '数字有误', at: 3 };
    await audit.record(published);
    await audit.record(synonym, withdrawn);
    await audit.record();
    expect(await audit.read()).toEqual({ entries: [published, synonym, withdrawn], tampered: null });
  });

  it('loses nothing of what is recorded at once', async () => {
    const audit = await create();
    await Promise.all(Array.from({ length: 20 }, (_, at) => audit.record({ ...published, at })));
    const { entries, tampered } = await audit.read();
    expect(entries.map(({ at }) => at).sort((a, b) => a - b)).toEqual([...Array(20).keys()]);
    expect(tampered).toBeNull();
  });
}
