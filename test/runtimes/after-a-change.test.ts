import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createFileAudit } from '../../src/adapters/stores/audit.ts';
import { EDITOR, press } from '../adapters/feishu/desk/start-desk.ts';
import { textOfCard } from '../adapters/feishu/texts.ts';
import { temporaryFolder } from '../contracts/temporary-folder.ts';
import type { FakeChat, FakeFeishu, FakeMessage } from '../fakes/fake-feishu/index.ts';
import { runScript } from '../scripts/run-script.ts';
import { answerTo, newFeishu, startWithFeishu } from './start-with-feishu.ts';

const issueText = (houses: number, number = 6): string => `云川组工信息
第${number}期
中共云川市委组织部编　　2024年3月6日

柳溪县建好人才公寓“柳溪青居”
柳溪县委组织部

柳溪县建成人才公寓“柳溪青居”${houses}套，入住青年人才417名，租金按市场价的六成收取，由县人才服务中心统一管理。
`;

/** A time zone where it is noon now, so that nobody has to be let sleep. */
function noonZone(): string {
  const ahead = 12 - new Date().getUTCHours();
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

async function publish(feishu: FakeFeishu, chat: FakeChat, text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  const { message, event } = feishu.sayFile({ chat, from: EDITOR, name: '简报.txt', bytes });
  await feishu.deliver(event);
  const card = await feishu.world.until(() => feishu.world.repliesTo(message.id)[0]);
  await feishu.click(card, { from: EDITOR, action: press(card, '发布') });
}

it('npm start tells subscribers, keeps what was said true, also after kill -9, and writes down who did what', {
  timeout: 120_000,
}, async () => {
  const feishu = await newFeishu();
  const dataDir = temporaryFolder();
  const env = { EDITORS: EDITOR, TIME_ZONE: noonZone() };
  const desk = feishu.world.openChat({ kind: 'p2p', members: [EDITOR] });
  const group = feishu.world.openChat();
  const digests = (): FakeMessage[] => feishu.world.fromBot(group).filter(({ parent }) => parent === null);
  let node = await startWithFeishu(feishu, 'websocket', dataDir, env);

  await answerTo(feishu, group, '订阅 人才');
  await publish(feishu, desk, issueText(240));
  const digest = await feishu.world.until(() => digests()[0]);
  expect(textOfCard(digest.content)).toContain('柳溪县建好人才公寓');
  const answer = await answerTo(feishu, group, '柳溪青居有多少套？');
  expect(textOfCard(answer.content)).toContain('240套');

  await publish(feishu, desk, issueText(204));
  await feishu.world.until(() => textOfCard(answer.content).includes('该摘录所在文章已更正'));
  expect(textOfCard(answer.content)).toContain('204套');
  await feishu.world.until(() => textOfCard(digest.content).includes('已更正'));
  expect(textOfCard(digest.content)).not.toContain('240套');

  // Another program changes the library while the bot is dead.
  const exited = once(node.child, 'exit');
  node.child.kill('SIGKILL');
  await exited;
  await mkdir(join(dataDir, 'in'));
  const path = join(dataDir, 'in', '简报.txt');
  await writeFile(path, issueText(198));
  expect((await runScript('import', [path, '--force'], { DATA_DIR: dataDir })).code).toBe(0);
  node = await startWithFeishu(feishu, 'websocket', dataDir, env);
  await feishu.world.until(() => textOfCard(answer.content).includes('198套'));

  const form = await answerTo(feishu, desk, '撤回 第6期', EDITOR);
  const action = press(form, '确认', { withdrawal_reason: '数字有误' });
  await feishu.click(form, { from: EDITOR, action });
  await feishu.world.until(() => textOfCard(answer.content).includes('该摘录所在文章已撤回'));
  expect(textOfCard(answer.content)).not.toMatch(/\d+套，入住/);
  await feishu.world.until(() => textOfCard(digest.content).includes('已撤回'));
  expect(digests()).toHaveLength(1);
  expect(await node.stop()).toBe(0);

  const { entries, tampered } = await createFileAudit({ dataDir }).read();
  expect(tampered).toBeNull();
  expect(entries.map(({ act, by, issue }) => [act, by.replace(/ \(.*/, ''), issue?.from, issue?.to])).toEqual(
    [
      ['published', EDITOR, null, 1],
      ['corrected', EDITOR, 1, 2],
      ['corrected', 'npm run import', 2, 3],
      ['withdrawn', EDITOR, 3, 4],
    ],
  );
  expect(entries.at(-1)?.detail).toBe('数字有误');
});
