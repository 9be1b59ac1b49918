import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { FakeDocument } from '../../../fakes/fake-feishu/world.ts';
import { textOfCard } from '../texts.ts';
import { issueText } from './issue-text.ts';
import { ADMIN, type Desk, EDITOR, press, startDesk } from './start-desk.ts';

const TOKEN = 'DocxTokenOfTwentySevenChars';
const WIKI = 'WikiTokenOfTwentySevenChars';

function addDocument(desk: Desk, changes: Partial<FakeDocument> = {}): void {
  const title = '云川组工信息2024年第6期';
  desk.feishu.world.documents.set(TOKEN, {
    title,
    content: issueText(6),
    shared: true,
    wiki: { token: WIKI, type: 'docx' },
    ...changes,
  });
}

async function publishAndAsk(desk: Desk, card: Parameters<typeof press>[0]): Promise<string> {
  await desk.feishu.click(card, { from: EDITOR, action: press(card, '发布') });
  return desk.ask('柳溪青居有多少套？');
}

describe('pushing without a file', () => {
  it('a pasted text with a masthead', async () => {
    const desk = await startDesk();
    const card = await desk.say(issueText(6));
    expect(textOfCard(card.content)).toContain('待发布：《云川组工信息》2024年第6期');
    expect(await publishAndAsk(desk, card)).toContain('240套');
    expect((await desk.store.read('云川组工信息-2024-06'))?.source.file).toBeNull();
  });

  it('a pasted post', async () => {
    const desk = await startDesk();
    const content = {
      title: '',
      content: issueText(6)
        .split('\n')
        .map((text) => [{ tag: 'text', text }]),
    };
    const { message } = await desk.feishu.tell({
      chat: desk.chatWith(EDITOR),
      from: EDITOR,
      type: 'post',
      content,
    });
    const card = await desk.feishu.world.until(() => desk.feishu.world.repliesTo(message.id)[0]);
    expect(await publishAndAsk(desk, card)).toContain('240套');
  });

  it.each(['第6期有哪些文章', '2024年第6期里柳溪县的人才公寓有多少套？', '撤回公章的通知有哪些'])(
    '「%s」 is a question',
    async (question) => {
      const desk = await startDesk();
      expect(textOfCard((await desk.say(question)).content)).not.toMatch(/待发布|撤回哪/u);
      expect(await desk.drafts.list()).toEqual([]);
    },
  );

  it.each([
    ['a docx', `https://x.feishu.cn/docx/${TOKEN}`],
    ['a docx with a word beside it', `请收录 https://x.feishu.cn/docx/${TOKEN}?from=chat`],
    ['a docx behind its title', `[云川组工信息2024年第6期](https://x.feishu.cn/docx/${TOKEN})`],
    ['a page of a wiki', `https://x.feishu.cn/wiki/${WIKI}`],
  ])('a link to %s', async (_, text) => {
    const desk = await startDesk();
    addDocument(desk);
    const card = await desk.say(text);
    expect(textOfCard(card.content)).toContain('待发布：《云川组工信息》2024年第6期');
    expect(await publishAndAsk(desk, card)).toContain('240套');
  });

  it.each<[string, string, Partial<FakeDocument>, string]>([
    ['a docx that is not shared', 'docx', { shared: false }, '添加文档应用'],
    ['a wiki page that is not shared', 'wiki', { shared: false }, '添加文档应用'],
    ['a sheet in a wiki', 'wiki', { wiki: { token: WIKI, type: 'sheet' } }, '我只能读新版云文档'],
    ['a classified docx', 'docx', { content: `机密★5年\n${issueText(6)}` }, '带有国家秘密标志'],
  ])('%s is said', async (_, kind, changes, sentence) => {
    const desk = await startDesk();
    addDocument(desk, changes);
    const said = await desk.say(`https://x.feishu.cn/${kind}/${kind === 'wiki' ? WIKI : TOKEN}`);
    expect(textOfCard(said.content)).toContain(sentence);
    expect(await desk.drafts.list()).toEqual([]);
  });

  it('a link to a sheet, and to what is not there', async () => {
    const desk = await startDesk();
    const sheet = await desk.say('https://x.feishu.cn/sheets/ShtTokenOfTwentySevenCharss');
    expect(textOfCard(sheet.content)).toContain('我只能读新版云文档');
    const nowhere = await desk.say(`https://x.feishu.cn/docx/${TOKEN}`);
    expect(textOfCard(nowhere.content)).toContain('没有找到这篇云文档');
    expect(textOfCard((await desk.say(`https://x.feishu.cn/docx/${TOKEN}`, 'ou_cadre')).content)).toContain(
      '只有编辑能发布刊物',
    );
  });

  it('a folder is asked for as a zip', async () => {
    const desk = await startDesk();
    const content = { file_key: 'folder_1', file_name: '全年' };
    const chat = desk.chatWith(EDITOR);
    const { message } = await desk.feishu.tell({ chat, from: EDITOR, type: 'folder', content });
    const said = await desk.feishu.world.until(() => desk.feishu.world.repliesTo(message.id)[0]);
    expect(textOfCard(said.content)).toContain('请压缩成 zip');
  });

  it('a question with a link in it is answered', async () => {
    const desk = await startDesk();
    addDocument(desk);
    const said = await desk.say(
      `这篇 https://x.feishu.cn/docx/${TOKEN} 里说的人才公寓在刊物里写过吗，有多少套`,
    );
    expect(textOfCard(said.content)).not.toContain('待发布');
  });
});

