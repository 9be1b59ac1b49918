import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { configKeys, loadConfig, secretsOf } from '../src/config.ts';
import { ConfigError } from '../src/core/errors.ts';

const credentials = { FEISHU_APP_ID: 'cli_a1', FEISHU_APP_SECRET: 'hush-hush' };
const webhook = { ...credentials, FEISHU_TRANSPORT: 'webhook' };

/** Names of the variables a ConfigError speaks of. */
function complaints(env: Record<string, string | undefined>): string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const problems = error.message.slice(error.message.indexOf('：') + 1).split('；');
    return problems.map((problem) => /^[A-Z_]+/.exec(problem)![0]);
  }
}

describe('loadConfig()', () => {
  it('needs nothing to run on this machine', () => {
    expect(loadConfig({})).toEqual({
      feishu: null,
      publicUrl: null,
      sessionSecret: null,
      editors: [],
      admins: [],
      editorsChat: null,
      dataDir: './data',
      host: '127.0.0.1',
      port: 8787,
      logLevel: 'info',
      playground: true,
      metricsToken: null,
      backupDir: null,
      backupKey: null,
      backupKeep: 14,
      keepQuestionsDays: 180,
      timeZone: 'Asia/Shanghai',
    });
  });

  it('takes every value', () => {
    const config = loadConfig({
      ...webhook,
      FEISHU_ENCRYPT_KEY: 'key',
      FEISHU_VERIFICATION_TOKEN: 'token',
      FEISHU_DOMAIN: 'https://feishu.example.org/',
      PUBLIC_URL: 'https://wenbao.example.org/',
      SESSION_SECRET: 'sixteen characters',
      EDITORS: 'ou_1, ou_2，ou_3',
      ADMINS: 'ou_9',
      EDITORS_CHAT: 'oc_1',
      DATA_DIR: '/srv/wenbao',
      HOST: '0.0.0.0',
      PORT: '80',
      LOG_LEVEL: 'warn',
      PLAYGROUND: 'off',
      METRICS_TOKEN: 'sixteen characters too',
      BACKUP_DIR: '/mnt/backup',
      BACKUP_KEY: 'another sixteen characters',
      BACKUP_KEEP: '30',
      KEEP_QUESTIONS_DAYS: '90',
      TIME_ZONE: 'Asia/Urumqi',
    });
    expect(secretsOf(config)).toEqual([
      'hush-hush',
      'key',
      'token',
      'sixteen characters',
      'sixteen characters too',
      'another sixteen characters',
    ]);
    expect(config).toEqual({
      feishu: {
        appId: 'cli_a1',
        appSecret: 'hush-hush',
        encryptKey: 'key',
        verificationToken: 'token',
        domain: 'https://feishu.example.org',
        transport: 'webhook',
      },
      publicUrl: 'https://wenbao.example.org',
      sessionSecret: 'sixteen characters',
      editors: ['ou_1', 'ou_2', 'ou_3'],
      admins: ['ou_9'],
      editorsChat: 'oc_1',
      dataDir: '/srv/wenbao',
      host: '0.0.0.0',
      port: 80,
      logLevel: 'warn',
      playground: false,
      metricsToken: 'sixteen characters too',
      backupDir: '/mnt/backup',
      backupKey: 'another sixteen characters',
      backupKeep: 30,
      keepQuestionsDays: 90,
      timeZone: 'Asia/Urumqi',
    });
  });

  it('an empty variable is an absent one', () => {
    const empty = Object.fromEntries(configKeys.map((key) => [key, ' ']));
    expect(loadConfig(empty)).toEqual(loadConfig({}));
  });

  it.each([
    [{ PORT: '70000' }, ['PORT']],
    [{ PORT: '80a' }, ['PORT']],
    [{ PORT: '-1' }, ['PORT']],
    [{ FEISHU_DOMAIN: 'ftp://x' }, ['FEISHU_DOMAIN']],
    [{ FEISHU_TRANSPORT: 'pigeon' }, ['FEISHU_TRANSPORT']],
    [{ PUBLIC_URL: 'wenbao.example.org' }, ['PUBLIC_URL']],
    [{ SESSION_SECRET: 'short' }, ['SESSION_SECRET']],
    [{ EDITORS: 'ou_1,张三' }, ['EDITORS']],
    [{ ADMINS: 'on_1' }, ['ADMINS']],
    [{ EDITORS_CHAT: 'ou_1' }, ['EDITORS_CHAT']],
    [{ LOG_LEVEL: 'loud' }, ['LOG_LEVEL']],
    [{ PLAYGROUND: 'yes' }, ['PLAYGROUND']],
    [{ FEISHU_APP_ID: 'cli_a1' }, ['FEISHU_APP_SECRET']],
    [{ FEISHU_APP_SECRET: 's' }, ['FEISHU_APP_ID']],
    [webhook, ['FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN']],
    [{ ...webhook, FEISHU_ENCRYPT_KEY: 'k' }, ['FEISHU_VERIFICATION_TOKEN']],
    [{ ...webhook, FEISHU_VERIFICATION_TOKEN: 't' }, ['FEISHU_ENCRYPT_KEY']],
    [{ ...credentials, PUBLIC_URL: 'https://wenbao.example.org' }, ['SESSION_SECRET']],
    [{ ...credentials, HOST: '0.0.0.0' }, ['SESSION_SECRET']],
    [{ PLAYGROUND: 'on', HOST: '0.0.0.0' }, ['PLAYGROUND']],
    [{ PLAYGROUND: 'on', PUBLIC_URL: 'https://wenbao.example.org' }, ['PLAYGROUND']],
    [{ PLAYGROUND: 'on', HOST: '127.0.0.1.example.org' }, ['PLAYGROUND']],
    [{ PORT: 'x', LOG_LEVEL: 'y', FEISHU_APP_ID: 'z' }, ['PORT', 'LOG_LEVEL', 'FEISHU_APP_SECRET']],
  ])('%j is refused by name', (env, names) => {
    expect(complaints(env)).toEqual(names);
  });

  it.each([
    [credentials],
    [{ ...credentials, HOST: '::1' }],
    [{ PUBLIC_URL: 'https://wenbao.example.org', HOST: '0.0.0.0' }],
  ])('%j needs no SESSION_SECRET', (env) => {
    expect(loadConfig(env).sessionSecret).toBeNull();
  });

  it('a refusal is one line and never shows a value', () => {
    const env = Object.fromEntries(configKeys.map((key) => [key, `leak-${key.toLowerCase()}`]));
    const refuse = () => loadConfig({ ...env, FEISHU_APP_ID: '' });
    expect(refuse).toThrow(ConfigError);
    expect(refuse).not.toThrow(/leak-|\n/);
  });

  it.each([
    [{}, true],
    [credentials, false],
    [{ ...credentials, PLAYGROUND: 'on' }, true],
    [{ PLAYGROUND: 'off' }, false],
    [{ HOST: '0.0.0.0' }, false],
    [{ HOST: '::1' }, true],
    [{ PUBLIC_URL: 'http://[::1]:8787' }, true],
    [{ PUBLIC_URL: 'https://wenbao.example.org' }, false],
  ])('the playground of %j is %s', (env, playground) => {
    expect(loadConfig(env).playground).toBe(playground);
  });
});

describe('configKeys', () => {
  it('all stand in .env.example, which is a valid configuration', () => {
    const example = parseEnv(readFileSync('.env.example', 'utf8')) as Record<string, string>;
    expect(Object.keys(example).sort()).toEqual([...configKeys].sort());
    expect(loadConfig(example)).toEqual(loadConfig({}));
  });

  it('all stand in the table of README.md, and nothing else does', () => {
    const readme = readFileSync('README.md', 'utf8');
    const table = readme.slice(readme.indexOf('\n## 配置'));
    const rows = [...table.slice(0, table.indexOf('\n## ', 5)).matchAll(/^\| `([A-Z_]+)` \|/gm)];
    expect(rows.map((row) => row[1])).toEqual(configKeys);
  });
});
