import type { Child } from 'hono/jsx';
import { pages } from '../../core/wording.ts';

/** A table in a box that scrolls sideways where the screen is narrow; reached by keyboard, so that it can be scrolled. */
export function Wide({ children }: { children?: Child }) {
  return (
    <section class="table" tabindex={0} aria-label={pages.table}>
      {children}
    </section>
  );
}
