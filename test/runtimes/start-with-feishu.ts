import { onTestFinished } from 'vitest';
import { environmentOf } from '../fakes/fake-feishu/environment.ts';
import {
  createFakeFeishu,
  type FakeChat,
  type FakeFeishu,
  type FakeMessage,
} from '../fakes/fake-feishu/index.ts';
import { type RunningNode, startNode } from './start-node.ts';

/** A fake Feishu that lasts as long as the test. */
export async function newFeishu(): Promise<FakeFeishu> {
  const feishu = await createFakeFeishu();
  onTestFinished(() => feishu.close());
  return feishu;
}

/** `npm start` with the credentials of `feishu`, ready for its events. */
export async function startWithFeishu(
  feishu: FakeFeishu,
  transport: 'webhook' | 'websocket',
  dataDir: string,
  env: Record<string, string> = {},
): Promise<RunningNode> {
  const node = await startNode({
    DATA_DIR: dataDir,
    ...environmentOf(feishu, transport),
    ...env,
  });
  feishu.webhookUrl = transport === 'webhook' ? `${node.url}/feishu/events` : null;
  if (transport === 'websocket') await feishu.longConnection.clientReady();
  return node;
}

/** What the bot says to a question in a chat. */
export async function answerTo(
  feishu: FakeFeishu,
  chat: FakeChat,
  text: string,
  from = 'ou_person',
): Promise<FakeMessage> {
  const { message } = await feishu.tell({ chat, text, from });
  return feishu.world.until(() => feishu.world.repliesTo(message.id)[0]);
}
