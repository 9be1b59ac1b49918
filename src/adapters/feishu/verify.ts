/**
 * Feishu's envelope around webhook requests: signature and encryption, over the bytes as they came. WebCrypto only, so
 * that it runs on Node and Workers alike.
 * https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/encrypt-key-encryption-configuration-case
 */
export interface Keys {
  encryptKey: string;
  verificationToken: string;
}

export type Opened =
  | { kind: 'challenge'; challenge: string }
  | { kind: 'event'; envelope: unknown }
  /** `why` is for the log and holds nothing of the request. */
  | { kind: 'refused'; why: 'signature' | 'plain text' | 'cipher' | 'json' | 'token' };

const encoder = new TextEncoder();

/**
 * Opens one request. Only the challenge of the console may come without a signature, and even that must be encrypted
 * and know the verification token. NOTE: the age of the timestamp is not checked, because a retry may come 7 hours
 * later and nothing says it is signed anew; replays are stopped by the ids of messages and events.
 */
export async function openRequest(headers: Headers, raw: Uint8Array, keys: Keys): Promise<Opened> {
  const signed = await isSigned(headers, raw, keys.encryptKey);
  const outer = parse(raw);
  if (outer === undefined) return { kind: 'refused', why: 'json' };
  const sealed = (outer as { encrypt?: unknown } | null)?.encrypt;
  if (typeof sealed !== 'string') return { kind: 'refused', why: 'plain text' };
  const plain = await decrypt(keys.encryptKey, sealed).catch(() => null);
  const envelope = plain && parse(plain);
  if (!envelope) return { kind: 'refused', why: 'cipher' };

  const body = envelope as {
    header?: { token?: unknown };
    token?: unknown;
    type?: unknown;
    challenge?: unknown;
  };
  const token = body.header?.token ?? body.token;
  const tokenFits = typeof token === 'string' && (await isSame(token, keys.verificationToken));
  if (!tokenFits) return { kind: 'refused', why: 'token' };
  if (body.type === 'url_verification') return { kind: 'challenge', challenge: String(body.challenge ?? '') };
  return signed ? { kind: 'event', envelope } : { kind: 'refused', why: 'signature' };
}

async function isSigned(headers: Headers, raw: Uint8Array, encryptKey: string): Promise<boolean> {
  const timestamp = headers.get('x-lark-request-timestamp') ?? '';
  const nonce = headers.get('x-lark-request-nonce') ?? '';
  const head = encoder.encode(timestamp + nonce + encryptKey);
  const all = new Uint8Array(head.length + raw.length);
  all.set(head);
  all.set(raw, head.length);
  const digest = [...new Uint8Array(await crypto.subtle.digest('SHA-256', all))];
  const expected = digest.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return isSame(headers.get('x-lark-signature') ?? '', expected);
}

/** Takes the same time wherever the two differ: what is compared are their digests. */
async function isSame(given: string, expected: string): Promise<boolean> {
  const [a, b] = await Promise.all(
    [given, expected].map(
      async (text) => new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text))),
    ),
  );
  let difference = 0;
  for (let i = 0; i < 32; i++) difference |= (a?.[i] ?? 0) ^ (b?.[i] ?? 1);
  return difference === 0;
}

async function decrypt(encryptKey: string, sealed: string): Promise<Uint8Array> {
  const bytes = Uint8Array.from(atob(sealed), (character) => character.charCodeAt(0));
  const digest = await crypto.subtle.digest('SHA-256', encoder.encode(encryptKey));
  const key = await crypto.subtle.importKey('raw', digest, 'AES-CBC', false, ['decrypt']);
  const iv = bytes.slice(0, 16);
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv }, key, bytes.slice(16)));
}

/** undefined for what is no UTF-8 or no JSON. */
function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
