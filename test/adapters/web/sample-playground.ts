import { toCard } from '../../../src/adapters/feishu/card.ts';
import { cardActSchema } from '../../../src/adapters/feishu/schema.ts';
import type { Playground } from '../../../src/adapters/web/options.ts';
import { createRoom } from '../../../src/adapters/web/playground/room.ts';
import type { SentAnswer } from '../../../src/core/chat.ts';
import type { Ask, FeedbackEntry, SentAnswers } from '../../../src/core/ports.ts';
import { createChatService } from '../../../src/core/serving/serve-chat.ts';
import { createViewers } from '../../../src/core/serving/viewers.ts';
import { fixedAsk, LOCAL_URL } from './sample.ts';

/** Where others reach the pages. */
export const PUBLIC_URL = 'http://bao.example';

/** A playground with the real bot and the real cards over `ask`; what it keeps is kept in memory. */
export function samplePlayground({
  ask = fixedAsk({}).ask,
  now = Date.UTC(2026, 10, 22, 1),
  publicUrl = LOCAL_URL,
}: {
  ask?: Ask;
  now?: number;
  publicUrl?: string;
} = {}): Playground & { said: FeedbackEntry[] } {
  const clock = { now: () => now };
  const said: FeedbackEntry[] = [];
  const known = new Set<string>();
  const room = createRoom({ toCard: (reply) => toCard(reply, { publicUrl }), clock });
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const bot = createChatService({
    ask,
    viewers: createViewers({ audiences: () => [], membership: null, log }),
    platform: room.platform,
    inbox: {
      knows: (key) => known.has(key),
      once: async (key) => !known.has(key) && Boolean(known.add(key)),
    },
    sent: sentInMemory(),
    feedback: { record: async (entry) => void said.push(entry), since: async () => said },
    clock,
    log,
    questionsPerMinute: 1000,
  });
  const readAct = (action: object) => cardActSchema.safeParse(action).data ?? null;
  return { loopbackOnly: true, room, bot, readAct, publishesTo: null, said };
}

function sentInMemory(): SentAnswers {
  const answers = new Map<string, SentAnswer>();
  return {
    record: async (answer) => void answers.set(answer.messageId, answer),
    remove: async (messageId) => void answers.delete(messageId),
    byMessage: (messageId) => answers.get(messageId) ?? null,
    byQuestion: (id) => [...answers.values()].find(({ questionId }) => questionId === id) ?? null,
    quoting: () => [],
    since: (time) => [...answers.values()].filter(({ sentAt }) => sentAt >= time),
    olderQuoting: async () => [],
  };
}
