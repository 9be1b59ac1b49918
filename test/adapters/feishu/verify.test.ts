import { describe, expect, it } from 'vitest';
import { openRequest } from '../../../src/adapters/feishu/verify.ts';
import { encrypt, signature } from '../../fakes/fake-feishu/crypto.ts';

const keys = { encryptKey: 'kE9mV2xQ7wB4nT6y', verificationToken: 'vtok_123' };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const open = (raw: string | Uint8Array, headers: Record<string, string> = {}) =>
  openRequest(new Headers(headers), typeof raw === 'string' ? bytes(raw) : raw, keys);
const sealed = (plain: string, key = keys.encryptKey): string =>
  JSON.stringify({ encrypt: encrypt(key, plain) });
const event = (token: string): string =>
  JSON.stringify({ schema: '2.0', header: { token, event_id: 'ev' }, event: {} });

describe('openRequest()', () => {
  // Published by Feishu: https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/encrypt-key-encryption-configuration-case
  it('decrypts what Feishu encrypted', async () => {
    const raw = '{"encrypt":"P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk="}';
    const opened = await openRequest(new Headers(), bytes(raw), { ...keys, encryptKey: 'test key' });
    // "hello world" is no JSON, but it came out whole: a wrong key gives the same refusal for another reason.
    expect(opened).toEqual({ kind: 'refused', why: 'cipher' });
  });

  it('opens a challenge without a signature when it knows the token', async () => {
    const raw =
      '{"encrypt":"AAECAwQFBgcICQoLDA0ODxOztQyJEfpmM06ywp56Hvvavfgly3yMKxfaTUAYhKVSpZ1ZwIXyaORinOl/4a/7mRPgIlLNMSzb5zr4N3H3mkwunDWiK43NQGHU3y93n9LG"}';
    expect(await open(raw)).toEqual({ kind: 'challenge', challenge: 'ajls384kdjxxxx' });
  });

  it('opens a signed event and checks the signature over the bytes as they came', async () => {
    const raw = `  ${sealed(event('vtok_123')).replace(':', ' :  ')}\n`;
    const headers = signature(keys.encryptKey, raw);
    expect(await open(raw, headers)).toMatchObject({
      kind: 'event',
      envelope: { header: { event_id: 'ev' } },
    });
    expect(await open(raw.trim(), headers)).toEqual({ kind: 'refused', why: 'signature' });
  });

  const good = sealed(event('vtok_123'));
  it.each([
    ['no signature', good, {}, 'signature'],
    ['an empty signature', good, { 'x-lark-signature': '' }, 'signature'],
    ['a signature under another key', good, signature('another key', good), 'signature'],
    [
      'a signature with another nonce',
      good,
      { ...signature(keys.encryptKey, good), 'x-lark-request-nonce': 'other' },
      'signature',
    ],
    ['a wrong token', sealed(event('wrong')), null, 'token'],
    ['no token', sealed('{"event":{}}'), null, 'token'],
    [
      'a challenge with a wrong token',
      sealed('{"type":"url_verification","challenge":"x","token":"no"}'),
      null,
      'token',
    ],
    ['a plain event', event('vtok_123'), null, 'plain text'],
    ['an event encrypted under another key', sealed(event('vtok_123'), 'another key'), null, 'cipher'],
    ['wrong base64', '{"encrypt":"***"}', null, 'cipher'],
    ['truncated ciphertext', good.slice(0, -10).concat('"}'), null, 'cipher'],
    ['an empty ciphertext', '{"encrypt":""}', null, 'cipher'],
    ['ciphertext of no JSON', sealed('hello'), null, 'cipher'],
    ['encrypted null', sealed('null'), null, 'cipher'],
    ['no JSON', '{"encrypt":', null, 'json'],
    ['an empty body', '', null, 'json'],
    ['JSON null', 'null', null, 'plain text'],
    ['an array', '[]', null, 'plain text'],
  ])('refuses %s', async (_, raw, headers, why) => {
    expect(await open(raw, headers ?? signature(keys.encryptKey, raw))).toEqual({ kind: 'refused', why });
  });

  it('refuses bytes that are no UTF-8, signed or not', async () => {
    const raw = Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]);
    expect(await open(raw, signature(keys.encryptKey, raw))).toEqual({ kind: 'refused', why: 'json' });
  });
});
