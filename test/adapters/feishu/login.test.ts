import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { FeishuCalls } from '../../../src/adapters/feishu/calls.ts';
import { createFeishuMembership } from '../../../src/adapters/feishu/chat-members.ts';
import { createFeishuLogin } from '../../../src/adapters/feishu/login.ts';
import { PlatformError, PlatformUnreachableError } from '../../../src/core/errors.ts';
import type { LoginPlatform } from '../../../src/core/ports.ts';
import { createFakeFeishu, type FakeFeishu, HOME_TENANT } from '../../fakes/fake-feishu/index.ts';
import { callsTo, createLog } from './start-bot.ts';

const person = { id: 'ou_1', name: '陈晓', tenant: HOME_TENANT };
const redirectUri = 'http://pages.example/oauth/callback';
/** The pair printed in RFC 7636, appendix B. */
const codeVerifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const codeChallenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const MINUTE = 60_000;

let feishu: FakeFeishu;
let calls: FeishuCalls;
let login: LoginPlatform;
let logged: string[];
let now: number;
beforeEach(async () => {
  now = Date.UTC(2026, 10, 22);
  feishu = await createFakeFeishu({ now: () => now });
  feishu.visitor = person;
  const { log, ...kept } = createLog();
  logged = kept.logged;
  const clock = { now: () => now, correct: () => undefined };
  const app = { ...feishu.credentials, domain: feishu.url };
  calls = callsTo(feishu, clock, log);
  login = createFeishuLogin({ ...app, calls, membership: createFeishuMembership({ calls, clock, log }) });
});
afterEach(() => feishu.close());

/** Where the platform sends the browser back to. */
async function agree(): Promise<URL> {
  const away = login.authorizeUrl({ redirectUri, state: 'a&b', codeChallenge });
  return new URL((await fetch(away, { redirect: 'manual' })).headers.get('location')!);
}
const newCode = async (): Promise<string> => (await agree()).searchParams.get('code')!;

describe('authorizeUrl()', () => {
  it.each([
    ['feishu', 'https://accounts.feishu.cn'],
    ['lark', 'https://accounts.larksuite.com'],
    ['https://feishu.example.org', 'https://feishu.example.org'],
  ])('of %s is on %s', (domain, origin) => {
    const platform = createFeishuLogin({
      ...feishu.credentials,
      domain,
      calls,
      membership: login,
    });
    const url = new URL(platform.authorizeUrl({ redirectUri, state: 's', codeChallenge }));
    expect([url.origin, url.pathname]).toEqual([origin, '/open-apis/authen/v1/authorize']);
  });

  it('brings the browser back with the state and a code', async () => {
    const back = await agree();
    expect(`${back.origin}${back.pathname}`).toBe(redirectUri);
    expect(back.searchParams.get('state')).toBe('a&b');
    expect(back.searchParams.get('code')).toBeTruthy();
  });
});

describe('redeem()', () => {
  it('says who came', async () => {
    expect(await login.redeem(await newCode(), { redirectUri, codeVerifier })).toEqual(person);
  });

  it.each<[string, number, (code: string) => Promise<unknown>]>([
    ['that was never given', 20003, () => login.redeem('code_9', { redirectUri, codeVerifier })],
    [
      'with the verifier of someone else',
      20049,
      (code) => login.redeem(code, { redirectUri, codeVerifier: 'x'.repeat(43) }),
    ],
    [
      'given for another address',
      20071,
      (code) => login.redeem(code, { redirectUri: 'http://pages.example/', codeVerifier }),
    ],
    [
      'a second time',
      20065,
      async (code) => {
        await login.redeem(code, { redirectUri, codeVerifier });
        return login.redeem(code, { redirectUri, codeVerifier });
      },
    ],
    [
      'after five minutes',
      20004,
      async (code) => {
        now += 5 * MINUTE;
        return login.redeem(code, { redirectUri, codeVerifier });
      },
    ],
  ])('refuses a code %s', async (_, code, attempt) => {
    const refusal = attempt(await newCode());
    await expect(refusal).rejects.toThrow(PlatformError);
    await expect(refusal).rejects.toMatchObject({ code });
    await expect(refusal).rejects.not.toThrow(/secret|code_\d|dBjft/);
  });

  it('refuses a person whose token is no longer taken, although the status is 200', async () => {
    feishu.faults.add({
      on: 'GET /open-apis/authen/v1/user_info',
      fault: { kind: 'code', code: 20005, status: 200 },
    });
    await expect(login.redeem(await newCode(), { redirectUri, codeVerifier })).rejects.toMatchObject({
      code: 20005,
    });
  });

  it.each(['POST /open-apis/authen/v2/oauth/token', 'GET /open-apis/authen/v1/user_info'])(
    'tells a platform that is away from one that says no, at %s',
    async (on) => {
      feishu.faults.add({ on, fault: { kind: 'status', status: 502 } });
      await expect(login.redeem(await newCode(), { redirectUri, codeVerifier })).rejects.toThrow(
        PlatformUnreachableError,
      );
    },
  );

  it('takes nobody whose organisation is not told', async () => {
    feishu.visitor = { ...person, tenant: '' };
    await expect(login.redeem(await newCode(), { redirectUri, codeVerifier })).rejects.toThrow(
      PlatformUnreachableError,
    );
  });
});

