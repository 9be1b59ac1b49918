import * as lark from '@larksuiteoapi/node-sdk';
import axios from 'axios';
import { ConfigError } from '../../core/errors.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { feishuSetup } from '../../core/wording.ts';
import { baseUrl } from './client.ts';
import type { Intake } from './intake.ts';
import { createSdkLogger, silentSdkLogger } from './sdk-logger.ts';

export interface LongConnectionOptions {
  appId: string;
  appSecret: string;
  domain: string;
  intake: Intake;
  clock: Clock;
  log: Log;
  /** Seconds after a ping without a sign of life before the socket is taken for dead. */
  pingTimeoutSeconds?: number;
  /** First wait after a refusal that the SDK gives up on; doubles up to five minutes. */
  restartAfterMs?: number;
}

export interface LongConnectionStatus {
  state: 'idle' | 'connecting' | 'connected' | 'reconnecting' | 'failed';
  /** Milliseconds since 1970; null when there was none yet. */
  lastPong: number | null;
  lastEvent: number | null;
  /** Times the connection came up. */
  connections: number;
  /** Why the platform last refused the connection; null once it is up. */
  refusal: string | null;
}

export interface LongConnection {
  start(): void;
  /** Stops at once. Events that are still being taken are not acknowledged: stop the intake first. */
  close(): void;
  status(): LongConnectionStatus;
}

/**
 * Receives events over Feishu's long connection, through the same intake as the webhook. What the SDK takes for final
 * (system busy, too many connections, wrong secret: it stops for ever) is tried again with growing waits.
 * @throws ConfigError for an app id the SDK would refuse without a word.
 */
export function createLongConnection(options: LongConnectionOptions): LongConnection {
  const { appId, appSecret, intake, clock, log, pingTimeoutSeconds = 20, restartAfterMs = 2000 } = options;
  if (!/^cli_[0-9a-fA-F]{16}$/.test(appId)) throw new ConfigError(feishuSetup.badAppId);

  let lastPong: number | null = null;
  let lastEvent: number | null = null;
  let connections = 0;
  let refusal: string | null = null;
  let refusals = 0;
  let restart: NodeJS.Timeout | undefined;

  const onUp = (): void => {
    connections++;
    refusals = 0;
    refusal = null;
    log.info({ connections }, 'long connection is up');
  };

  const client = new lark.WSClient({
    appId,
    appSecret,
    domain: baseUrl(options.domain),
    httpInstance: endpointHttp() as unknown as lark.HttpInstance,
    logger: createSdkLogger(log, () => {
      lastPong = clock.now();
    }),
    // Only so that it tells of pongs; the logger drops the rest.
    loggerLevel: lark.LoggerLevel.trace,
    handshakeTimeoutMs: 10_000,
    // Shorter than the 120 s between pings: each ping arms it anew.
    wsConfig: { pingTimeout: pingTimeoutSeconds },
    onReady: onUp,
    onReconnected: onUp,
    onReconnecting: () => log.warn({}, 'long connection is down, connecting again'),
    onError(error) {
      refusal = error.message;
      const waitMs = Math.min(restartAfterMs * 2 ** refusals++, 300_000);
      log.error({ waitMs }, `long connection was refused: ${error.message}`);
      restart = setTimeout(start, waitMs);
    },
  });

  /** Every event comes here as it is: the SDK's own dispatcher flattens envelopes and mixes up their tokens. */
  class IntakeDispatcher extends lark.EventDispatcher {
    override async invoke(envelope: unknown): Promise<unknown> {
      lastEvent = clock.now();
      return intake(envelope);
    }
  }

  function start(): void {
    void client.start({ eventDispatcher: new IntakeDispatcher({ logger: silentSdkLogger }) });
  }

  return {
    start,
    close() {
      clearTimeout(restart);
      client.close({ force: true });
    },
    status() {
      const { state } = client.getConnectionStatus();
      return { state, lastPong, lastEvent, connections, refusal };
    },
  };
}

/** Asks where to connect. Errors lose their request, which holds the app secret: the SDK logs their message. */
function endpointHttp(): ReturnType<typeof axios.create> {
  const http = axios.create({ timeout: 15_000, maxRedirects: 0 });
  http.interceptors.response.use(
    (response) => response.data,
    (error: Error) => {
      throw new Error(error.message);
    },
  );
  return http;
}
