import { describe, expect, it } from 'vitest';
import { createLog } from '../../../src/adapters/pino/log.ts';
import { PlatformError } from '../../../src/core/errors.ts';
import { expectHidden, nested, redactionContract, secrets, tokens } from '../../contracts/log-redaction.ts';

/** What is written when `write` logs. */
function lines(write: (log: ReturnType<typeof createLog>) => void): string {
  let written = '';
  const destination = {
    write(line: string) {
      written += line;
    },
  };
  write(createLog({ level: 'trace', secrets, destination }));
  return written;
}

const paths: [string, (log: ReturnType<typeof createLog>, secret: string) => void][] = [
  ['an error alone', (log, secret) => log.fatal(nested(secret))],
  ['a child', (log, secret) => log.child({ of: secret }).error('m')],
];

describe('createLog()', () => {
  redactionContract(lines);

  it.each(paths)('writes no secret that stands in %s', (_, write) => {
    for (const secret of [...secrets, ...tokens])
      expectHidden(
        lines((log) => write(log, secret)),
        secret,
      );
  });

  it('keeps what is needed to find a fault', () => {
    const error = new PlatformError('Cannot reply', { method: 'POST /x', code: 99991672, logId: 'log_1' });
    const written = JSON.parse(
      lines((log) => log.error({ err: error, key: 'om_1234567890', requestId: 'r-1' }, 'no')),
    );
    expect(written).toMatchObject({
      level: 50,
      key: 'om_1234567890',
      requestId: 'r-1',
      msg: 'no',
      err: {
        message: 'Cannot reply',
        code: 99991672,
        logId: 'log_1',
        stack: expect.stringContaining('log.test'),
      },
    });
  });

  it('writes one JSON object a line', () => {
    const written = lines((log) => {
      log.info({ text: 'two\nlines' }, 'first');
      log.error({ err: nested(secrets[0]!) }, 'second');
    });
    expect(
      written
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).msg),
    ).toEqual(['first', 'second']);
  });
});
