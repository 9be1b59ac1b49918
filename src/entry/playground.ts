import { toCard } from '../adapters/feishu/card.ts';
import { cardActSchema } from '../adapters/feishu/schema.ts';
import {
  createMemoryAgenda,
  createMemoryInbox,
  createMemorySubscriptions,
} from '../adapters/inbox/memory.ts';
import { createMemoryDraftStore } from '../adapters/stores/memory.ts';
import type { Playground } from '../adapters/web/options.ts';
import { createRoom, personas } from '../adapters/web/playground/room.ts';
import type { Ask, Clock, Feedback, Log, SentAnswers } from '../core/ports.ts';
import { hasSecrecyMark } from '../core/reading/secrecy.ts';
import { createEditorDesk } from '../core/serving/desk/editor-desk.ts';
import { createEditors } from '../core/serving/desk/editors.ts';
import { createChatService } from '../core/serving/serve-chat.ts';
import { createViewers } from '../core/serving/viewers.ts';
import type { Companions } from './companions.ts';
import type { Publishing } from './publishing.ts';

/** A chat room on the pages with the real bot and the real cards in it, for people on this machine. */
export function createPlayground(options: {
  ask: Ask;
  sent: SentAnswers;
  feedback: Feedback;
  /** Lets the editor and the administrator publish, into the library of `dataDir`. */
  editing?: {
    publishing: Pick<Publishing, 'withDrafts'>;
    companions: Pick<Companions, 'make'>;
    dataDir: string;
  };
  publicUrl: string;
  clock: Clock;
  log: Log;
}): Playground {
  const { clock, log, publicUrl, editing } = options;
  const room = createRoom({ toCard: (reply) => toCard(reply, { publicUrl }), clock });
  const editors = createEditors({
    editors: [editor.id],
    admins: [admin.id],
    editorsChat: null,
    membership: null,
  });
  const viewers = createViewers({ audiences: () => [], membership: null, log });
  const companion = editing?.companions.make({
    editors,
    platform: room.platform,
    viewers,
    sent: options.sent,
    subscriptions: createMemorySubscriptions(),
    agenda: createMemoryAgenda(),
    names: { nameOf: async () => null },
    editorsChat: room.chatOf(editor, 'group').id,
  });
  const desk =
    editing &&
    createEditorDesk({
      ...editing.publishing.withDrafts(createMemoryDraftStore()),
      attachments: room.attachments,
      editors,
      platform: room.platform,
      clock,
      log,
    });
  const bot = createChatService({
    ...options,
    platform: room.platform,
    ...(desk && { desk }),
    inbox: createMemoryInbox(),
    viewers,
    companion,
  });
  const readAct: Playground['readAct'] = (action) => cardActSchema.safeParse(action).data ?? null;
  return {
    loopbackOnly: true,
    room,
    readAct,
    publishesTo: editing?.dataDir ?? null,
    bot: {
      act: bot.act,
      handle(event) {
        if (event.type !== 'message' || !hasSecrecyMark(event.message.text ?? '')) return bot.handle(event);
        const { key, at, message } = event;
        room.forget(message.id);
        return bot.handle({ type: 'classified', key, at, messageId: message.id });
      },
    },
  };
}

const [, editor, admin] = personas;
