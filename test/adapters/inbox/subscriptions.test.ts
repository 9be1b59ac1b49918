import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSubscriptions } from '../../../src/adapters/inbox/subscriptions.ts';
import { subscriptionsContract } from '../../contracts/subscriptions.ts';
import { temporaryFolder } from '../../contracts/temporary-folder.ts';

describe('createSubscriptions()', () => {
  subscriptionsContract(
    () => createSubscriptions(join(temporaryFolder(), 'subscriptions.jsonl')),
    (subscriptions) => subscriptions.close(),
  );

  it('finds what was kept when opened again, also after a kill', async () => {
    const path = join(temporaryFolder(), 'state', 'subscriptions.jsonl');
    const subscriber = { kind: 'group', id: 'oc_1' } as const;
    for (const topic of ['人才', '桐城']) {
      const store = await createSubscriptions(path);
      await store.add({ subscriber, topic, since: 1 });
    }
    const store = await createSubscriptions(path);
    await store.remove(subscriber, '人才');
    expect((await (await createSubscriptions(path)).all()).map(({ topic }) => topic)).toEqual(['桐城']);
  });
});
