import { readdirSync, readFileSync } from 'node:fs';
import * as wording from '../src/core/wording.ts';

/** Sentences that tell a person of something that did not work, and are not thrown: shown in chats and on pages. */
const shown: Record<string, readonly string[]> = {
  chat: [
    'unreadable',
    'failed',
    'commandFailed',
    'tooLong',
    'tooMany',
    'tooManyClicks',
    'classified',
    'cardExpired',
  ],
  desk: [
    'notEditor',
    'notEditorWithdraw',
    'notEditorClick',
    'noEditors',
    'membersUnknown',
    'tooLarge',
    'cannotFetch',
    'noRight',
    'cannotLookAtReply',
    'gone',
    'documentNotShared',
    'documentUnsupported',
    'documentMissing',
    'documentTooLarge',
    'classifiedIn',
    'emptyArchive',
    'failed',
    'clickFailed',
    'notFindable',
    'fileNotKept',
    'heldClick',
    'lookAgainShort',
    'badDate',
    'badNumber',
    'badAudience',
    'endedClick',
    'closedClick',
    'noReason',
    'changedSince',
    'noSuchIssue',
  ],
  reading: [
    'classified',
    'internal',
    'noText',
    'scan',
    'notABulletin',
    'noArticles',
    'noName',
    'noYear',
    'brokenIssueFile',
  ],
  formats: Object.keys(wording.formats),
  pages: [
    'notFound',
    'signInNowhere',
    'loginExpired',
    'loginDeclined',
    'loginRefused',
    'loginOtherTenant',
    'tooMany',
    'failed',
  ],
  configuration: [
    'wrong',
    'expected',
    'linesThatSetNothing',
    'halfCredentials',
    'webhookNeeds',
    'sessionSecretMissing',
    'playgroundNeedsLoopback',
  ],
  commands: ['misused', 'failed', 'brokenIssue'],
  storage: ['locked', 'botRunning', 'notUtf8', 'recordDamaged'],
  feishuSetup: ['badAppId'],
};

/** Where somebody meets a sentence, in the order of the table; groups that are not named are commands. */
const places: readonly { title: string; groups: readonly string[] }[] = [
  { title: '在飞书里', groups: ['chat', 'desk', 'reading', 'formats'] },
  { title: '在网页上', groups: ['pages'] },
  { title: '启动时、在终端里', groups: ['configuration', 'feishuSetup', 'starting', 'storage', 'commands'] },
];
const COMMANDS = '各条命令';
/** For those who work on the program itself. */
const developers = ['benchCommand', 'evaluateCommand', 'pictures'];

/** Every sentence a user or an administrator can get for an error, as the table of README.md. `…` stands for what varies. */
export function errorTable(): string {
  const keys = allKeys();
  const named = new Set(places.flatMap(({ groups }) => groups));
  const others = Object.keys(keys).filter((group) => !named.has(group) && !developers.includes(group));
  const rest = { title: COMMANDS, groups: others };
  const rows = [...places, rest].flatMap(({ title, groups }) =>
    groups.flatMap((group) => (keys[group] ?? []).map((key) => `| ${title} | ${sentence(group, key)} |`)),
  );
  return ['| 哪里 | 看到的话 |', '|---|---|', ...new Set(rows)].join('\n');
}

/** Group of wording.ts → the keys of its errors: those named above and those that some source throws. */
function allKeys(): Record<string, string[]> {
  const keys = new Map<string, Set<string>>(
    Object.entries(shown).map(([group, names]) => [group, new Set(names)]),
  );
  for (const [group, key] of thrown()) keys.set(group, (keys.get(group) ?? new Set()).add(key));
  return Object.fromEntries([...keys].map(([group, names]) => [group, [...names]]));
}

/** `[group, key]` of every sentence that is the message of a thrown error. */
export function thrown(): [group: string, key: string][] {
  const files = ['src', 'scripts'].flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .map((name) => `${folder}/${String(name).replaceAll('\\', '/')}`)
      .filter((path) => /\.tsx?$/.test(path))
      .sort(),
  );
  return files.flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    const groupOf = new Map<string, string>();
    for (const [, names] of text.matchAll(/import \{([^}]*)\} from '[^']*\/wording\.ts'/g)) {
      for (const name of names!.split(',').map((one) => one.trim())) {
        const [group, alias] = name.split(/\s+as\s+/);
        if (group) groupOf.set(alias ?? group, group);
      }
    }
    const errors = text.matchAll(
      /new (?:ConfigError|StoreError|ConflictError|WenbaoError)\(\s*(\w+)\.(\w+)/g,
    );
    return [...errors].flatMap(([, alias, key]): [string, string][] => {
      const group = groupOf.get(alias!);
      return group ? [[group, key!]] : [];
    });
  });
}

function sentence(group: string, key: string): string {
  const value = (wording as unknown as Record<string, Record<string, unknown>>)[group]?.[key];
  if (typeof value === 'string') return cell(value);
  if (typeof value !== 'function') throw new Error(`wording.ts has no sentence ${group}.${key}`);
  const call = value as (...given: unknown[]) => string;
  try {
    return cell(call(...Array(5).fill('…')));
  } catch {
    return cell(call(...Array(5).fill(['…'])));
  }
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim();
