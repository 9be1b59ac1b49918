import { type Issue, issueLabel, maySee } from '../bulletin.ts';
import { type Amendment, type AnswerView, CARDS_CHANGE_DAYS, type SentAnswer } from '../chat.ts';
import { articleUrl, issueUrl, passageUrl } from '../links.ts';
import { findLostPassage } from '../lost-passage.ts';
import type { ChatPlatform, Clock, IssueStore, Log, SentAnswers } from '../ports.ts';
import { afterwards as words } from '../wording.ts';
import type { Digests } from './digests.ts';
import { type Looked, lookUp, type Sources } from './look-up.ts';
import { type IssueMarks, marksOf } from './naming.ts';

export interface KeepTrueOptions extends Sources {
  digests: Pick<Digests, 'again'>;
  store: Pick<IssueStore, 'read' | 'versions'>;
  sent: SentAnswers;
  platform: Pick<ChatPlatform, 'update'>;
  clock: Clock;
  log: Log;
  publicUrl: string;
  /**
   * Whether the library is another than when this was made: for programs that live for one request, and so do not know
   * what others looked at.
   */
  hasChanged?(): Promise<boolean>;
}

/** What became of the cards that no longer held. */
export interface Amended {
  amended: number;
  /** The platform does not let these be changed. */
  refused: number;
  /** To be tried again: the platform did not answer in time, or the program was stopped. */
  left: number;
}

export interface KeepTrue {
  /** Looks at every card that quotes this issue, and changes those whose text is no longer in the library. */
  look(issueId: string): Promise<Amended>;
  /** The same for every card that can still be changed: after a start, and when another program changed the library. */
  lookAll(): Promise<Amended>;
  /**
   * To be told of every card that went out: it may quote what was changed while it was on its way. `since`: when its text
   * was begun, half an hour ago unless told.
   */
  onSent(answer: SentAnswer, since?: number): Promise<void>;
}

/** An issue as it stands in the store, and how it names what is in it. */
interface Read extends IssueMarks {
  issue: Issue;
}
type IssueOf = (id: string) => Promise<Read | null>;

const CHANGEABLE_MS = CARDS_CHANGE_DAYS * 24 * 3_600_000;
/** Longer than any card is on its way. */
const RECENT_MS = 30 * 60_000;
/** Cards changed side by side; the platform's limits are kept below this. */
const AT_ONCE = 10;

/**
 * What was said stays true: a card that quotes a passage which was corrected or withdrawn says so, links to what stands
 * there now, and is answered anew. Which cards these are is seen from the library as it is, so it does not matter who
 * changed it, nor whether the program was stopped half way: looking again changes what is left.
 */
