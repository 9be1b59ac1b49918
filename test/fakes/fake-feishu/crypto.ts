import { createCipheriv, createHash, randomBytes } from 'node:crypto';

/** `{"encrypt": …}` as Feishu makes it: AES-256-CBC under the SHA-256 of the key, the IV in front, base64. */
export function encrypt(encryptKey: string, plain: string | Uint8Array, iv = randomBytes(16)): string {
  const key = createHash('sha256').update(encryptKey).digest();
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  return Buffer.concat([iv, cipher.update(plain), cipher.final()]).toString('base64');
}

/** The three headers of a signed request; `raw` is the body as it goes over the wire. */
export function signature(
  encryptKey: string,
  raw: string | Uint8Array,
  { timestamp = '1700000000', nonce = 'nonce123' } = {},
): Record<string, string> {
  const hash = createHash('sha256').update(timestamp + nonce + encryptKey);
  return {
    'x-lark-request-timestamp': timestamp,
    'x-lark-request-nonce': nonce,
    'x-lark-signature': hash.update(raw).digest('hex'),
  };
}
