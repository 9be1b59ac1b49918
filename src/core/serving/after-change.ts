import { issueLabel } from '../bulletin.ts';
import type {
  Audit,
  AuditEntry,
  ChatNames,
  ChatPlatform,
  Clock,
  LibraryChange,
  SentAnswers,
} from '../ports.ts';
import { afterwards as words } from '../wording.ts';
import type { Amended, KeepTrue } from './keep-true.ts';

export interface AfterChangeOptions {
  audit: Audit;
  keepTrue: Pick<KeepTrue, 'look'>;
  /** Puts the cards for subscribers on the agenda; the same change again adds nothing. */
  planDigests(change: LibraryChange): Promise<void>;
  sent: Pick<SentAnswers, 'olderQuoting'>;
  platform: Pick<ChatPlatform, 'send'>;
  names: ChatNames;
  clock: Clock;
}

/** Chats named in the receipt; the rest is one number. */
const MOST_CHATS = 10;

/**
 * What follows an editor's act: it is recorded, subscribers will hear of a new issue, cards that quote what changed are
 * changed, and the editor is told which ones are too old for that. May be told the same change again after a restart:
 * nothing is done twice.
 * @throws when something is left to do, so that the change is told again later
 */
export function createAfterChange(options: AfterChangeOptions): (change: LibraryChange) => Promise<void> {
  const { audit, keepTrue, planDigests, sent, platform, names, clock } = options;

  return async (change) => {
    await recordOnce(audit, entryOf(change));
    await planDigests(change);
    const became = await keepTrue.look(change.issue.id);
    if (change.kind === 'published') return;
    const text = await receipt(change, became);
    if (text !== '') {
      const key = `${change.issue.id}@${change.issue.version}/amended`;
      await platform.send({ person: change.by }, { kind: 'notice', text }, { key, at: clock.now() });
    }
    if (became.left > 0) throw new Error(`${became.left} cards are left to be changed`);
  };

  async function receipt({ issue }: LibraryChange, { amended, refused }: Amended): Promise<string> {
    const older = await sent.olderQuoting(issue.id);
    const groups = older.filter(({ chat }) => chat.kind === 'group').slice(0, MOST_CHATS);
    const named = await Promise.all(
      groups.map(async ({ chat, cards }) =>
        words.cardsIn((await names.nameOf(chat.id)) ?? words.unnamedChat(chat.id), cards),
      ),
    );
    const rest = older.filter((one) => !groups.includes(one));
    const inGroups = sumOf(rest.filter(({ chat }) => chat.kind === 'group'));
    const inPrivate = sumOf(rest.filter(({ chat }) => chat.kind === 'private'));
    const places = [
      ...named,
      ...(inGroups > 0 ? [words.cardsIn(words.otherChats, inGroups)] : []),
      ...(inPrivate > 0 ? [words.cardsIn(words.inPrivate, inPrivate)] : []),
    ];
    return [
      ...(amended > 0 ? [words.cardsAmended(issueLabel(issue), amended)] : []),
      ...(refused > 0 ? [words.cardsFailed(refused)] : []),
      ...(places.length > 0 ? [words.olderCards(issueLabel(issue), places)] : []),
    ].join('\n');
  }
}

function entryOf({ kind, issue, before, by, at, reason }: LibraryChange): AuditEntry {
  return {
    at,
    by,
    act: kind,
    // Told again after a restart, the issue may have been changed once more since.
    issue: {
      id: issue.id,
      label: issueLabel(issue),
      from: before?.version ?? null,
      to: (before?.version ?? 0) + 1,
    },
    ...(reason !== undefined && { detail: reason }),
  };
}

async function recordOnce(audit: Audit, entry: AuditEntry): Promise<void> {
  const { entries } = await audit.read();
  const known = entries.some(
    ({ at, act, issue }) =>
      at === entry.at && act === entry.act && issue?.id === entry.issue?.id && issue?.to === entry.issue?.to,
  );
  if (!known) await audit.record(entry);
}

const sumOf = (some: readonly { cards: number }[]): number => some.reduce((sum, { cards }) => sum + cards, 0);
