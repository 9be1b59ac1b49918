import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { textOfCard } from '../adapters/feishu/texts.ts';
import { temporaryFolder } from '../contracts/temporary-folder.ts';
import type { FakeMessage } from '../fakes/fake-feishu/index.ts';
import { press } from '../fakes/fake-feishu/press.ts';
import { runScript } from '../scripts/run-script.ts';
import { answerTo, newFeishu, startWithFeishu } from './start-with-feishu.ts';

const EDITOR = 'ou_editor';

it('npm start: an issue is pushed, mended, published, asked about, corrected and withdrawn, and what was said follows', {
  timeout: 120_000,
}, async () => {
  const feishu = await newFeishu();
  const dataDir = temporaryFolder();
  const node = await startWithFeishu(feishu, 'websocket', dataDir, { EDITORS: EDITOR });
  const chat = feishu.world.openChat({ kind: 'p2p', members: [EDITOR] });
  const group = feishu.world.openChat();
  const show = ({ content }: FakeMessage): string => textOfCard(content);
  const click = (card: FakeMessage, text: string, filled = {}) =>
    feishu.click(card, { from: EDITOR, action: press(card, text, filled) });
  async function push(name: string, bytes: Uint8Array): Promise<FakeMessage> {
    const { message, event } = feishu.sayFile({ chat, from: EDITOR, name, bytes });
    await feishu.deliver(event);
    return feishu.world.until(() => feishu.world.repliesTo(message.id)[0]);
  }

  const docx = readFileSync('test/fixtures/formats/docx/npm-headings-by-style.docx');
  const preview = await push('简报.docx', docx);
  expect(show(preview)).toContain('待发布：《云川组工信息》2024年第21期');
  const began = performance.now();
  expect((await click(preview, '发布', { number: '22' })).toast?.content).toBe('已发布，现在就可以提问');
  const answered = await answerTo(feishu, group, '青禾县配备专职网格员多少名？');
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(show(answered)).toContain('730名');
  expect(show(preview)).toContain('《云川组工信息》2024年第22期已发布，2篇，可在此撤回');

  const issueFile = `${dataDir}/bulletins/2024/云川组工信息-2024-22.md`;
  const corrected = readFileSync(issueFile, 'utf8').replace('730名', '703名');
  const second = await push('更正.md', new TextEncoder().encode(corrected));
  expect(show(second)).toMatch(/－ .*730名[\s\S]*＋ .*703名/u);
  await click(second, '发布');
  await feishu.world.until(() => show(answered).includes('已更正'));
  expect(show(await answerTo(feishu, group, '青禾县配备专职网格员多少名？'))).toContain('703名');

  const { message } = await feishu.tell({ chat, from: EDITOR, text: '撤回 2024年第22期' });
  const form = await feishu.world.until(() => feishu.world.repliesTo(message.id)[0]);
  await click(form, '确认', { withdrawal_reason: '数字有误' });
  await feishu.world.until(() => show(answered).includes('撤回'));
  expect(show(await answerTo(feishu, group, '青禾县配备专职网格员多少名？'))).not.toMatch(/7[03]{2}名/u);
  expect(node.errors()).toBe('');
  expect(await node.stop()).toBe(0);

  const audit = await runScript('audit', ['--json'], { DATA_DIR: dataDir });
  for (const act of ['published', 'corrected', 'withdrawn']) expect(audit.stdout).toContain(`"${act}"`);
});
