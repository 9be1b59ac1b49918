import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createInbox, type DurableInbox } from '../../../src/adapters/inbox/inbox.ts';
import type { IncomingEvent } from '../../../src/core/chat.ts';
import { StoreError } from '../../../src/core/errors.ts';

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
const DAY = 24 * 3_600_000;
const recalled = (n: number): IncomingEvent => ({
  type: 'recalled',
  key: `key-${n}`,
  at: n,
  messageId: `om_${n}`,
  chatId: 'oc_1',
});
const question = (n: number): IncomingEvent => ({
  type: 'message',
  key: `om_${n}`,
  at: n,
  message: {
    id: `om_${n}`,
    chat: { id: 'oc_1', kind: 'group' },
    thread: null,
    root: null,
    parent: null,
    sender: 'ou_1',
    text: `第${n}个问题`,
    mentions: [],
    sentAt: n,
  },
});

describe('createInbox()', () => {
  let dir: string;
  let now = Date.UTC(2026, 10, 22, 12);
  const opened: DurableInbox[] = [];
  /** Earlier ones stay open, as those of a killed process would. */
  const open = async (): Promise<DurableInbox> => {
    const inbox = await createInbox({ dir, clock: { now: () => now }, log: silent });
    opened.push(inbox);
    return inbox;
  };
  const everything = async (): Promise<string> => {
    const names = (await readdir(dir, { recursive: true })).filter((name) => name.endsWith('.jsonl'));
    return (await Promise.all(names.map((name) => readFile(join(dir, name), 'utf8')))).join('');
  };

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'wenbao-inbox-'));
    now = Date.UTC(2026, 10, 22, 12);
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((inbox) => inbox.close()));
  });

  it('has an accepted event on disk, and gives it again to the next process until it is settled', async () => {
    const first = await open();
    await Promise.all([1, 2, 3].map((n) => first.accept(question(n))));
    await first.settle('om_2', 'answered');
    // No close: the process was killed.
    const second = await open();
    expect(second.pending()).toEqual([question(1), question(3)]);
    await second.settle('om_1', 'answered');
    await second.settle('om_3', 'too-old');
    expect((await open()).pending()).toEqual([]);
  });

  it('takes each key once, also across restarts and while the first copy is being written', async () => {
    const inbox = await open();
    expect(await Promise.all([inbox.accept(question(1)), inbox.accept(question(1))])).toEqual([true, false]);
    await inbox.settle('om_1', 'answered');
    expect(await inbox.accept(question(1))).toBe(false);
    const again = await open();
    expect(await again.accept(question(1))).toBe(false);
    expect(again.knows('om_1')).toBe(true);
    expect(again.knows('om_9')).toBe(false);
  });

  it('remembers keys that needed no work', async () => {
    const inbox = await open();
    expect([await inbox.once('ev_1'), await inbox.once('ev_1')]).toEqual([true, false]);
    expect(await (await open()).once('ev_1')).toBe(false);
  });

  it('keeps no text of a question once everything is settled', async () => {
    const inbox = await open();
    await inbox.accept(question(1));
    expect(await everything()).toContain('第1个问题');
    await inbox.settle('om_1', 'answered');
    expect(await everything()).not.toContain('第1个问题');
    expect(await everything()).toContain('om_1');
  });

  it('keeps little text of settled questions beside one that is never settled', async () => {
    const inbox = await open();
    await inbox.accept(question(0));
    for (let n = 1; n <= 350; n++) {
      await inbox.accept(question(n));
      await inbox.settle(`om_${n}`, 'answered');
    }
    const text = await readFile(join(dir, 'pending.jsonl'), 'utf8');
    expect(text.split('\n').length).toBeLessThan(102);
    expect(text).not.toContain('第300个问题');
    expect((await open()).pending()).toEqual([question(0)]);
  });

  it('loses no acknowledged event when it is killed while it tidies up', { timeout: 60_000 }, async () => {
    const events = new Map<string, 'accepted' | 'settling'>();
    for (let round = 0; round < 5; round++) {
      const args = ['--import', 'tsx', `${import.meta.dirname}/inbox-process.ts`, dir, String(round)];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      const lines = createInterface({ input: child.stdout });
      let seen = 0;
      lines.on('line', (line) => {
        const [what, key] = line.split(' ') as ['accepted' | 'settling', string];
        events.set(key, what);
        // Somewhere in the third time of tidying up, at another place each time.
        if (++seen === 640 + round * 7) child.kill('SIGKILL');
      });
      await Promise.all([once(child, 'close'), once(lines, 'close')]);
      expect(child.signalCode).toBe('SIGKILL');
      const inbox = await open();
      const pending = new Set(inbox.pending().map(({ key }) => key));
      const acknowledged = [...events].filter(([, what]) => what === 'accepted').map(([key]) => key);
      expect(acknowledged.filter((key) => !pending.has(key))).toEqual([]);
      for (const key of pending) if (events.get(key) === 'settling') await inbox.settle(key, 'answered');
      await inbox.close();
      opened.pop();
    }
    expect([...events.values()].filter((what) => what === 'accepted').length).toBeGreaterThanOrEqual(5);
  });

  it('does not lose an event that is accepted while the last one is settled', async () => {
    const inbox = await open();
    for (let n = 0; n < 50; n += 2) {
      await inbox.accept(question(n));
      await Promise.all([inbox.settle(`om_${n}`, 'answered'), inbox.accept(question(n + 1))]);
    }
    const left = (await open()).pending().map(({ at }) => at);
    expect(left).toEqual(Array.from({ length: 25 }, (_, i) => i * 2 + 1));
  });

  it('knows keys for at least two days and forgets them after, a file at a time', async () => {
    let inbox = await open();
    await inbox.accept(question(1));
    await inbox.settle('om_1', 'answered');
    for (let day = 1; day <= 3; day++) {
      now += DAY;
      await inbox.once(`of day ${day}`);
      if (day === 2) expect([inbox.knows('om_1'), (await open()).knows('om_1')]).toEqual([true, true]);
    }
    expect(inbox.knows('om_1')).toBe(false);
    inbox = await open();
    expect(inbox.knows('om_1')).toBe(false);
    expect(inbox.knows('of day 3')).toBe(true);
  });

  it('still knows yesterday when the clock jumps a year ahead, and back', async () => {
    const inbox = await open();
    await inbox.accept(question(1));
    await inbox.settle('om_1', 'answered');
    now += 365 * DAY;
    await inbox.once('from the future');
    expect((await open()).knows('om_1')).toBe(true);
    now -= 365 * DAY;
    await inbox.once('from now');
    const after = await open();
    expect([after.knows('om_1'), after.knows('from the future'), after.knows('from now')]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('passes over a line torn by a crash', async () => {
    const inbox = await open();
    await inbox.accept(question(1));
    await inbox.once('done');
    await appendFile(join(dir, 'pending.jsonl'), '{"type":"message","key":"om_2"');
    await appendFile(join(dir, 'seen', '2026-11-22.jsonl'), '{"key":"to');
    const next = await open();
    expect(next.pending()).toEqual([question(1)]);
    await next.once('later');
    expect((await open()).knows('later')).toBe(true);
    expect((await readdir(dir)).filter((name) => name.includes('damaged'))).toEqual([]);
  });

  it('keeps a damaged file aside and goes on with what can be read', async () => {
    await mkdir(dir, { recursive: true });
    const lines = [
      JSON.stringify(question(1)),
      '\u0000\u0000garbage',
      '{"no":"event"}',
      JSON.stringify(recalled(2)),
    ];
    await writeFile(join(dir, 'pending.jsonl'), `${lines.join('\n')}\n`);
    expect((await open()).pending()).toEqual([question(1), recalled(2)]);
    const [aside] = (await readdir(dir)).filter((name) => name.startsWith('pending.damaged'));
    expect(await readFile(join(dir, aside!), 'utf8')).toContain('garbage');
  });

  it('accepts a thousand events at once in a few writes, in well under a second', async () => {
    const inbox = await open();
    const began = performance.now();
    await Promise.all(Array.from({ length: 1000 }, (_, n) => inbox.accept(question(n))));
    expect(performance.now() - began).toBeLessThan(1000);
    expect((await open()).pending()).toHaveLength(1000);
  });

  it('says which folder cannot be used', async () => {
    await writeFile(join(dir, 'file'), '');
    const inFile = createInbox({ dir: join(dir, 'file'), clock: { now: () => now }, log: silent });
    await expect(inFile).rejects.toThrow(StoreError);
    await expect(inFile).rejects.toThrow(/file/);
  });
});