describe('@问报 in reply to a file in a group', () => {
  async function reply(desk: Desk, from: string, text = '') {
    const group = desk.feishu.world.openChat({ name: '编辑群' });
    const file = desk.feishu.sayFile({
      chat: group,
      from: 'ou_someone',
      name: '简报.txt',
      bytes: strToU8(issueText(6)),
    });
    const { message } = await desk.feishu.tell({ chat: group, from, text, replyTo: file.message });
    return desk.feishu.world.until(() => desk.feishu.world.repliesTo(message.id)[0]);
  }

  it.each(['', '发布', '收录'])('with 「%s」 shows the preview', async (text) => {
    const desk = await startDesk();
    desk.feishu.scopes.add('im:message.group_msg');
    const card = await reply(desk, EDITOR, text);
    expect(textOfCard(card.content)).toContain('待发布：《云川组工信息》2024年第6期');
    expect(await publishAndAsk(desk, card)).toContain('240套');
  });

  it('with a question is answered', async () => {
    const desk = await startDesk();
    desk.feishu.scopes.add('im:message.group_msg');
    expect(textOfCard((await reply(desk, EDITOR, '石塘县有多少套')).content)).not.toContain('待发布');
  });

  it('by a cadre is refused kindly, without a download', async () => {
    const desk = await startDesk();
    desk.feishu.scopes.add('im:message.group_msg');
    expect(textOfCard((await reply(desk, 'ou_cadre')).content)).toContain('只有编辑能发布刊物');
    expect(desk.feishu.calls.some((call) => call.includes('/resources/'))).toBe(false);
  });

  it('without the scope says what is missing', async () => {
    const desk = await startDesk();
    expect(textOfCard((await reply(desk, EDITOR)).content)).toContain('im:message.group_msg');
  });
});

