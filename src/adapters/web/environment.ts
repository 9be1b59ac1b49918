import type { Context } from 'hono';
import type { RequestIdVariables } from 'hono/request-id';
import type { SecureHeadersVariables } from 'hono/secure-headers';
import type { Viewer } from '../../core/bulletin.ts';
import type { Session } from './login/session.ts';

/** What the middlewares of the pages leave for the pages. */
export interface PageEnvironment {
  Variables: SecureHeadersVariables &
    RequestIdVariables & {
      viewer: Viewer;
      /** null for those who have not logged in. */
      session: Session | null;
      mayAdminister: boolean;
      /** The playground is open to this request. */
      mayPlay: boolean;
    };
}

export type PageContext = Context<PageEnvironment>;
