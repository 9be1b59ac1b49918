import { describe, expect, it } from 'vitest';
import { unstable_readConfig } from 'wrangler';
import { checkDeployment, type DeploymentConfig } from '../../../src/adapters/wrangler/check-deployment.ts';

const SECRETS = ['FEISHU_APP_SECRET', 'FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN', 'SESSION_SECRET'];
const shipped = unstable_readConfig({ config: 'wrangler.toml' }) as unknown as DeploymentConfig;
const complete: DeploymentConfig = {
  ...shipped,
  vars: { ...shipped.vars, FEISHU_APP_ID: 'cli_1', PUBLIC_URL: 'https://wenbao.example.org' },
  d1_databases: [{ ...shipped.d1_databases[0]!, database_id: '6f5e2c1a-0000-4000-8000-000000000001' }],
};

describe('checkDeployment()', () => {
  it('finds in wrangler.toml as it ships only what an administrator must fill in', () => {
    expect(checkDeployment(shipped, null)).toEqual([
      expect.stringContaining('npx wrangler d1 create wenbao'),
    ]);
    expect(checkDeployment(complete, SECRETS)).toEqual([]);
  });

  it.each([
    ['a database', { d1_databases: [] }, 'd1_databases'],
    ['a bucket', { r2_buckets: [] }, 'r2_buckets'],
    ['a queue', { queues: {} }, 'JOBS'],
    ['whoever works on the queue', { queues: { ...shipped.queues, consumers: [] } }, 'wenbao-jobs'],
    ['the webhook', { vars: { ...complete.vars, FEISHU_TRANSPORT: 'websocket' } }, 'webhook'],
    ['an address', { vars: { ...complete.vars, PUBLIC_URL: '' } }, 'PUBLIC_URL'],
    ['an app', { vars: { ...complete.vars, FEISHU_APP_ID: '' } }, 'FEISHU_APP_ID'],
  ])('names %s that is missing', (_, changes, mentions) => {
    expect(checkDeployment({ ...complete, ...changes }, SECRETS)).toEqual([
      expect.stringContaining(mentions),
    ]);
  });

  it.each(SECRETS)('wants %s as a secret, and not in the file', (name) => {
    const others = SECRETS.filter((other) => other !== name);
    expect(checkDeployment(complete, others)).toEqual([
      expect.stringContaining(`npx wrangler secret put ${name}`),
    ]);
    const inFile = { ...complete, vars: { ...complete.vars, [name]: 'hush-hush' } };
    const [problem] = checkDeployment(inFile, SECRETS);
    expect(problem).toContain(name);
    expect(problem).not.toContain('hush');
  });
});
