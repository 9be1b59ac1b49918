import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { ConfigError } from '../core/errors.ts';
import { starting } from '../core/wording.ts';

export type Fetch = (request: Request, env: object) => Response | Promise<Response>;

interface HttpServer {
  /** Where people on this machine reach it, without a final slash. */
  localUrl: string;
  /** Takes no new connections and resolves when the last request is answered, after 5 s at most. */
  close(): Promise<void>;
}

/** How long a request may take to arrive, and what is looked for how often. Pages are asked for in one packet. */
const TIMEOUTS = {
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 10_000,
  connectionsCheckingInterval: 5_000,
};
/** More people than an office has at once; one machine cannot take all of the program's files. */
const MOST_CONNECTIONS = 1_000;

/** Listens on `host` and `port`. @throws ConfigError when that is not possible, saying what to change */
export async function listen(
  fetch: Fetch,
  { host, port }: { host: string; port: number },
  timeouts = TIMEOUTS,
): Promise<HttpServer> {
  const server: ServerType = await new Promise((resolve, reject) => {
    const attempt = serve({ fetch, hostname: host, port, serverOptions: timeouts }, () => resolve(attempt));
    attempt.maxConnections = MOST_CONNECTIONS;
    attempt.once('error', (error: NodeJS.ErrnoException) => {
      reject(new ConfigError(starting.cannotListen(host, port, error.code ?? ''), { cause: error }));
    });
  });
  return {
    localUrl: localUrl(host, (server.address() as AddressInfo).port),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 5_000).unref();
      }),
  };
}

/** The address for a browser on this machine; one that listens everywhere is reached over loopback. */
export function localUrl(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
