import type { CardAct } from '../chat.ts';
import { lateClick } from '../wording.ts';

/** What is said at once to whoever clicked, when what the click does takes longer than the platform waits. */
export function lateWords(act: CardAct): string {
  return lateClick[act.kind === 'desk' || act.kind === 'companion' ? act.do.act : act.kind];
}
