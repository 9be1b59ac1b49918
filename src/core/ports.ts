/** Every seam between the core and the outside. Adapters implement these; `src/entry/*` chooses which. */

export type * from './ports/asking.ts';
export type * from './ports/chat.ts';
export type * from './ports/library.ts';
export type * from './ports/memory.ts';
export type * from './ports/reading.ts';
export type * from './ports/runtime.ts';
