/** Asks for what a bot needs, writes it to `.env` in the current folder (mode 600) and tries it against the platform. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, open, rename } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cannotWrite } from '../src/adapters/disk/disk-errors.ts';
import { type Check, checkFeishu } from '../src/adapters/feishu/check-up.ts';
import { readEnvFile } from '../src/adapters/stores/env-file.ts';
import { createCommand } from '../src/adapters/terminal/command.ts';
import { createQuestions, type Questions } from '../src/adapters/terminal/questions.ts';
import { type Config, loadConfig } from '../src/config.ts';
import { ConfigError } from '../src/core/errors.ts';
import { setupCommand as words } from '../src/core/wording.ts';
import { runCommand } from '../src/entry/command-line.ts';

type Values = Record<string, string>;

const FILE = '.env';
/** The file with every variable and what it means, to be filled in. */
const TEMPLATE = fileURLToPath(new URL('../.env.example', import.meta.url));

await runCommand(async () => {
  createCommand('npm run setup --', words.about).parse();
  const before: Values = existsSync(FILE) ? readEnvFile(FILE) : {};
  const questions = createQuestions(process.stdin, process.stdout);
  try {
    say(existsSync(FILE) ? words.changing : words.beginning);
    const values = { ...before };
    const checks = await askForApp(values, questions);
    await askForTheRest(values, questions);
    await write(values);
    say(words.written);
    for (const { subject, detail } of checks.filter(({ state }) => state !== 'ok'))
      say(`- ${subject}：${detail}`);
    say(words.next);
  } finally {
    questions.close();
  }
});

/** Asks until the platform takes the credentials; returns what the app lacks. @throws ConfigError when nobody answers */
async function askForApp(values: Values, { ask, askSecret, isTerminal }: Questions): Promise<Check[]> {
  for (;;) {
    await fill(values, 'FEISHU_APP_ID', ask);
    if (!values.FEISHU_APP_ID) return [];
    await fill(values, 'FEISHU_APP_SECRET', askSecret);
    await fill(values, 'FEISHU_DOMAIN', ask, 'feishu');
    await fill(values, 'FEISHU_TRANSPORT', ask, 'websocket');
    if (values.FEISHU_TRANSPORT === 'webhook') {
      await fill(values, 'FEISHU_ENCRYPT_KEY', askSecret);
      await fill(values, 'FEISHU_VERIFICATION_TOKEN', askSecret);
    }
    try {
      const { feishu } = checked(values);
      if (!feishu) return [];
      say(words.trying);
      const checks = await checkFeishu({
        ...feishu,
        publicUrl: values.PUBLIC_URL || null,
        wall: { now: Date.now },
      });
      const [credentials] = checks;
      if (credentials?.state === 'ok') {
        say(words.credentialsFine);
        return checks;
      }
      throw new ConfigError(credentials?.detail ?? '');
    } catch (error) {
      if (!(error instanceof ConfigError) || !isTerminal) throw error;
      say(error.message);
    }
  }
}

async function askForTheRest(values: Values, { ask }: Questions): Promise<void> {
  await fill(values, 'PUBLIC_URL', ask);
  await fill(values, 'EDITORS', ask);
  await fill(values, 'EDITORS_CHAT', ask);
  await fill(values, 'ADMINS', ask);
  await fill(values, 'BACKUP_DIR', ask);
  // Nobody has to think of it, and nobody should.
  values.SESSION_SECRET ||= randomBytes(32).toString('base64url');
  if (values.BACKUP_DIR && !values.BACKUP_KEY) {
    values.BACKUP_KEY = randomBytes(32).toString('base64url');
    say(words.keepKey);
  }
  checked(values);
}

/** Asks for one value; an empty answer keeps what is there, `-` takes it away. */
async function fill(
  values: Values,
  key: string,
  ask: (question: string) => Promise<string>,
  otherwise = '',
): Promise<void> {
  const present = values[key] ?? '';
  const isSecret = /SECRET|KEY|TOKEN/.test(key);
  const shown = isSecret && present ? words.present : present || otherwise;
  const answer = (await ask(words.question(key, words.meanings[key] ?? '', shown))).trim();
  if (answer === '-') values[key] = '';
  else values[key] = answer || present || otherwise;
}

/** Here an incomplete configuration is a complete one: what is missing is asked for later. @throws ConfigError */
function checked(values: Values): Config {
  return loadConfig({ SESSION_SECRET: 'x'.repeat(16), ...definedOf(values) });
}

function definedOf(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}

/** The template with the values in their places, and behind it what it does not know. */
async function write(values: Values): Promise<void> {
  const known = new Set<string>();
  const lines = readFileSync(TEMPLATE, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const key = /^([A-Z_]+)=/.exec(line)?.[1];
      if (!key) return line;
      known.add(key);
      return key in values ? `${key}=${quoted(key, values[key] ?? '')}` : line;
    });
  const others = Object.entries(values).filter(([key]) => !known.has(key));
  lines.push(...others.map(([key, value]) => `${key}=${quoted(key, value)}`));
  await replaceFile(`${lines.join('\n')}\n`).catch((error) => {
    throw cannotWrite(resolve(FILE), error);
  });
}

async function replaceFile(text: string): Promise<void> {
  const temporary = `${FILE}.tmp`;
  const file = await open(temporary, 'w', 0o600);
  try {
    // Of a file left behind by a killed run the mode is that of then.
    await chmod(temporary, 0o600);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, FILE);
}

/** As Node and docker read it back. @throws ConfigError for what has no form there */
function quoted(key: string, value: string): string {
  if (/^[\w@%+=:,./~-]*$/.test(value)) return value;
  if (!value.includes("'")) return `'${value}'`;
  if (!/["\\$`]/.test(value)) return `"${value}"`;
  throw new ConfigError(words.badSigns(key));
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
