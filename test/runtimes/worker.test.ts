import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOfCard } from '../adapters/feishu/texts.ts';
import { answerTo, newFeishu } from './start-with-feishu.ts';
import { buildWorker, startWorker } from './start-worker.ts';
import { fillDatabase } from './worker-library.ts';

const QUESTION = '云岫县的人才公寓有多少套';

describe('the Worker', () => {
  let built: ReturnType<typeof buildWorker>;
  beforeAll(() => {
    built = buildWorker();
  });
  afterAll(() => built.remove());

  it('answers a question asked in a group', async () => {
    const feishu = await newFeishu();
    const worker = await startWorker(built.folder, { feishu });
    await fillDatabase(worker.database);
    const t = performance.now();
    try {
      const answer = await answerTo(feishu, feishu.world.openChat(), QUESTION);
      console.log('answered', performance.now() - t);
      expect(textOfCard(answer.content)).toContain('岫里安居');
    } finally {
      console.log(worker.output());
    }
  });
});
