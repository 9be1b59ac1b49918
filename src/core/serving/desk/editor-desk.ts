import type { CardAction, CardResponse, DeskAct } from '../../chat.ts';
import type { DeskReading } from '../../conversation.ts';
import type {
  Attachments,
  ChatPlatform,
  Clock,
  DraftStore,
  Editors,
  HeldStore,
  IssueStore,
  Log,
} from '../../ports.ts';
import type { ChangeLibrary } from '../../publishing/change-library.ts';
import type { ReadPushOptions } from '../../publishing/read-push.ts';
import type { Asked, Composed } from '../compose.ts';
import { createClicking } from './click.ts';
import { createSweeping } from './sweep.ts';
import { createTaking } from './take-push.ts';

/** What publishing in chats needs of the library; the same for every chat platform. */
export interface PublishingParts extends Omit<ReadPushOptions, 'store'> {
  drafts: DraftStore;
  store: Pick<IssueStore, 'read'>;
  library: Pick<ChangeLibrary, 'publish' | 'withdraw'>;
  held: Pick<HeldStore, 'hold'>;
}

export interface DeskOptions extends PublishingParts {
  attachments: Attachments;
  editors: Editors;
  platform: Pick<ChatPlatform, 'send' | 'update'>;
  clock: Clock;
  log: Log;
}

/** Where editors publish, correct and withdraw (编辑台). */
export interface EditorDesk {
  /** False, too, where it cannot be found out now. */
  isEditor(person: string): Promise<boolean>;
  /** null when it was nothing for the desk after all. @throws StoreError */
  take(said: DeskReading, asked: Asked): Promise<Composed | null>;
  /** null for a card that is not known as one of the desk. */
  click(action: Omit<CardAction, 'act'>, act: DeskAct): Promise<CardResponse | null>;
  /** A message was recalled; true when a draft went with it. */
  recalled(messageId: string): Promise<boolean>;
  /** To be called now and then: ends what waited for seven days. */
  sweep(): Promise<void>;
}

export function createEditorDesk(options: DeskOptions): EditorDesk {
  return {
    isEditor: (person) => options.editors.isEditor(person).catch(() => false),
    take: createTaking(options),
    click: createClicking(options),
    ...createSweeping(options),
  };
}
