import type { Context } from 'hono';
import type { SecureHeadersVariables } from 'hono/secure-headers';
import type { Viewer } from '../../core/bulletin.ts';

/** What the middlewares of the pages leave for the pages. */
export interface PageEnvironment {
  Variables: SecureHeadersVariables & {
    viewer: Viewer;
    /** The playground is open to this request. */
    mayPlay: boolean;
  };
}

export type PageContext = Context<PageEnvironment>;
