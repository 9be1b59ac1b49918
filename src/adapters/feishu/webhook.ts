import { ConfigError } from '../../core/errors.ts';
import type { Log } from '../../core/ports.ts';
import { feishuSetup } from '../../core/wording.ts';
import type { Intake } from './intake.ts';
import { type Keys, openRequest } from './verify.ts';

export interface WebhookOptions extends Keys {
  intake: Intake;
  log: Log;
  count(what: string): void;
  /** Default 1 MiB: the longest message, 150 KB, encrypted and in base64, is a quarter of that. */
  maxBodyBytes?: number;
}

/**
 * Answers `POST /feishu/events`: 200 once an event is kept (or a click answered), 401 for what Feishu did not sign, 413
 * for what is too big, 500 when an event could not be kept, so that Feishu sends it again.
 * @throws ConfigError without both keys: an open door is worse than none.
 */
export function createWebhook(options: WebhookOptions): (request: Request) => Promise<Response> {
  const { intake, log, count, maxBodyBytes = 1 << 20 } = options;
  if (!options.encryptKey || !options.verificationToken) throw new ConfigError(feishuSetup.webhookKeys);

  return async (request) => {
    const raw = await readBody(request, maxBodyBytes);
    // The rest of the body was not read, so the connection is of no further use.
    if (raw === null) return Response.json({}, { status: 413, headers: { connection: 'close' } });
    const opened = await openRequest(request.headers, raw, options);
    switch (opened.kind) {
      case 'refused':
        count(`webhook refused: ${opened.why}`);
        log.warn({ why: opened.why }, 'a webhook request was refused');
        return Response.json({}, { status: 401 });
      case 'challenge':
        return Response.json({ challenge: opened.challenge });
      case 'event':
        try {
          // A callback with an empty body is an error to the client (200672), so there is always an object.
          return Response.json((await intake(opened.envelope)) ?? {});
        } catch (error) {
          log.error({ err: error }, 'an event could not be kept; Feishu will send it again');
          return Response.json({}, { status: 500 });
        }
    }
  };
}

/** null when there are more than `limit` bytes; stops reading there. */
async function readBody(request: Request, limit: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return null;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > limit) return null;
    chunks.push(chunk);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
