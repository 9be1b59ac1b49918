import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createFileIssueStore } from '../../src/adapters/stores/files.ts';
import { EDITOR, press } from '../adapters/feishu/desk/start-desk.ts';
import { textOfCard } from '../adapters/feishu/texts.ts';
import { temporaryFolder } from '../contracts/temporary-folder.ts';
import { runScript } from '../scripts/run-script.ts';
import type { RunningNode } from './start-node.ts';
import { answerTo, newFeishu, startWithFeishu } from './start-with-feishu.ts';

const issueText = (houses: number): Uint8Array =>
  new TextEncoder().encode(`云川组工信息
第6期
中共云川市委组织部编　　2024年3月6日

柳溪县建好人才公寓“柳溪青居”
柳溪县委组织部

柳溪县建成人才公寓“柳溪青居”${houses}套，入住青年人才417名，租金按市场价的六成收取，由县人才服务中心统一管理。
`);

/** When the bot is killed: as soon as this shows on its disk. */
type Moment = 'clicked' | 'noted' | 'written' | 'answered';
const MOMENTS: Moment[] = ['clicked', 'noted', 'written', 'noted', 'written', 'answered'];

it('kill -9 after 发布 leaves the old issue or the new one, and the draft can still be published', {
  timeout: 240_000,
}, async () => {
  const feishu = await newFeishu();
  const dataDir = temporaryFolder();
  const store = createFileIssueStore({ dataDir });
  const chat = feishu.world.openChat({ kind: 'p2p', members: [EDITOR] });
  const start = (): Promise<RunningNode> => startWithFeishu(feishu, 'webhook', dataDir, { EDITORS: EDITOR });
  const stored = async (): Promise<number> => {
    const issue = await store.read('云川组工信息-2024-06');
    const text = issue?.articles[0]?.paragraphs[0] ?? '';
    return issue === null ? 0 : Number(/(\d+)套，入住青年人才417名.*统一管理。$/u.exec(text)![1]);
  };
  const changes = join(dataDir, 'state', 'changes');
  const file = join(dataDir, 'bulletins', '2024', '云川组工信息-2024-06.md');
  let node = await start();

  const hasCome: Record<Moment, (houses: number) => boolean> = {
    clicked: () => true,
    noted: () => existsSync(changes) && readdirSync(changes).some((name) => name.endsWith('.json')),
    written: (houses) => existsSync(file) && readFileSync(file, 'utf8').includes(`${houses}套`),
    answered: () => false,
  };

  for (const [round, moment] of MOMENTS.entries()) {
    const [before, after] = [round === 0 ? 0 : 199 + round, 200 + round];
    const { message, event } = feishu.sayFile({
      chat,
      from: EDITOR,
      name: '简报.txt',
      bytes: issueText(after),
    });
    await feishu.deliver(event);
    const card = await feishu.world.until(() => feishu.world.repliesTo(message.id)[0]);
    const action = press(card, '发布');
    let isOver = false;
    const clicked = feishu
      .click(card, { from: EDITOR, action })
      .catch(() => null)
      .finally(() => {
        isOver = true;
      });
    while (!isOver && !hasCome[moment](after)) await new Promise((resolve) => setImmediate(resolve));
    const exited = once(node.child, 'exit');
    node.child.kill('SIGKILL');
    await exited;
    await clicked;

    expect([before, after]).toContain(await stored());
    if (moment === 'written' || moment === 'answered') expect(await stored()).toBe(after);
    node = await start();
    const found = await stored();
    const said = textOfCard((await answerTo(feishu, chat, '柳溪青居有多少套？')).content);
    if (found > 0) expect(said).toContain(`${found}套`);
    else expect(said).not.toContain('套，入住');

    const { toast } = await feishu.click(card, { from: EDITOR, action });
    expect(toast?.content).toMatch(/^(已发布，现在就可以提问|这份稿件已经发布过了)$/u);
    expect(await stored()).toBe(after);
    expect(textOfCard((await answerTo(feishu, chat, '柳溪青居有多少套？')).content)).toContain(`${after}套`);
    expect((await store.read('云川组工信息-2024-06'))?.version).toBe(round + 1);
    await feishu.world.until(() => !existsSync(changes) || readdirSync(changes).length === 0);
  }
  expect(await node.stop()).toBe(0);
  // Whoever listens heard of every change, also of those a kill came after.
  const audit = (await runScript('audit', ['--json'], { DATA_DIR: dataDir })).stdout;
  for (const [round] of MOMENTS.entries()) expect(audit).toMatch(new RegExp(`"to":\\s*${round + 1}\\b`));
});
