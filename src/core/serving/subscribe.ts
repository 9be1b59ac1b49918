import type { Chat, Reply } from '../chat.ts';
import type { Command } from '../conversation/commands.ts';
import type { Clock, Subscriber, Subscriptions } from '../ports.ts';
import { subscribing as words } from '../wording.ts';

const MOST_TOPICS = 20;
/** Code points: a topic is a word or a name. */
const LONGEST_TOPIC = 30;

export type SubscribeCommand = Extract<Command, { kind: 'subscribe' | 'unsubscribe' | 'subscriptions' }>;

/** 订阅, 退订 and 我的订阅: for the group they are said in, or for the person who says them in private. */
export function createSubscribe({
  subscriptions,
  clock,
}: {
  subscriptions: Subscriptions;
  clock: Clock;
}): (command: SubscribeCommand, from: { chat: Chat; sender: string }) => Promise<Reply> {
  return async (command, { chat, sender }) => {
    const subscriber: Subscriber =
      chat.kind === 'group' ? { kind: 'group', id: chat.id } : { kind: 'private', id: sender };
    switch (command.kind) {
      case 'subscribe':
        return notice(await subscribe(subscriber, command.topic));
      case 'unsubscribe': {
        const ended = await subscriptions.remove(subscriber, command.topic);
        return notice(
          words.ended(
            ended.map(({ topic }) => topic),
            command.topic,
          ),
        );
      }
      case 'subscriptions': {
        const topics = (await subscriptions.of(subscriber)).map(({ topic }) => topic);
        return notice(words.list(topics, chat.kind === 'group'));
      }
    }
  };

  async function subscribe(subscriber: Subscriber, topic: string): Promise<string> {
    if ([...topic].length > LONGEST_TOPIC) return words.tooLong(LONGEST_TOPIC);
    const present = await subscriptions.of(subscriber);
    if (present.length >= MOST_TOPICS) return words.tooMany(MOST_TOPICS);
    const isNew = await subscriptions.add({ subscriber, topic, since: clock.now() });
    return isNew ? words.begun(topic) : words.already(topic);
  }
}

const notice = (text: string): Reply => ({ kind: 'notice', text });
