import type { Library } from '../asking/library.ts';
import { maySee, type Viewer } from '../bulletin.ts';
import type { Delivery, Reply, SentAnswer } from '../chat.ts';
import { dayInChina, outsideQuietHours } from '../local-time.ts';
import type {
  Agenda,
  ChatPlatform,
  Clock,
  IssueStore,
  LibraryChange,
  SentAnswers,
  Subscriptions,
  Task,
} from '../ports.ts';
import { type Digest, subscriberDigest } from './digest.ts';
import { plainView } from './look-up.ts';
import { markOf } from './naming.ts';
import type { Viewers } from './viewers.ts';

export interface DigestsOptions {
  subscriptions: Subscriptions;
  agenda: Pick<Agenda, 'add'>;
  store: Pick<IssueStore, 'read'>;
  library(): Pick<Library, 'gazetteer' | 'lexicon' | 'chinese'>;
  viewers: Viewers;
  platform: Pick<ChatPlatform, 'send'>;
  sent: Pick<SentAnswers, 'record'>;
  clock: Clock;
  /** IANA name: where nights are quiet. */
  timeZone: string;
  publicUrl: string;
}

/** After a longer pause of the bot an issue is no news any more. */
const NEWS_MS = 3 * 24 * 3_600_000;

type DigestTask = Task & { work: { kind: 'digest' } };

/** Tells subscribers (订阅) of new issues: one card each, not at night, and nothing they may not see. */
export interface Digests {
  /** Puts a card for every subscriber on the agenda, once for each version of an issue. @throws StoreError */
  plan(change: LibraryChange): Promise<void>;
  /** Sends one; false when it should be tried again later. @throws StoreError */
  run(task: DigestTask): Promise<boolean>;
  /** The card that was sent as it would be today; null when its issue is gone for its readers. */
  again(answer: SentAnswer): Promise<{ reply: Reply; passages: SentAnswer['passages'] } | null>;
}

export function createDigests(options: DigestsOptions): Digests {
  const { subscriptions, agenda, store, library, viewers, platform, sent, clock, timeZone, publicUrl } =
    options;

  /** null when the issue is not published any more, or not for them, or has nothing on the topics. */
  async function digestFor(
    issueId: string,
    topics: readonly string[],
    viewer: Viewer,
  ): Promise<Digest | null> {
    const issue = await store.read(issueId);
    if (issue?.status !== 'published' || !maySee(viewer, issue.audience)) return null;
    return subscriberDigest(issue, topics, library(), publicUrl);
  }

  return {
    async plan({ kind, issue, before }) {
      if (kind !== 'published') return;
      // As it was published: told again after a restart, the issue may have been corrected since.
      const version = (before?.version ?? 0) + 1;
      const due = outsideQuietHours(clock.now(), timeZone);
      const subscribers = new Map(
        (await subscriptions.all()).map(({ subscriber }) => [subscriber.id, subscriber]),
      );
      for (const subscriber of subscribers.values()) {
        const key = `digest/${issue.id}@${version}/${subscriber.id}`;
        const work = { kind: 'digest', issueId: issue.id, version, subscriber } as const;
        await agenda.add({ key, due, work });
      }
    },

    async run({ key, due, work: { issueId, subscriber } }) {
      if (clock.now() - due > NEWS_MS) return true;
      const topics = (await subscriptions.of(subscriber)).map(({ topic }) => topic);
      const digest =
        topics.length > 0 &&
        (await digestFor(issueId, topics, await viewers.inChatForSure(subscriber, subscriber.id)));
      if (!digest) return true;
      const to = subscriber.kind === 'group' ? { chatId: subscriber.id } : { person: subscriber.id };
      const delivery: Delivery = await platform.send(
        to,
        { kind: 'digest', digest },
        { key, at: clock.now() },
      );
      if (delivery.status === 'sent') {
        await sent.record({
          messageId: delivery.messageId,
          questionId: null,
          chat: { id: delivery.chatId, kind: subscriber.kind },
          thread: null,
          root: null,
          asker: subscriber.kind === 'private' ? subscriber.id : '',
          view: plainView(''),
          context: [],
          asOf: dayInChina(clock.now()),
          kind: 'listing',
          passages: quotedBy(digest),
          sentAt: clock.now(),
          digest: { issueId, topics },
        });
        return true;
      }
      // Nobody is there any more to be told of the next one.
      if (delivery.why === 'chat-gone') await subscriptions.remove(subscriber, null);
      return delivery.why !== 'stopped' && delivery.why !== 'expired';
    },

    async again({ chat, asker, digest: about, view }) {
      if (!about) return null;
      const digest = await digestFor(
        about.issueId,
        ['', ...about.topics],
        await viewers.inChatForSure(chat, asker),
      );
      if (!digest) return null;
      const { amended = [] } = view;
      return { reply: { kind: 'digest', digest, amended }, passages: quotedBy(digest) };
    },
  };
}

function quotedBy({ issueId, label, date, matched, contents }: Digest): SentAnswer['passages'] {
  const issue = { label, date };
  const named = [markOf({ issue }), ...contents.map(({ title, unit }) => markOf({ issue, title, unit }))];
  return [
    ...matched.map(({ passage }) => ({ issueId, passageId: passage })),
    ...named.map((mark) => ({ issueId, passageId: '', mark })),
  ];
}
