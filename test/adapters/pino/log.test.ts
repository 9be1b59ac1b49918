import { describe, expect, it } from 'vitest';
import { createLog } from '../../../src/adapters/pino/log.ts';
import { loadConfig, secretsOf } from '../../../src/config.ts';
import { PlatformError } from '../../../src/core/errors.ts';

const config = loadConfig({
  FEISHU_APP_ID: 'cli_a1b2c3d4e5f60718',
  FEISHU_APP_SECRET: 'app"secret\\with/signs',
  FEISHU_ENCRYPT_KEY: 'encrypt key with spaces',
  FEISHU_VERIFICATION_TOKEN: 'verification-token',
  SESSION_SECRET: 'session-secret-of-32-characters',
  METRICS_TOKEN: 'metrics-token-of-32-characters',
  BACKUP_KEY: 'backup-key-of-32-characters-中文',
});
const secrets = secretsOf(config);
/** Not configured, and only known by their form. */
const tokens = ['t-g1044qeGEDXTB6NJOGV4JQCYDGHRBARFTGT1234', 'u-6U1SbDiM6XIH2DcTCPyeub'];

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

const nested = (secret: string): Error => {
  const cause = Object.assign(new Error(`cause ${secret}`), { config: { headers: { 'x-key': secret } } });
  return Object.assign(new Error(`failed with ${secret}`, { cause }), {
    request: { body: { deep: [secret] } },
  });
};

const paths: [string, (log: ReturnType<typeof createLog>, secret: string) => void][] = [
  ['the message', (log, secret) => log.info(`connecting with ${secret} now`)],
  ['a field', (log, secret) => log.warn({ anything: secret }, 'm')],
  ['the name of a field', (log, secret) => log.warn({ [secret]: 1 }, 'm')],
  ['a field deep inside', (log, secret) => log.debug({ a: { b: [{ c: `x ${secret}, y` }] } }, 'm')],
  ['an error, its cause, its fields and its stack', (log, secret) => log.error({ err: nested(secret) }, 'm')],
  ['an error alone', (log, secret) => log.fatal(nested(secret))],
  ['an address', (log, secret) => log.trace(`GET https://x.example/?key=${encodeURIComponent(secret)}&a=1`)],
  ['JSON inside a string', (log, secret) => log.info({ body: JSON.stringify({ app_secret: secret }) }, 'm')],
  ['a child', (log, secret) => log.child({ of: secret }).error('m')],
  ['a serialised header', (log, secret) => log.info({ headers: { authorization: `Bearer ${secret}` } }, 'm')],
];

describe('createLog()', () => {
  it.each(paths)('writes no secret that stands in %s', (_, write) => {
    for (const secret of [...secrets, ...tokens]) {
      const written = lines((log) => write(log, secret));
      expect(written).toMatch(/"time":\d+/);
      for (const form of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
        expect(written).not.toContain(form);
      expect(written).toContain('[hidden]');
    }
  });

  it.each(['authorization', 'cookie', 'app_secret', 'tenant_access_token', 'ticket', 'code_verifier'])(
    'writes no %s, whatever it is',
    (name) => {
      expect(lines((log) => log.info({ request: { [name]: 'something "new"' } }, 'm'))).not.toContain('new');
    },
  );

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
