import type { CardAction, CardResponse, CompanionAct, Reply, SentAnswer } from '../chat.ts';
import type { Command } from '../conversation/commands.ts';
import type { Asked } from './compose.ts';

/** What goes with answering in chats: commands, what editors do on cards, and what must hear of every answer. */
export interface Companion {
  /** Does what a command asks for. */
  command(command: Command, from: Asked): Promise<Reply>;
  /** A click on one of its cards; whoever clicked has not been looked at yet. */
  act(action: Omit<CardAction, 'act'>, act: CompanionAct): Promise<CardResponse>;
  /** Hears of every answer that went out; it was looked up at `since` or later. */
  onSent(answer: SentAnswer, since: number): Promise<void>;
}
