import { issueLabel } from '../../bulletin.ts';
import type { Reply } from '../../chat.ts';
import type { DeskReading, PushSource } from '../../conversation.ts';
import type { Fetched, IncomingFile } from '../../ports.ts';
import { blankDraft, type Draft } from '../../publishing/draft.ts';
import { readPush } from '../../publishing/read-push.ts';
import { chat, reading, desk as words } from '../../wording.ts';
import type { Asked, Composed } from '../compose.ts';
import { changeDraft } from './change-draft.ts';
import { faceOf } from './draft-face.ts';
import type { DeskOptions } from './editor-desk.ts';
import { findIssues } from './find-issues.ts';

/** Longest file taken: what the readers take, too. */
const LARGEST_MEGABYTES = 64;

/**
 * Answers what is for the desk: a file with its preview, 撤回 with a form, 更正 with how it is done. null when it was
 * nothing for the desk after all (a reply to a message without a file).
 */
export function createTaking(options: DeskOptions) {
  const { attachments, editors, drafts, store, held, clock, log, platform } = options;

  return async (said: DeskReading, asked: Asked): Promise<Composed | null> => {
    const repliedTo = said.kind === 'push' && said.source.from === 'reply' ? said.source.messageId : null;
    const hasFile = repliedTo === null ? 'yes' : await attachments.hasFile(repliedTo);
    if (hasFile === 'no') return null;
    let isEditor: boolean;
    try {
      isEditor = await editors.isEditor(asked.sender);
    } catch (error) {
      log.warn({ err: error }, 'who is an editor could not be found out');
      return plain(words.membersUnknown);
    }
    if (!isEditor) return hasFile === 'yes' ? plain(toOthers(said, asked.sender)) : null;
    if (hasFile === 'unknown') return plain(words.cannotLookAtReply);
    if (said.kind === 'publish') return plain(words.howToPublish);
    if (said.kind === 'correct') return plain(words.howToCorrect);
    if (said.kind === 'withdraw') return withdrawal(said.which, asked);
    const fetched = await obtain(said.source);
    if (fetched.status !== 'fetched') return plain(whyNot(fetched, said.source));
    return push(fetched.file, said.source, asked, fetched.plain ? words.documentPlain : null);
  };

  function toOthers(said: DeskReading, person: string): string {
    if (said.kind === 'publish') return words.notEditorPublish;
    if (said.kind === 'correct') return words.howToReport;
    if (said.kind === 'withdraw') return words.notEditorWithdraw;
    if (!editors.anyone) return words.noEditors(person);
    // A picture from someone who asks is rather a question than a bulletin.
    const { source } = said;
    return source.from === 'attachment' && source.isPicture ? chat.unreadable : words.notEditor;
  }

  async function obtain(source: PushSource): Promise<Fetched> {
    const most = LARGEST_MEGABYTES * 2 ** 20;
    switch (source.from) {
      case 'attachment':
      case 'reply':
        return attachments.fileOf(source.messageId, most);
      case 'document':
        return attachments.document(source.document, most);
      case 'text':
        return { status: 'fetched', file: { name: '', bytes: new TextEncoder().encode(source.text) } };
    }
  }

  async function push(
    file: IncomingFile,
    source: PushSource,
    asked: Asked,
    note: string | null,
  ): Promise<Composed> {
    const read = await readPush(file, options);
    switch (read.kind) {
      case 'classified':
        // The fact, and nothing of the file.
        log.warn({ person: asked.sender }, 'a classified file was refused');
        return plain(read.place === null ? reading.classified : words.classifiedIn(read.place));
      case 'refused':
        return plain(read.reason);
      case 'held':
        await held.hold(file, read.reason, new Date(clock.now()).toISOString());
        return plain(read.reason);
    }
    const { items, skipped } = read;
    const name = file.name === '' ? null : file.name;
    const title = items.length === 1 ? issueLabel(items[0]!.issue) : words.count(items.length);
    const messageId = 'messageId' in source ? source.messageId : (asked.id ?? '');
    const here = { person: asked.sender, chatId: asked.chat.id, messageId };
    const added = await drafts.add(
      { ...blankDraft(clock.now()), title, name, items, skipped, pushes: [here] },
      file.bytes,
    );
    const isShared = !added.pushes.some((push) => push.messageId === messageId);
    const draft = isShared
      ? ((await changeDraft(drafts, added.id, (now) => ({ ...now, pushes: [...now.pushes, here] }))) ?? added)
      : added;
    return shown(draft, asked, isShared ? words.alsoPushed : note);
  }

  async function withdrawal(which: string, asked: Asked): Promise<Composed> {
    if (which === '') return plain(words.howToWithdraw);
    const found = await findIssues(which, options.issues(), store);
    if (found.length === 0) return plain(words.noSuchIssue(which));
    const [only] = found;
    const draft = await drafts.add(
      {
        ...blankDraft(clock.now()),
        title: words.withdrawalTitle(found.length === 1 ? issueLabel(only!) : which),
        withdrawable: found.map(({ id }) => id),
        withdrawing: found.length === 1 ? { issueId: only!.id, version: only!.version } : null,
      },
      new Uint8Array(),
    );
    return shown(draft, asked, null);
  }

  async function shown(draft: Draft, asked: Asked, note: string | null): Promise<Composed> {
    const groups = await attachments.groups();
    const face = await faceOf(draft, store, groups, note);
    return {
      reply: { kind: 'desk', face },
      async remember({ messageId, chatId }) {
        await place(draft.id, messageId, chatId || asked.chat.id, asked.sender);
        if (draft.items.some((item) => item.held !== null)) await tellAdmins(draft, asked.sender);
      },
    };
  }

  async function place(id: string, messageId: string, chatId: string, person: string): Promise<void> {
    await changeDraft(drafts, id, (draft) => {
      if (draft.cards.some((card) => card.messageId === messageId)) return null;
      return { ...draft, cards: [...draft.cards, { messageId, chatId, person }] };
    });
  }

  /** An administrator decides on internal papers: each gets the card in private. */
  async function tellAdmins(draft: Draft, sender: string): Promise<void> {
    const groups = await attachments.groups();
    const reason = draft.items.find((item) => item.held !== null)?.held ?? '';
    const face = await faceOf(draft, store, groups, words.asksAdmin(reason));
    for (const person of editors.admins.filter((admin) => admin !== sender)) {
      const sendOptions = { key: `${draft.id}/admin/${person}`, at: clock.now() };
      const sent = await platform.send({ person }, { kind: 'desk', face }, sendOptions);
      if (sent.status === 'sent') await place(draft.id, sent.messageId, sent.chatId, person);
    }
  }
}

function whyNot({ status }: Fetched, source: PushSource): string {
  switch (status) {
    case 'too-large':
      return source.from === 'document' ? words.documentTooLarge : words.tooLarge(LARGEST_MEGABYTES);
    case 'unshared':
      return words.documentNotShared;
    case 'unsupported':
      return source.from === 'document' ? words.documentUnsupported : words.folder;
    case 'gone':
      return source.from === 'document' ? words.documentMissing : words.gone;
    case 'no-right':
      return words.noRight;
    default:
      return words.cannotFetch;
  }
}

const plain = (text: string): Composed => ({
  reply: { kind: 'notice', text } satisfies Reply,
  remember: async () => undefined,
});
