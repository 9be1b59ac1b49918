import {
  type CipherGCM,
  createCipheriv,
  createDecipheriv,
  type DecipherGCM,
  randomBytes,
  scrypt,
} from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';

/**
 * An encrypted backup: these 20 bytes, 16 bytes of salt, 12 bytes of nonce, the archive in AES-256-GCM, 16 bytes of tag.
 * The key is scrypt(BACKUP_KEY, salt, N = 2^15, r = 8, p = 1); the 48 bytes before the archive are authenticated, too.
 * Salt and nonce are new for every backup. One archive may have 64 GiB, the limit of GCM.
 */
export const MAGIC = Buffer.from('WENBAO-ENCRYPTED-1\r\n');
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
export const TAG_BYTES = 16;
export const HEADER_BYTES = MAGIC.length + SALT_BYTES + NONCE_BYTES;

const CIPHER = 'aes-256-gcm';

/** What goes in is the archive, what comes out the whole encrypted file. */
export async function createEncryption(key: string): Promise<Transform> {
  const salt = randomBytes(SALT_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const header = Buffer.concat([MAGIC, salt, nonce]);
  const cipher = createCipheriv(CIPHER, await derive(key, salt), nonce).setAAD(header);
  return new Encryption(cipher, header);
}

class Encryption extends Transform {
  readonly #cipher: CipherGCM;
  constructor(cipher: CipherGCM, header: Buffer) {
    super();
    this.#cipher = cipher;
    this.push(header);
  }
  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    done(null, this.#cipher.update(chunk));
  }
  override _flush(done: TransformCallback): void {
    this.push(this.#cipher.final());
    done(null, this.#cipher.getAuthTag());
  }
}

/**
 * Decrypts what stands between header and tag. Its stream fails at the end when key, header or any byte is not right: do
 * not act on what it gave before it has ended.
 */
export async function createDecryption(key: string, header: Buffer, tag: Buffer): Promise<DecipherGCM> {
  const salt = header.subarray(MAGIC.length, MAGIC.length + SALT_BYTES);
  const nonce = header.subarray(MAGIC.length + SALT_BYTES);
  const options = { authTagLength: TAG_BYTES };
  const decipher = createDecipheriv(CIPHER, await derive(key, salt), nonce, options);
  return decipher.setAAD(header).setAuthTag(tag);
}

function derive(key: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };
    scrypt(key.normalize('NFC'), salt, 32, cost, (error, derived) =>
      error ? reject(error) : resolve(derived),
    );
  });
}
