import { afterEach, describe, expect, it, vi } from 'vitest';
import { createConsoleLog } from '../../../src/adapters/cloudflare/console-log.ts';
import { PlatformError } from '../../../src/core/errors.ts';
import { redactionContract, secrets } from '../../contracts/log-redaction.ts';

describe('createConsoleLog()', () => {
  afterEach(() => vi.restoreAllMocks());
  const written = (of: 'debug' | 'info' | 'warn' | 'error'): string[] => {
    const lines: string[] = [];
    vi.spyOn(console, of).mockImplementation((line) => void lines.push(line));
    return lines;
  };

  it('writes one object a line, errors with what they know', () => {
    const lines = written('error');
    const cause = new Error('reset');
    const err = new PlatformError('POST /x failed', { method: 'POST /x', code: 230020 }, { cause });
    createConsoleLog({ level: 'info', secrets: [] }).error({ err, key: 'om_1' }, 'failed');
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 'error',
      msg: 'failed',
      key: 'om_1',
      err: { type: 'PlatformError', message: 'POST /x failed', code: 230020, cause: { message: 'reset' } },
    });
  });

  redactionContract((write) => {
    const all = (['debug', 'info', 'warn', 'error'] as const).map(written);
    write(createConsoleLog({ level: 'trace', secrets }));
    return all.flat().join('\n');
  });

  it('is silent below its level', () => {
    const lines = written('info');
    createConsoleLog({ level: 'warn', secrets: [] }).info({}, 'not worth it');
    expect(lines).toEqual([]);
  });
});
