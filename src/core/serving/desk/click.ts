import { type Issue, issueLabel } from '../../bulletin.ts';
import type { CardAction, CardResponse, DeskAct } from '../../chat.ts';
import type { IncomingFile } from '../../ports.ts';
import type { ChangeResult, Undone } from '../../publishing/change-library.ts';
import { type Corrections, correctIssue } from '../../publishing/corrections.ts';
import type { DeskFace } from '../../publishing/desk-face.ts';
import type { Draft, DraftItem } from '../../publishing/draft.ts';
import { chat, desk as words } from '../../wording.ts';
import { changeDraft, decide } from './change-draft.ts';
import { chooseFace, closedFace, faceOf } from './draft-face.ts';
import type { DeskOptions } from './editor-desk.ts';

type Toast = NonNullable<CardResponse['toast']>;
/** What a click did: the draft as it is now, what its cards show, and a word to whoever clicked. */
interface Acted {
  toast?: Toast;
  face?: DeskFace;
  /** The other cards of the draft show this face, too. */
  everywhere?: boolean;
}

/**
 * What a click on a card of the desk does. The card is trusted with nothing: which draft it shows is looked up by the id
 * of the message, only in the chat it was sent to, and whether the person may do it is asked now.
 */
export function createClicking(options: DeskOptions) {
  const { drafts, store, library, editors, attachments, filesIn, platform, clock, log } = options;
  /** Clicks on one draft, one after another. */
  const lanes = new Map<string, Promise<unknown>>();

  return async (action: Omit<CardAction, 'act'>, act: DeskAct): Promise<CardResponse | null> => {
    try {
      return await click(action, act);
    } catch (error) {
      log.error({ err: error, act: act.act }, 'a click on the desk failed');
      return { toast: toast('warning', words.clickFailed) };
    }
  };

  async function click(
    { messageId, chatId, person, eventId }: Omit<CardAction, 'act'>,
    act: DeskAct,
  ): Promise<CardResponse | null> {
    const draft = await drafts.byCard(messageId);
    if (!draft) return null;
    const card = draft.cards.find((one) => one.messageId === messageId);
    if (card?.chatId !== chatId) return { toast: toast('info', chat.cardExpired) };
    try {
      if (!(await editors.isEditor(person))) return { toast: toast('warning', words.notEditorClick) };
    } catch (error) {
      log.warn({ err: error }, 'who is an editor could not be found out');
      return { toast: toast('warning', words.membersUnknown) };
    }
    const { toast: said, face, everywhere } = await inLane(draft.id, () => decideOn(draft.id, act, person));
    if (face && everywhere) void showOthers(draft.id, messageId, face, eventId);
    return { ...(said && { toast: said }), ...(face && { show: { kind: 'desk', face } }) };
  }

  async function inLane<T>(id: string, work: () => Promise<T>): Promise<T> {
    const result = (lanes.get(id) ?? Promise.resolve()).then(work);
    const settled = result.catch(() => undefined);
    lanes.set(id, settled);
    void settled.then(() => {
      if (lanes.get(id) === settled) lanes.delete(id);
    });
    return result;
  }

  async function decideOn(id: string, act: DeskAct, person: string): Promise<Acted> {
    const draft = await drafts.read(id);
    if (!draft) return { toast: toast('info', chat.cardExpired) };
    switch (act.act) {
      case 'publish':
        if (draft.state !== 'waiting' || draft.items.length === 0) return tooLate(draft);
        return draft.items.length === 1 && draft.skipped.length === 0
          ? publishOne(draft, act.corrections, person)
          : publishAll(draft, person);
      case 'abandon':
        return abandon(draft, person);
      case 'withdraw':
        return askWhy(draft);
      case 'choose':
        return askWhy(draft, act.issueId);
      case 'confirm':
        return withdraw(draft, act.reason, person);
      case 'keep':
        return keep(draft, person);
    }
  }

  async function show(draft: Draft, note: string | null = null): Promise<DeskFace> {
    return faceOf(draft, store, await attachments.groups(), note);
  }

  async function tooLate(draft: Draft): Promise<Acted> {
    const said = { published: words.publishedBefore, ended: words.endedClick } as Record<string, string>;
    return { toast: toast('info', said[draft.state] ?? words.closedClick), face: await show(draft) };
  }

  async function publishOne(draft: Draft, corrections: Corrections, person: string): Promise<Acted> {
    const [item] = draft.items as [DraftItem];
    const groups = (await attachments.groups()).map((group) => group.id);
    const corrected = correctIssue(item.issue, corrections, groups);
    if ('problem' in corrected) return { toast: toast('warning', corrected.problem) };
    if (item.held !== null && !editors.admins.includes(person))
      return { toast: toast('warning', words.heldClick) };
    const fileOf = await filesOf(draft);
    const published = await publishItem({ ...item, issue: corrected }, item, fileOf(item), person);
    if (published.status !== 'conflict') {
      const withdrawable = [...draft.withdrawable, published.issue.id];
      const next = await settle(draft.id, 'published', person, withdrawable);
      const wasThere = published.status === 'unchanged' && published.issue.version === item.over?.version;
      const said = wasThere ? toast('info', words.nothingChanged) : toast('success', words.published);
      return { toast: saidOf(published.undone) ?? said, face: await show(next), everywhere: true };
    }
    const seen = published.issue && { version: published.issue.version, status: published.issue.status };
    const next = await changeDraft(drafts, draft.id, (now) => ({
      ...now,
      title: issueLabel(corrected),
      items: [{ ...item, issue: corrected, over: seen }],
    }));
    const note = words.lookAgain(issueLabel(corrected));
    return {
      toast: toast('warning', words.lookAgainShort),
      face: await show(next ?? draft, note),
      everywhere: true,
    };
  }

  /** Publishes what can be; what cannot stays in the draft. */
  async function publishAll(draft: Draft, person: string): Promise<Acted> {
    const done: string[] = [];
    const left: DraftItem[] = [];
    let undone: Undone | undefined;
    const fileOf = await filesOf(draft);
    for (const item of draft.items) {
      if (item.held !== null && !editors.admins.includes(person)) {
        left.push(item);
        continue;
      }
      const published = await publishItem(item, item, fileOf(item), person);
      if (published.status !== 'conflict') {
        done.push(published.issue.id);
        if (undone !== 'index') undone = published.undone ?? undone;
      } else {
        const seen = published.issue && { version: published.issue.version, status: published.issue.status };
        left.push({ ...item, over: seen });
      }
    }
    const withdrawable = [...draft.withdrawable, ...done];
    if (left.length === 0) {
      const next = await settle(draft.id, 'published', person, withdrawable);
      return {
        toast: saidOf(undone) ?? toast('success', words.published),
        face: await show(next),
        everywhere: true,
      };
    }
    const next = await changeDraft(drafts, draft.id, (now) => ({ ...now, items: left, withdrawable }));
    const note = words.batchLeft(done.length, left.length);
    const said = saidOf(undone) ?? toast('warning', note);
    return { toast: said, face: await show(next ?? draft, note), everywhere: true };
  }

  async function publishItem(
    item: DraftItem,
    asRead: DraftItem,
    file: IncomingFile | null,
    person: string,
  ): Promise<ChangeResult> {
    // Under another name it replaces nothing that the editor has seen.
    const over = item.issue.id === asRead.issue.id ? asRead.over : null;
    return library.publish(item.issue, { over, by: person, file });
  }

  /** The file of each issue, taken out of its archive where it came in one; unpacked once for all of them. */
  async function filesOf(draft: Draft): Promise<(item: DraftItem) => IncomingFile | null> {
    const bytes = await drafts.bytes(draft.id);
    if (!bytes) return () => null;
    const whole = { name: draft.name ?? PASTED, bytes };
    const { files } = filesIn(whole);
    return (item) => files.find(({ name }) => name === item.name) ?? whole;
  }

  async function abandon(draft: Draft, person: string): Promise<Acted> {
    if (draft.state !== 'waiting') return tooLate(draft);
    const next = await settle(draft.id, 'abandoned', person, []);
    return { toast: toast('info', words.abandonedToast), face: await show(next), everywhere: true };
  }

  async function askWhy(draft: Draft, chosen?: string): Promise<Acted> {
    const { withdrawable, state } = draft;
    if ((state !== 'published' && state !== 'waiting') || withdrawable.length === 0) return tooLate(draft);
    const id = chosen ?? (withdrawable.length === 1 ? withdrawable[0] : undefined);
    if (id === undefined) return { face: await chooseFace(withdrawable, store) };
    const issue = withdrawable.includes(id) ? await store.read(id) : null;
    if (issue?.status !== 'published') return { toast: toast('warning', words.changedSince) };
    const next = await changeDraft(drafts, draft.id, (now) => ({
      ...now,
      withdrawing: { issueId: id, version: issue.version },
    }));
    return { face: await show(next ?? draft) };
  }

  async function withdraw(draft: Draft, given: string, person: string): Promise<Acted> {
    const { withdrawing } = draft;
    if (!withdrawing) return tooLate(draft);
    const reason = given.replace(/\s+/gu, ' ').trim();
    if (reason === '') return { toast: toast('warning', words.noReason) };
    const { issueId, version } = withdrawing;
    const result = await library.withdraw(issueId, { version, by: person, reason });
    if (result.status === 'conflict') {
      await changeDraft(drafts, draft.id, (now) => ({ ...now, withdrawing: null }));
      return { toast: toast('warning', words.changedSince) };
    }
    const said = saidOf(result.undone) ?? toast('success', words.withdrawnToast);
    const left = draft.withdrawable.filter((id) => id !== issueId);
    if (draft.state === 'published' && left.length > 0) {
      const next = await changeDraft(drafts, draft.id, (now) => ({
        ...now,
        withdrawing: null,
        withdrawable: left,
      }));
      return { toast: said, face: await show(next ?? draft), everywhere: true };
    }
    await settle(draft.id, 'withdrawn', person, []);
    const face = closedFace(words.withdrawn(labelOf(result.issue, draft), reason));
    return { toast: said, face, everywhere: true };
  }

  async function keep(draft: Draft, person: string): Promise<Acted> {
    const kept = toast('info', words.keptToast);
    if (draft.state === 'published') {
      const next = await changeDraft(drafts, draft.id, (now) => ({ ...now, withdrawing: null }));
      return { toast: kept, face: await show(next ?? draft) };
    }
    if (draft.state !== 'waiting') return tooLate(draft);
    await settle(draft.id, 'abandoned', person, []);
    return { toast: kept, face: closedFace(words.kept), everywhere: true };
  }

  async function settle(
    id: string,
    state: Exclude<Draft['state'], 'waiting'>,
    by: string,
    withdrawable: string[],
  ): Promise<Draft> {
    const decided = { by, at: clock.now() };
    const next = await changeDraft(drafts, id, (now) => ({ ...decide(now, state, decided), withdrawable }));
    if (!next) throw new Error('Cannot decide on a draft: it is no longer there');
    return next;
  }

  async function showOthers(id: string, clicked: string, face: DeskFace, eventId: string): Promise<void> {
    try {
      const draft = await drafts.read(id);
      for (const { messageId } of draft?.cards ?? []) {
        if (messageId === clicked) continue;
        const sendOptions = { key: `${eventId}/${messageId}`, at: clock.now() };
        await platform.update(messageId, { kind: 'desk', face }, sendOptions);
      }
    } catch (error) {
      log.error({ err: error }, 'other cards of a draft could not be changed');
    }
  }
}

/** What the file of a pasted text is called among the originals. */
const PASTED = 'pasted.txt';

const labelOf = (issue: Issue | null, draft: Draft): string => (issue ? issueLabel(issue) : draft.title);

/** What went wrong after the library was changed; undefined when nothing did. */
const saidOf = (undone: Undone | undefined): Toast | undefined =>
  undone && toast('warning', undone === 'index' ? words.notFindable : words.fileNotKept);

const toast = (tone: Toast['tone'], text: string): Toast => ({ tone, text });
