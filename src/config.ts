/** The only file that knows the names of environment variables. Workers pass their bindings, Node its environment. */
import { z } from 'zod';
import { ConfigError } from './core/errors.ts';
import { configuration } from './core/wording.ts';

const openIds = z
  .string()
  .transform((list) => list.split(/[,，\s]+/).filter(Boolean))
  .refine((ids) => ids.every((id) => /^ou_[\w-]+$/.test(id)))
  .default([]);

const baseUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((number) => number >= least && number <= most);

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const schema = z.object({
  FEISHU_APP_ID: z.string().optional(),
  FEISHU_APP_SECRET: z.string().optional(),
  FEISHU_ENCRYPT_KEY: z.string().optional(),
  FEISHU_VERIFICATION_TOKEN: z.string().optional(),
  FEISHU_DOMAIN: z.union([z.enum(['feishu', 'lark']), baseUrl]).default('feishu'),
  FEISHU_TRANSPORT: z.enum(['websocket', 'webhook']).default('websocket'),
  PUBLIC_URL: baseUrl.optional(),
  SESSION_SECRET: z.string().min(16).optional(),
  EDITORS: openIds,
  ADMINS: openIds,
  EDITORS_CHAT: z
    .string()
    .regex(/^oc_[\w-]+$/)
    .optional(),
  DATA_DIR: z.string().default('./data'),
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(8787),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  PLAYGROUND: z.enum(['on', 'off']).optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
  BACKUP_DIR: z.string().optional(),
  BACKUP_KEY: z.string().min(16).optional(),
  BACKUP_KEEP: wholeNumber(1, 3650).default(14),
  TIME_ZONE: z.string().refine(isTimeZone).default('Asia/Shanghai'),
  KEEP_QUESTIONS_DAYS: wholeNumber(1, 3650).default(180),
});

/** Names of all environment variables the program reads. */
export const configKeys = Object.keys(schema.shape) as (keyof typeof schema.shape)[];

interface FeishuConfig {
  appId: string;
  appSecret: string;
  encryptKey: string | null;
  verificationToken: string | null;
  /** `feishu`, `lark`, or the base URL of a private deployment without a final slash. */
  domain: string;
  transport: 'websocket' | 'webhook';
}

export interface Config {
  /** null without credentials: questions are then asked on the pages only. */
  feishu: FeishuConfig | null;
  /** Base of the links in cards, without a final slash; null means the local address. */
  publicUrl: string | null;
  /** Signs the cookies of the pages. null only where nobody but this machine needs to log in. */
  sessionSecret: string | null;
  /** open_ids. */
  editors: string[];
  /** open_ids. */
  admins: string[];
  /** chat_id of the chat whose members are editors. */
  editorsChat: string | null;
  dataDir: string;
  host: string;
  /** 0 lets the system choose. */
  port: number;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** Pages without login, for this machine only. Default: on exactly when there are no credentials and
   * neither HOST nor PUBLIC_URL is for others. */
  playground: boolean;
  /** Whoever reads `/metrics` must show it; null: only this machine reads them. */
  metricsToken: string | null;
  /** Where the bot puts a backup every night; null: nowhere. */
  backupDir: string | null;
  /** Encrypts backups; null: they are plain. */
  backupKey: string | null;
  /** How many backups stay in `backupDir`. */
  backupKeep: number;
  /** Days for which questions and what people thought of answers are kept; then only their counts are. */
  keepQuestionsDays: number;
  /** IANA name: where the readers are. */
  timeZone: string;
}

/** The values that must never be shown or written anywhere. */
export function secretsOf(config: Config): string[] {
  const { feishu, sessionSecret, metricsToken, backupKey } = config;
  const all = [feishu?.appSecret, feishu?.encryptKey, feishu?.verificationToken, sessionSecret, metricsToken];
  return [...all, backupKey].filter((secret) => typeof secret === 'string');
}

type Environment = Record<string, string | undefined>;

/**
 * The configuration in `env`; other variables are ignored and an empty one counts as absent.
 * @throws ConfigError naming every variable that is wrong and what it should be, never what it is.
 */
export function loadConfig(env: Environment): Config {
  const given: Environment = {};
  for (const key of configKeys) {
    const value = env[key]?.trim();
    if (value) given[key] = value;
  }
  const parsed = schema.safeParse(given);
  const wrong = new Set(parsed.error?.issues.map((issue) => String(issue.path[0])));
  const problems = [
    ...configKeys
      .filter((key) => wrong.has(key))
      .map((key) => configuration.expected(key, configuration.values[key])),
    ...problemsTogether(given),
  ];
  if (!parsed.success || problems.length > 0) throw new ConfigError(configuration.wrong(problems));

  const values = parsed.data;
  const feishu =
    values.FEISHU_APP_ID && values.FEISHU_APP_SECRET
      ? {
          appId: values.FEISHU_APP_ID,
          appSecret: values.FEISHU_APP_SECRET,
          encryptKey: values.FEISHU_ENCRYPT_KEY ?? null,
          verificationToken: values.FEISHU_VERIFICATION_TOKEN ?? null,
          domain: values.FEISHU_DOMAIN,
          transport: values.FEISHU_TRANSPORT,
        }
      : null;
  return {
    feishu,
    publicUrl: values.PUBLIC_URL ?? null,
    sessionSecret: values.SESSION_SECRET ?? null,
    editors: values.EDITORS,
    admins: values.ADMINS,
    editorsChat: values.EDITORS_CHAT ?? null,
    dataDir: values.DATA_DIR,
    host: values.HOST,
    port: values.PORT,
    logLevel: values.LOG_LEVEL,
    playground: values.PLAYGROUND
      ? values.PLAYGROUND === 'on'
      : !feishu && isForThisMachine(values.HOST, values.PUBLIC_URL),
    metricsToken: values.METRICS_TOKEN ?? null,
    backupDir: values.BACKUP_DIR ?? null,
    backupKey: values.BACKUP_KEY ?? null,
    backupKeep: values.BACKUP_KEEP,
    keepQuestionsDays: values.KEEP_QUESTIONS_DAYS,
    timeZone: values.TIME_ZONE,
  };
}

/** True for an address that only this machine can reach. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function isForThisMachine(host: string | undefined, publicUrl: string | undefined): boolean {
  const names = [host, publicUrl && URL.canParse(publicUrl) && new URL(publicUrl).hostname];
  return names.every((name) => !name || isLoopback(name.replace(/^\[|\]$/g, '')));
}

/** What only shows when several variables are seen side by side. */
function problemsTogether(given: Environment): string[] {
  const problems: string[] = [];
  if (Boolean(given.FEISHU_APP_ID) !== Boolean(given.FEISHU_APP_SECRET)) {
    problems.push(configuration.halfCredentials(given.FEISHU_APP_ID ? 'FEISHU_APP_SECRET' : 'FEISHU_APP_ID'));
  }
  if (given.FEISHU_TRANSPORT === 'webhook') {
    const secrets = ['FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN'];
    problems.push(...secrets.filter((key) => !given[key]).map(configuration.webhookNeeds));
  }
  const isForOthers = given.PUBLIC_URL || (given.HOST && !isLoopback(given.HOST));
  if (given.FEISHU_APP_ID && given.FEISHU_APP_SECRET && isForOthers && !given.SESSION_SECRET) {
    problems.push(configuration.sessionSecretMissing);
  }
  if (given.PLAYGROUND === 'on' && !isForThisMachine(given.HOST, given.PUBLIC_URL)) {
    problems.push(configuration.playgroundNeedsLoopback);
  }
  return problems;
}