describe('homeTenant()', () => {
  it('is asked once', async () => {
    expect([await login.homeTenant(), await login.homeTenant()]).toEqual([HOME_TENANT, HOME_TENANT]);
    expect(feishu.calls.filter((call) => call.includes('/tenant/v2/'))).toHaveLength(1);
  });

  it('names the scope that is missing, and is asked again once it is granted', async () => {
    feishu.scopes.delete('tenant:tenant:readonly');
    await expect(login.homeTenant()).rejects.toThrow(/99991672.*q=tenant:tenant:readonly/);
    feishu.scopes.add('tenant:tenant:readonly');
    expect(await login.homeTenant()).toBe(HOME_TENANT);
  });
});

describe('chatsOf()', () => {
  const asked = (): number => feishu.calls.filter((call) => call.endsWith('/members')).length;

  it('finds a person in chats of any size, and only there', async () => {
    const crowd = Array.from({ length: 250 }, (_, i) => `ou_crowd_${i}`);
    const [large, small, other] = [[...crowd, person.id], [person.id], crowd].map(
      (members) => feishu.world.openChat({ members }).id,
    ) as [string, string, string];
    expect(await login.chatsOf(person.id, [large, other, small])).toEqual([large, small]);
  });

  it('asks each chat once in five minutes, however many want to know', async () => {
    const chat = feishu.world.openChat({ members: [person.id] });
    await Promise.all(['ou_2', person.id, 'ou_3'].map((one) => login.chatsOf(one, [chat.id])));
    chat.members.delete(person.id);
    now += 5 * MINUTE - 1;
    expect(await login.chatsOf(person.id, [chat.id])).toEqual([chat.id]);
    expect(asked()).toBe(1);
    now += 1;
    expect(await login.chatsOf(person.id, [chat.id])).toEqual([]);
    expect(asked()).toBe(2);
  });

  it('has nobody in a chat the bot has left, keeps the others, and looks again after half a minute', async () => {
    const left = feishu.world.openChat({ members: [person.id], botIsMember: false });
    const other = feishu.world.openChat({ members: [person.id] });
    expect(await login.chatsOf(person.id, [left.id, other.id])).toEqual([other.id]);
    expect(logged.join()).toContain('232011');
    left.botIsMember = true;
    now += MINUTE / 2;
    expect(await login.chatsOf(person.id, [left.id, other.id])).toEqual([left.id, other.id]);
  });

  it('asks about many chats at once within the limits of the platform', async () => {
    const other = await createFakeFeishu();
    onTestFinished(() => other.close());
    const { log } = createLog();
    const clock = { now: Date.now, correct: () => undefined };
    const membership = createFeishuMembership({ calls: callsTo(other, clock, log), clock, log });
    const chats = Array.from({ length: 55 }, () => other.world.openChat({ members: [person.id] }).id);
    expect(await membership.chatsOf(person.id, chats)).toEqual(chats);
    expect(other.rates.breaches).toEqual([]);
  });

  it('has nobody in a chat whose id would be another request', async () => {
    expect(await login.chatsOf(person.id, ['oc_1/../../x'])).toEqual([]);
    expect(asked()).toBe(0);
  });

  it.each([99991400, 230020, 99991663])('says so when Feishu cannot tell now (code %i)', async (code) => {
    const chat = feishu.world.openChat({ members: [person.id] });
    feishu.faults.add({ on: 'GET /open-apis/im/v1/chats/', fault: { kind: 'code', code } });
    await expect(login.chatsOf(person.id, [chat.id])).rejects.toMatchObject({ code });
  });

  it('asks again while Feishu says that there are too many calls', async () => {
    const chat = feishu.world.openChat({ members: [person.id] });
    feishu.faults.add({
      on: 'GET /open-apis/im/v1/chats/',
      fault: { kind: 'code', code: 99991400 },
      times: 1,
    });
    expect(await login.chatsOf(person.id, [chat.id])).toEqual([chat.id]);
  });

  it('says so when no answer comes', async () => {
    const chat = feishu.world.openChat({ members: [person.id] });
    feishu.faults.add({ on: 'GET /open-apis/im/v1/chats/', fault: { kind: 'reset' } });
    await expect(login.chatsOf(person.id, [chat.id])).rejects.toThrow(PlatformUnreachableError);
  });
});
