import { toCard } from '../adapters/feishu/card.ts';
import { cardActSchema } from '../adapters/feishu/schema.ts';
import { createMemoryInbox } from '../adapters/inbox/memory.ts';
import type { Playground } from '../adapters/web/options.ts';
import { createRoom } from '../adapters/web/playground/room.ts';
import type { Ask, Clock, Feedback, Log, SentAnswers } from '../core/ports.ts';
import { createChatService } from '../core/serving/serve-chat.ts';
import { createViewers } from '../core/serving/viewers.ts';

/** A chat room on the pages with the real bot and the real cards in it, for people on this machine. */
export function createPlayground(options: {
  ask: Ask;
  sent: SentAnswers;
  feedback: Feedback;
  publicUrl: string;
  clock: Clock;
  log: Log;
}): Playground {
  const { clock, publicUrl } = options;
  const room = createRoom({ toCard: (reply) => toCard(reply, { publicUrl }), clock });
  const bot = createChatService({
    ...options,
    platform: room.platform,
    inbox: createMemoryInbox(),
    viewers: createViewers({ audiences: () => [], membership: null, log: options.log }),
  });
  const readAct: Playground['readAct'] = (action) => cardActSchema.safeParse(action).data ?? null;
  return { loopbackOnly: true, room, bot, readAct };
}
