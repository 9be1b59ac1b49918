import { onTestFinished } from 'vitest';
import type { Tuning } from '../../../../src/adapters/feishu/bot.ts';
import { createFeishuMembership } from '../../../../src/adapters/feishu/chat-members.ts';
import { prepareDataDir } from '../../../../src/adapters/stores/data-dir.ts';
import { createFileDraftStore } from '../../../../src/adapters/stores/drafts.ts';
import { createFileIssueStore } from '../../../../src/adapters/stores/files.ts';
import { createFileHeldStore } from '../../../../src/adapters/stores/held-files.ts';
import type { Issue } from '../../../../src/core/bulletin.ts';
import type { DraftStore, IssueStore, LibraryChange } from '../../../../src/core/ports.ts';
import { createEditors } from '../../../../src/core/serving/desk/editors.ts';
import { openLiveLibrary } from '../../../../src/entry/live-library.ts';
import { openPublishing } from '../../../../src/entry/publishing.ts';
import { temporaryFolder } from '../../../contracts/temporary-folder.ts';
import {
  createFakeFeishu,
  type FakeChat,
  type FakeFeishu,
  type FakeMessage,
} from '../../../fakes/fake-feishu/index.ts';
import { callsTo, createLog, startBot } from '../start-bot.ts';
import { textOfCard } from '../texts.ts';

export { press } from '../../../fakes/fake-feishu/press.ts';

export const EDITOR = 'ou_editor';
export const ADMIN = 'ou_admin';

export interface Desk {
  feishu: FakeFeishu;
  dataDir: string;
  store: IssueStore;
  drafts: DraftStore;
  changes: LibraryChange[];
  logged: string[];
  /** Private chats, one a person. */
  chatWith(person: string): FakeChat;
  /** What the bot says to a file. */
  push(file: { name: string; bytes: Uint8Array }, from?: string, chat?: FakeChat): Promise<FakeMessage>;
  /** What the bot says to a text. */
  say(text: string, from?: string, chat?: FakeChat): Promise<FakeMessage>;
  /** What people get who ask in private. */
  ask(question: string): Promise<string>;
  stop(): Promise<void>;
}

export interface DeskOptions {
  /** What stands in the library already. */
  issues?: Issue[];
  dataDir?: string;
  feishu?: FakeFeishu;
  now?: () => number;
  editorsChat?: string;
  tuning?: Tuning;
  transport?: 'webhook' | 'websocket';
  /** Hears of every file that is unpacked. */
  onUnpack?: () => void;
  /** Holds up everything that asks who is an editor. */
  slow?: () => Promise<unknown>;
}

/** The bot over a library in files, with an editor and an administrator, as the entry wires it. */
export async function startDesk(options: DeskOptions = {}): Promise<Desk> {
  const { issues = [], now = Date.now, dataDir = temporaryFolder() } = options;
  const feishu = options.feishu ?? (await createFakeFeishu({ now, limitless: true }));
  const clock = { now, correct: () => undefined };
  const { log } = createLog();
  await prepareDataDir(dataDir);
  const store = createFileIssueStore({ dataDir });
  for (const issue of issues) await store.write(issue);
  const library = await openLiveLibrary({ dataDir, store, publicUrl: 'http://pages.example', log });
  const held = createFileHeldStore({ dataDir });
  const changes: LibraryChange[] = [];
  const publishing = await openPublishing({
    dataDir,
    store,
    library,
    held,
    onChange: async (change) => void changes.push(change),
    clock,
    log,
  });
  const drafts = await createFileDraftStore({ dataDir });
  const parts = publishing.withDrafts(drafts);
  const calls = callsTo(feishu, clock, log, options.tuning);
  const membership = createFeishuMembership({ calls, clock, log });
  const editors = createEditors({
    editors: [EDITOR],
    admins: [ADMIN],
    editorsChat: options.editorsChat ?? null,
    membership,
  });
  const started = await startBot({
    feishu,
    ask: library.ask,
    transport: options.transport ?? 'webhook',
    calls,
    dir: `${dataDir}/state`,
    clock,
    publishing: {
      ...parts,
      filesIn(file) {
        options.onUnpack?.();
        return parts.filesIn(file);
      },
      editors: {
        ...editors,
        async isEditor(person) {
          await options.slow?.();
          return editors.isEditor(person);
        },
      },
    },
    tuning: { callbackMs: 2900, questionsPerMinute: 1000, ...options.tuning },
  });
  const chats = new Map<string, FakeChat>();
  const chatWith = (person: string): FakeChat => {
    const known = chats.get(person) ?? feishu.world.openChat({ kind: 'p2p', members: [person] });
    chats.set(person, known);
    return known;
  };
  const answer = ({ id }: FakeMessage): Promise<FakeMessage> =>
    feishu.world.until(() => feishu.world.repliesTo(id)[0]);
  let running = true;
  const stop = async (): Promise<void> => {
    if (!running) return;
    running = false;
    await started.stop(500);
    library.close();
    if (!options.feishu) await feishu.close();
  };
  onTestFinished(stop);
  return {
    feishu,
    dataDir,
    store,
    drafts,
    changes,
    logged: started.logged,
    chatWith,
    async push({ name, bytes }, from = EDITOR, chat = chatWith(from)) {
      const { message, event } = feishu.sayFile({ chat, from, name, bytes });
      await feishu.deliver(event);
      return answer(message);
    },
    async say(text, from = EDITOR, chat = chatWith(from)) {
      const { message } = await feishu.tell({ chat, from, text });
      return answer(message);
    },
    async ask(question) {
      const chat = chatWith('ou_cadre');
      const { message } = await feishu.tell({ chat, from: 'ou_cadre', text: question });
      return textOfCard((await answer(message)).content);
    },
    stop,
  };
}