describe('large and many', () => {
  it.each([true, false])('100 MB is refused early (size told: %s)', async (tellsSize) => {
    const desk = await startDesk();
    const chat = desk.chatWith(EDITOR);
    const bytes = new Uint8Array(100 * 2 ** 20);
    const { message, event } = desk.feishu.sayFile({ chat, from: EDITOR, name: '大.pdf', bytes, tellsSize });
    await desk.feishu.deliver(event);
    const said = await desk.feishu.world.until(() => desk.feishu.world.repliesTo(message.id)[0], 30_000);
    expect(textOfCard(said.content)).toContain('文件超过 64 MB，我没有收');
    const [file] = desk.feishu.world.files.values();
    expect(file?.sent).toBeLessThan(tellsSize ? 20 * 2 ** 20 : 80 * 2 ** 20);
  });

  it('a text as long as a book is refused', async () => {
    const desk = await startDesk();
    const line = '柳溪县建成人才公寓“柳溪青居”240套，租金按市场价的六成收取，由县人才服务中心统一管理。\n';
    const said = await desk.push({ name: '书.txt', bytes: strToU8(issueText(6) + line.repeat(12_000)) });
    expect(textOfCard(said.content)).toContain('文字超过 50 万字');
  });

  const zipOf = (files: Record<string, string>): Uint8Array =>
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
  const thirty = Object.fromEntries(
    Array.from({ length: 30 }, (_, i) => [`2024/第${i + 1}期.txt`, issueText(i + 1, 200 + i)]),
  );

  it('a zip of 30 issues is one card, published at once', { timeout: 60_000 }, async () => {
    let unpacked = 0;
    const desk = await startDesk({ tuning: { callbackMs: 100 }, onUnpack: () => unpacked++ });
    const card = await desk.push({ name: '全年.zip', bytes: zipOf({ ...thirty, '说明.txt': '目录说明' }) });
    const text = textOfCard(card.content);
    expect(text).toContain('待发布：30 期');
    expect(text).toContain('没有收的 1 份');
    await desk.feishu.click(card, { from: EDITOR, action: press(card, '发布全部') });
    await desk.feishu.world.until(() => textOfCard(card.content).includes('30 期已发布，共 30 篇'), 30_000);
    expect(desk.feishu.world.fromBot(desk.chatWith(EDITOR))).toHaveLength(1);
    expect((await desk.store.readAll()).issues).toHaveLength(30);
    expect(readdirSync(join(desk.dataDir, 'originals', '2024'))).toHaveLength(30);
    // For the preview, and for the originals.
    expect(unpacked).toBe(2);
    const [name] = readdirSync(join(desk.dataDir, 'originals', '2024', '云川组工信息-2024-07'));
    expect(readFileSync(join(desk.dataDir, 'originals/2024/云川组工信息-2024-07', name ?? ''), 'utf8')).toBe(
      issueText(7, 206),
    );

    // What takes more than 100 ms here changes the card afterwards.
    const shows = (words: string) =>
      desk.feishu.world.until(() => textOfCard(card.content).includes(words), 30_000);
    await desk.feishu.click(card, { from: EDITOR, action: press(card, '撤回') });
    await shows('要撤回哪一期');
    const choose = { tag: 'select_static', name: 'choose_issue', option: '云川组工信息-2024-07' };
    await desk.feishu.click(card, { from: EDITOR, action: choose });
    await shows('请写明原因');
    const action = press(card, '确认', { withdrawal_reason: '重复' });
    await desk.feishu.click(card, { from: EDITOR, action });
    await shows('29 期已发布');
    expect((await desk.store.read('云川组工信息-2024-07'))?.status).toBe('withdrawn');
  });

  it('a zip with a classified paper in it is refused whole', async () => {
    const desk = await startDesk();
    const said = await desk.push({
      name: '全年.zip',
      bytes: zipOf({ ...thirty, '九.txt': `机密★5年\n${issueText(9)}` }),
    });
    expect(textOfCard(said.content)).toContain('第 31 份材料带有国家秘密标志');
    expect(await desk.drafts.list()).toEqual([]);
  });

  it('a zip with an internal paper: the editor publishes the rest, an administrator that one', async () => {
    const desk = await startDesk();
    const card = await desk.push({
      name: '两期.zip',
      bytes: zipOf({ '1.txt': issueText(1), '2.txt': `内部资料　注意保存\n${issueText(2)}` }),
    });
    expect(textOfCard(card.content)).toContain('有内部标记，只有管理员能发布');
    await desk.feishu.click(card, { from: EDITOR, action: press(card, '发布全部') });
    expect(textOfCard(card.content)).toContain('已发布 1 期，还有 1 期没有发布');
    await desk.feishu.click(card, { from: ADMIN, action: press(card, '发布') });
    expect((await desk.store.readAll()).issues).toHaveLength(2);
    expect(textOfCard(card.content)).toContain('2 期已发布');
  });

  it('撤回 of an issue that several may be asks which', async () => {
    const desk = await startDesk();
    const other = issueText(6).replaceAll('2024年', '2023年');
    const card = await desk.push({
      name: '两年.zip',
      bytes: zipOf({ '1.txt': issueText(6), '2.txt': other }),
    });
    await desk.feishu.click(card, { from: EDITOR, action: press(card, '发布全部') });
    const which = await desk.say('撤回 第6期');
    expect(textOfCard(which.content)).toMatch(/要撤回哪一期[\s\S]*2024年第6期[\s\S]*2023年第6期/u);
    const choose = { tag: 'select_static', name: 'choose_issue', option: '云川组工信息-2023-06' };
    await desk.feishu.click(which, { from: EDITOR, action: choose });
    const action = press(which, '确认', { withdrawal_reason: '旧闻' });
    await desk.feishu.click(which, { from: EDITOR, action });
    expect((await desk.store.read('云川组工信息-2023-06'))?.status).toBe('withdrawn');
    expect((await desk.store.read('云川组工信息-2024-06'))?.status).toBe('published');
    expect(textOfCard((await desk.say('撤回 2022年第6期')).content)).toContain('没有找到已发布的');
    expect(textOfCard((await desk.say('撤回')).content)).toContain('请写明撤回哪一期');
    expect(textOfCard((await desk.say('更正')).content)).toContain('再发我一次');
    expect(textOfCard((await desk.say('发布')).content)).toContain('把简报发给我就行');
    expect(textOfCard((await desk.say('发布', 'ou_cadre')).content)).toContain('只有编辑能发布刊物');
  });
});
