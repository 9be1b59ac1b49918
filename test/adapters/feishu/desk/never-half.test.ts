import { expect, it } from 'vitest';
import { prepareDataDir } from '../../../../src/adapters/stores/data-dir.ts';
import { createFileIssueStore } from '../../../../src/adapters/stores/files.ts';
import { createFileHeldStore } from '../../../../src/adapters/stores/held-files.ts';
import { openLiveLibrary } from '../../../../src/entry/live-library.ts';
import { openPublishing } from '../../../../src/entry/publishing.ts';
import { temporaryFolder } from '../../../contracts/temporary-folder.ts';
import { july, june } from '../real-library.ts';
import { createLog } from '../start-bot.ts';

/** So often the same issue is corrected while people ask. */
const VERSIONS = 12;
const ASKING_AT_ONCE = 4;

it('whoever asks while an issue is replaced is answered from the old one or the new one', {
  timeout: 60_000,
}, async () => {
  const dataDir = temporaryFolder();
  const { log, logged } = createLog();
  await prepareDataDir(dataDir);
  const store = createFileIssueStore({ dataDir });
  for (const issue of [june(), july()]) await store.write(issue);
  const library = await openLiveLibrary({ dataDir, store, publicUrl: 'http://pages.example', log });
  const { changes } = await openPublishing({
    dataDir,
    store,
    library,
    held: createFileHeldStore({ dataDir }),
    onChange: async () => undefined,
    clock: { now: Date.now },
    log,
  });
  const withHouses = (houses: number) => {
    const issue = june();
    const [first, ...others] = issue.articles;
    const paragraphs = first!.paragraphs.map((text) => text.replace('240套', `${houses}套`));
    return { ...issue, articles: [{ ...first!, paragraphs }, ...others] };
  };

  let published = 0;
  const seen: string[] = [];
  async function ask(): Promise<void> {
    while (published < VERSIONS) {
      const from = published;
      const answer = await library.ask({
        question: '柳溪县建成人才公寓多少套？',
        asOf: '2024-05-01',
        viewer: { kind: 'everything' },
      });
      const text = answer.excerpts[0]?.text ?? `${answer.kind}`;
      const figure = Number(/(\d+)套/u.exec(text)?.[1] ?? Number.NaN);
      // What was there when the question was asked, or what came while it was answered.
      const may = [240, ...Array.from({ length: VERSIONS }, (_, i) => 1_000 + i)].slice(from, published + 2);
      if (!may.includes(figure)) seen.push(`${from} to ${published}: ${text}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  const asking = Array.from({ length: ASKING_AT_ONCE }, ask);
  for (let i = 0; i < VERSIONS; i++) {
    const issue = withHouses(1_000 + i);
    const result = await changes.publish(issue, { over: { version: i + 1 }, by: 'ou_editor', file: null });
    expect(result.status).toBe('done');
    published = i + 1;
  }
  await Promise.all(asking);
  library.close();
  expect(seen).toEqual([]);
  expect(logged.filter((line) => !line.startsWith('info'))).toEqual([]);
});
