import { createFeishuCalls } from '../../../src/adapters/feishu/calls.ts';
import { createFeishuMembership } from '../../../src/adapters/feishu/chat-members.ts';
import { createFeishuLogin } from '../../../src/adapters/feishu/login.ts';
import type { LoginOptions } from '../../../src/adapters/web/options.ts';
import { createFakeFeishu, type FakeFeishu, HOME_TENANT } from '../../fakes/fake-feishu/index.ts';

/** Someone of the organisation the app belongs to. */
export const cadre = { id: 'ou_1', name: '陈晓', tenant: HOME_TENANT };

/** Logging in by a fake Feishu, where `cadre` is at the browser. The caller closes it. */
export async function sampleLogin(now: () => number): Promise<{ feishu: FakeFeishu; login: LoginOptions }> {
  const feishu = await createFakeFeishu({ now });
  feishu.visitor = cadre;
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const clock = { now, correct: () => undefined };
  const app = { ...feishu.credentials, domain: feishu.url };
  const tuning = { retryAfterMs: 10, patienceMs: 100 };
  const calls = createFeishuCalls({ ...app, clock, log, tuning });
  const membership = createFeishuMembership({ calls, clock, log });
  const platform = createFeishuLogin({ ...app, calls, membership });
  return { feishu, login: { platform, sessionSecret: 'a secret of the test' } };
}
