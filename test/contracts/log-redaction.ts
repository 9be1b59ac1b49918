import { expect, it } from 'vitest';
import { loadConfig, secretsOf } from '../../src/config.ts';
import type { Log } from '../../src/core/ports.ts';

const config = loadConfig({
  FEISHU_APP_ID: 'cli_a1b2c3d4e5f60718',
  FEISHU_APP_SECRET: 'app"secret\\with/signs',
  FEISHU_ENCRYPT_KEY: 'encrypt key with spaces',
  FEISHU_VERIFICATION_TOKEN: 'verification-token',
  SESSION_SECRET: 'session-secret-of-32-characters',
  METRICS_TOKEN: 'metrics-token-of-32-characters',
  BACKUP_KEY: 'backup-key-of-32-characters-中文',
});
/** Every secret that can be configured. */
export const secrets = secretsOf(config);
/** Not configured, and only known by their form. */
export const tokens = ['t-g1044qeGEDXTB6NJOGV4JQCYDGHRBARFTGT1234', 'u-6U1SbDiM6XIH2DcTCPyeub'];

export const nested = (secret: string): Error => {
  const cause = Object.assign(new Error(`cause ${secret}`), { config: { headers: { 'x-key': secret } } });
  return Object.assign(new Error(`failed with ${secret}`, { cause }), {
    request: { body: { deep: [secret] } },
  });
};

const paths: [string, (log: Log, secret: string) => void][] = [
  ['the message', (log, secret) => log.info({}, `connecting with ${secret} now`)],
  ['a field', (log, secret) => log.warn({ anything: secret }, 'm')],
  ['the name of a field', (log, secret) => log.warn({ [secret]: 1 }, 'm')],
  ['a field deep inside', (log, secret) => log.debug({ a: { b: [{ c: `x ${secret}, y` }] } }, 'm')],
  ['an error, its cause, its fields and its stack', (log, secret) => log.error({ err: nested(secret) }, 'm')],
  [
    'an address',
    (log, secret) => log.debug({}, `GET https://x.example/?key=${encodeURIComponent(secret)}&a=1`),
  ],
  ['JSON inside a string', (log, secret) => log.info({ body: JSON.stringify({ app_secret: secret }) }, 'm')],
  ['a serialised header', (log, secret) => log.info({ headers: { authorization: `Bearer ${secret}` } }, 'm')],
];

/** No way from a log to its lines that a secret could take; `lines` gives what is written at every level while `write` logs. */
export function redactionContract(lines: (write: (log: Log) => void) => string): void {
  it.each(paths)('writes no secret that stands in %s', (_, write) => {
    for (const secret of [...secrets, ...tokens])
      expectHidden(
        lines((log) => write(log, secret)),
        secret,
      );
  });

  it.each(['authorization', 'cookie', 'app_secret', 'tenant_access_token', 'ticket', 'code_verifier'])(
    'writes no %s, whatever it is',
    (name) => {
      expect(lines((log) => log.info({ request: { [name]: 'something "new"' } }, 'm'))).not.toContain('new');
    },
  );
}

export function expectHidden(written: string, secret: string): void {
  for (const form of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
    expect(written).not.toContain(form);
  expect(written).toContain('[hidden]');
}