export function createKeepTrue(options: KeepTrueOptions): KeepTrue {
  const { store, sent, platform, viewers, clock, log, publicUrl } = options;
  /** When each issue was last looked at, and when all were. */
  const lookedAt = new Map<string, number>();
  let allLookedAt = Number.NEGATIVE_INFINITY;

  async function lookAt(answers: readonly SentAnswer[]): Promise<Amended> {
    const read = new Map<string, Promise<Read | null>>();
    const issueOf: IssueOf = (id) => {
      const known = read.get(id) ?? readIssue(id);
      read.set(id, known);
      return known;
    };
    const total: Amended = { amended: 0, refused: 0, left: 0 };
    const waiting = answers.filter(({ sentAt }) => clock.now() - sentAt < CHANGEABLE_MS);
    const work = async (): Promise<void> => {
      for (let answer = waiting.shift(); answer; answer = waiting.shift()) {
        const became = await amend(answer, issueOf);
        if (became) total[became]++;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return total;
  }

  async function readIssue(id: string): Promise<Read | null> {
    const issue = await store.read(id);
    return issue && { issue, ...marksOf(issue) };
  }

  async function amend(answer: SentAnswer, issueOf: IssueOf): Promise<keyof Amended | null> {
    const amendments = await amendmentsOf(answer, issueOf).catch((error) => {
      log.warn({ err: error, messageId: answer.messageId }, 'it is not known whether a card still holds');
      return null;
    });
    if (amendments === null) return 'left';
    if (amendments.length === 0) return null;
    const { reply, ...looked } = await answerAnew(answer, amendments);
    const key = `${answer.messageId}/amended/${clock.now()}`;
    const delivery = await platform.update(answer.messageId, reply, { key, at: clock.now() });
    if (delivery.status === 'sent') {
      await sent.record({ ...answer, ...looked });
      return 'amended';
    }
    if (delivery.why === 'stopped' || delivery.why === 'expired') return 'left';
    if (delivery.why === 'failed') return 'refused';
    // The card is gone, or its chat is.
    await sent.remove(answer.messageId);
    return null;
  }

  /** One for each issue that no longer holds or names something as the card does; the same place is named once. */
  async function amendmentsOf({ passages, chat, asker }: SentAnswer, issueOf: IssueOf): Promise<Amendment[]> {
    const maySeeStill = async ({ audience }: Issue): Promise<boolean> =>
      audience.kind === 'everyone' || maySee(await viewers.inChatForSure(chat, asker), audience);
    const amendments = new Map<string, Amendment>();
    for (const { issueId, passageId, mark } of passages) {
      const read = await issueOf(issueId);
      const issue = read?.issue;
      if (!issue || issue.status === 'withdrawn' || !(await maySeeStill(issue))) {
        const label = issue ? issueLabel(issue) : issueId;
        amendments.set(issueId, { kind: 'withdrawn', label, url: null });
        continue;
      }
      const now = read.passages.get(passageId);
      const holds = passageId === '' || now !== undefined;
      const isNamedSo = mark === undefined || (now ? now.mark === mark : read.heads.has(mark));
      if (holds && isNamedSo) continue;
      const url = now
        ? passageUrl(publicUrl, issueId, now.articleNumber, passageId)
        : await whereNow(issue, passageId);
      if (!amendments.has(url)) amendments.set(url, { kind: 'corrected', label: issueLabel(issue), url });
    }
    return [...amendments.values()];
  }

  async function whereNow(issue: Issue, passageId: string): Promise<string> {
    const lost = findLostPassage(issue, await store.versions(issue.id), passageId);
    if (lost?.now) return passageUrl(publicUrl, issue.id, lost.now.articleNumber, lost.now.id);
    const article = issue.articles.find(({ number }) => number === lost?.was.articleNumber);
    return article ? articleUrl(publicUrl, issue.id, article.number) : issueUrl(publicUrl, issue.id);
  }

  async function answerAnew(answer: SentAnswer, added: Amendment[]): Promise<Looked> {
    // What was said of an issue before is overtaken by what is said of it now.
    const earlier = (answer.view.amended ?? []).filter(
      ({ label }) => !added.some((one) => one.label === label),
    );
    const amended = [...earlier, ...added];
    const view = { ...answer.view, amended, offset: 0, askReason: false };
    try {
      if (answer.digest) {
        const again = await options.digests.again({ ...answer, view });
        if (again) return { ...again, view, kind: answer.kind };
        return notice(added, view, []);
      }
      const looked = await lookUp(options, { ...answer, view });
      if (looked.reply.kind === 'answer') return looked;
    } catch (error) {
      log.error({ err: error, messageId: answer.messageId }, 'a corrected card could not be answered anew');
    }
    return notice(added, view, [words.notAskedAgain]);
  }

  return {
    async look(issueId) {
      lookedAt.set(issueId, clock.now());
      return lookAt([...(await sent.quoting(issueId))]);
    },
    async lookAll() {
      allLookedAt = clock.now();
      return lookAt([...(await sent.since(clock.now() - CHANGEABLE_MS))]);
    },
    async onSent(answer, since = clock.now() - RECENT_MS) {
      const wasLookedAt = answer.passages.some(
        ({ issueId }) => Math.max(lookedAt.get(issueId) ?? 0, allLookedAt) >= since,
      );
      if (wasLookedAt || (await options.hasChanged?.())) await lookAt([answer]);
    },
  };
}

/** In place of a card that cannot be made anew. */
function notice(added: readonly Amendment[], view: AnswerView, more: string[]): Looked {
  const lines = added.map(({ kind, label, url }) => [words.amended[kind](label), url ?? ''].join(' ').trim());
  const text = [...lines, ...more].join('\n');
  return { reply: { kind: 'notice', text }, view, kind: 'not-found', passages: [] };
}
