import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { desk as words } from '../../../../src/core/wording.ts';
import { createFakeFeishu } from '../../../fakes/fake-feishu/index.ts';
import { textOfCard } from '../texts.ts';
import { issueText } from './issue-text.ts';
import { ADMIN, type Desk, EDITOR, press, startDesk } from './start-desk.ts';

const fixture = (path: string): Uint8Array => readFileSync(`test/fixtures/formats/${path}`);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Everything the bot keeps, as text. */
function everythingKept(dataDir: string): string {
  return readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('dictionary'))
    .map((entry) => `${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), 'latin1')}`)
    .join('\n');
}
const latin1 = (text: string): string => Buffer.from(text).toString('latin1');

async function publish(desk: Desk, card: Parameters<typeof press>[0], filled = {}, from = EDITOR) {
  return desk.feishu.click(card, { from, action: press(card, '发布', filled) });
}

describe('pushing a file', () => {
  it.each([
    ['docx/npm-headings-by-style.docx', '青禾县有多少专职网格员？', '730名'],
    ['pdf/libreoffice-two-articles.pdf', '柳湾县全年举办了几场“亮绩比武”？', '128名村书记'],
    ['text/hard-wrapped.txt', '石桥区新引进本科以上青年人才多少名？', '1260名'],
    ['doc/libreoffice-two-articles.doc', '柳湾县全年举办了几场“亮绩比武”？', '128名村书记'],
  ])('%s: preview, 发布, answered', async (path, question, answer) => {
    const desk = await startDesk();
    const name = path.split('/')[1] ?? '';
    const card = await desk.push({ name, bytes: fixture(path) });
    const preview = textOfCard(card.content);
    expect(preview).toContain('待发布：《云川');
    expect(preview).toMatch(/\d+ 篇文章，\d+ 个段落/u);
    expect(await desk.ask(question)).not.toContain(answer);

    const { toast } = await publish(desk, card);
    expect(toast).toEqual({ type: 'success', content: '已发布，现在就可以提问' });
    expect(textOfCard(card.content)).toMatch(/期已发布，\d+篇，可在此撤回/u);
    expect((await desk.ask(question)).replace(/\s/g, '')).toContain(answer);
    expect(desk.changes).toMatchObject([{ kind: 'published', before: null, by: EDITOR }]);
    expect(everythingKept(join(desk.dataDir, 'originals'))).toContain(latin1(name));
  });

  it('says what the library makes doubtful: numbers missing, an article that stands elsewhere', async () => {
    const desk = await startDesk();
    await publish(desk, await desk.push({ name: '简报.txt', bytes: bytes(issueText(6)) }));
    const next = textOfCard((await desk.push({ name: '简报.txt', bytes: bytes(issueText(9)) })).content);
    expect(next).toContain('库里缺2024年第7至8期');
    expect(next).toContain('与《云川组工信息》2024年第6期中的一篇文字完全相同');
    const again = textOfCard(
      (await desk.push({ name: '简报.txt', bytes: bytes(issueText(6, 204)) })).content,
    );
    expect(again).not.toContain('完全相同');
  });

  it('the whole life: fix, publish, correct, withdraw', async () => {
    const desk = await startDesk();
    const first = await desk.push({ name: '简报.txt', bytes: bytes(issueText(6)) });
    expect(textOfCard(first.content)).toContain('待发布：《云川组工信息》2024年第6期');
    await publish(desk, first, { number: '7', date: '2024-04-18 +0800', title_1: '柳溪县让人才住得好' });
    const issue = await desk.store.read('云川组工信息-2024-07');
    expect(issue).toMatchObject({ date: '2024-04-18', version: 1, status: 'published' });
    expect(issue?.articles[0]?.title).toBe('柳溪县让人才住得好');
    expect(await desk.ask('柳溪青居有多少套？')).toContain('240套');

    const second = await desk.push({ name: '简报.txt', bytes: bytes(issueText(7, 204)) });
    const diff = textOfCard(second.content);
    expect(diff).toContain('与已发布的第 1 版相比');
    expect(diff).toMatch(/－ .*240套/u);
    expect(diff).toMatch(/＋ .*204套/u);
    await publish(desk, second);
    expect(textOfCard(second.content)).toContain('这是第 2 版');
    expect(await desk.ask('柳溪青居有多少套？')).toContain('204套');
    expect(await desk.ask('柳溪青居有多少套？')).not.toContain('240套');
    expect((await desk.store.versions('云川组工信息-2024-07')).map(({ version }) => version)).toEqual([1]);

    const form = await desk.say('撤回 第7期');
    expect(textOfCard(form.content)).toContain('撤回《云川组工信息》2024年第7期');
    const empty = await desk.feishu.click(form, { from: EDITOR, action: press(form, '确认') });
    expect(empty.toast?.content).toBe('请写明撤回的原因');
    const done = await desk.feishu.click(form, {
      from: EDITOR,
      action: press(form, '确认', { withdrawal_reason: '数字有误' }),
    });
    expect(done.toast?.content).toBe('已撤回');
    expect(textOfCard(form.content)).toContain('数字有误');
    expect(await desk.ask('柳溪青居有多少套？')).not.toContain('套，入住');
    expect(desk.changes.map(({ kind }) => kind)).toEqual(['published', 'corrected', 'withdrawn']);
    expect(desk.changes[2]).toMatchObject({
      reason: '数字有误',
      before: { version: 2 },
      issue: { version: 3 },
    });
  });

  it('撤回 on the receipt asks why and withdraws', async () => {
    const desk = await startDesk();
    const card = await desk.push({ name: '简报.txt', bytes: bytes(issueText(6)) });
    await publish(desk, card);
    await desk.feishu.click(card, { from: EDITOR, action: press(card, '撤回') });
    expect(textOfCard(card.content)).toContain('请写明原因');
    await desk.feishu.click(card, { from: EDITOR, action: press(card, '不撤回') });
    expect(textOfCard(card.content)).toContain('可在此撤回');
    await desk.feishu.click(card, { from: EDITOR, action: press(card, '撤回') });
    await desk.feishu.click(card, {
      from: EDITOR,
      action: press(card, '确认', { withdrawal_reason: '发早了' }),
    });
    expect((await desk.store.read('云川组工信息-2024-06'))?.status).toBe('withdrawn');
  });

  it('放弃 keeps nothing', async () => {
    const desk = await startDesk();
    const card = await desk.push({ name: '简报.txt', bytes: bytes(issueText(6)) });
    await desk.feishu.click(card, { from: EDITOR, action: press(card, '放弃') });
    expect(textOfCard(card.content)).toContain('已放弃');
    expect(await desk.store.readAll()).toEqual({ issues: [], broken: [] });
    expect(everythingKept(desk.dataDir)).not.toContain(latin1('柳溪青居'));
  });

  it('a field that cannot be read is said, and nothing is published', async () => {
    const desk = await startDesk();
    const card = await desk.push({ name: '简报.txt', bytes: bytes(issueText(6)) });
    const { toast } = await publish(desk, card, { number: '六点五' });
    expect(toast?.content).toContain('期号“六点五”看不懂');
    expect((await desk.store.readAll()).issues).toEqual([]);
  });

  it('a number under which something else stands shows the difference first', async () => {
    const desk = await startDesk();
    await publish(desk, await desk.push({ name: '一.txt', bytes: bytes(issueText(6)) }));
    const card = await desk.push({ name: '二.txt', bytes: bytes(issueText(7, 300)) });
    const { toast } = await publish(desk, card, { number: '6' });
    expect(toast?.content).toBe('库里的这一期与您看到的不一样，请核对后再点“发布”');
    expect(textOfCard(card.content)).toMatch(/－ .*240套/u);
    expect((await desk.store.read('云川组工信息-2024-06'))?.version).toBe(1);
    await publish(desk, card);
    expect((await desk.store.read('云川组工信息-2024-06'))?.version).toBe(2);
  });

  it('for named groups only is seen by their members only', async () => {
    const desk = await startDesk();
    const group = desk.feishu.world.openChat({ name: '干部一科', members: [EDITOR] });
    const card = await desk.push({ name: '简报.txt', bytes: bytes(issueText(6)) });
    expect(textOfCard(card.content)).toContain('干部一科');
    await publish(desk, card, { audience: [group.id] });
    expect((await desk.store.read('云川组工信息-2024-06'))?.audience).toEqual({
      kind: 'chats',
      chats: [group.id],
    });
    const strange = await desk.push({ name: '简报.txt', bytes: bytes(issueText(6, 9)) });
    const { toast } = await publish(desk, strange, { audience: ['oc_elsewhere'] });
    expect(toast?.content).toBe('选的群里没有问报，请重新选');
  });

  it('the same text again changes nothing, but for whom it is', async () => {
    const desk = await startDesk();
    const group = desk.feishu.world.openChat({ name: '干部一科' });
    await publish(desk, await desk.push({ name: '一.txt', bytes: bytes(issueText(6)) }));
    const again = await desk.push({ name: '一.txt', bytes: bytes(issueText(6)) });
    expect(textOfCard(again.content)).toContain('文字完全相同，不用再发');
    expect((await publish(desk, again)).toast?.content).toBe('没有改动，库里还是原来的那一版');
    expect(desk.changes).toHaveLength(1);
    await publish(desk, await desk.push({ name: '一.txt', bytes: bytes(issueText(6)) }), {
      audience: [group.id],
    });
    expect(desk.changes[1]).toMatchObject({ kind: 'corrected', issue: { audience: { chats: [group.id] } } });
  });

  it('发布 says that the issue is published when only its file could not be kept', async () => {
    const desk = await startDesk();
    // No folder can be made where a file stands.
    writeFileSync(join(desk.dataDir, 'originals'), '');
    const card = await desk.push({ name: '简报.txt', bytes: bytes(issueText(6)) });
    const { toast } = await publish(desk, card);
    expect(toast).toEqual({ type: 'warning', content: words.fileNotKept });
    expect(textOfCard(card.content)).toContain('期已发布');
    expect(desk.changes).toMatchObject([{ kind: 'published', by: EDITOR }]);
  });

  it('发布 twice publishes once', async () => {
    const desk = await startDesk();
    const card = await desk.push({ name: '简报.txt', bytes: bytes(issueText(6)) });
    const action = press(card, '发布');
    const clicks = await Promise.all(
      Array.from({ length: 3 }, () => desk.feishu.click(card, { from: EDITOR, action })),
    );
    const said = clicks.map(({ toast }) => toast?.content).sort();
    expect(said).toEqual(['已发布，现在就可以提问', '这份稿件已经发布过了', '这份稿件已经发布过了'].sort());
    expect(desk.changes).toHaveLength(1);
    expect((await desk.store.read('云川组工信息-2024-06'))?.version).toBe(1);
  });

  it('the same file by two editors at once is one draft, and both see what becomes of it', async () => {
    const desk = await startDesk();
    const file = { name: '简报.txt', bytes: bytes(issueText(6)) };
    const [mine, theirs] = await Promise.all([desk.push(file), desk.push(file, ADMIN)]);
    expect(await desk.drafts.list()).toHaveLength(1);
    await publish(desk, mine as NonNullable<typeof mine>);
    await desk.feishu.world.until(() => textOfCard(theirs?.content).includes('已发布，1篇'));
    const { toast } = await desk.feishu.click(theirs as NonNullable<typeof theirs>, {
      from: ADMIN,
      action: { tag: 'button', name: 'publish', form_value: {} },
    });
    expect(toast?.content).toBe('这份稿件已经发布过了');
  });

  it('survives a restart, and ends after seven days with a notice', async () => {
    let time = Date.parse('2024-05-01T00:00:00Z');
    const now = (): number => time;
    const feishu = await createFakeFeishu({ now, limitless: true });
    const before = await startDesk({ feishu, now });
    const card = await before.push({ name: '简报.txt', bytes: bytes(issueText(6)) });
    await before.stop();

    time += 6 * 24 * 3_600_000;
    const after = await startDesk({ feishu, now, dataDir: before.dataDir, tuning: { sweepEveryMs: 20 } });
    expect(textOfCard(card.content)).toContain('待发布');
    time += 24 * 3_600_000;
    await feishu.world.until(() => textOfCard(card.content).includes('已作废'));
    await feishu.world.until(() =>
      feishu.world.fromBot(card.chat).some(({ content }) => textOfCard(content).includes('待发布满 7 天')),
    );
    const { toast } = await feishu.click(card, {
      from: EDITOR,
      action: { tag: 'button', name: 'publish', form_value: {} },
    });
    expect(toast?.content).toBe('这份稿件已作废，请把文件再发一次');
    expect((await after.store.readAll()).issues).toEqual([]);
    expect(everythingKept(after.dataDir)).not.toContain(latin1('柳溪青居'));
    await after.stop();
    await feishu.close();
  });

  it('recalled takes its draft with it', async () => {
    const desk = await startDesk();
    const chat = desk.chatWith(EDITOR);
    const { message, event } = desk.feishu.sayFile({
      chat,
      from: EDITOR,
      name: 'a.txt',
      bytes: bytes(issueText(6)),
    });
    await desk.feishu.deliver(event);
    const card = await desk.feishu.world.until(() => desk.feishu.world.repliesTo(message.id)[0]);
    await desk.feishu.deliver(desk.feishu.recall(message));
    await desk.feishu.world.until(() => textOfCard(card.content).includes('文件已被撤回'));
    expect(everythingKept(desk.dataDir)).not.toContain(latin1('柳溪青居'));
  });
});

describe('a click that takes long', () => {
  it('is told at once what is being done, and afterwards what stood in its way', async () => {
    let held: Promise<void> | null = null;
    const desk = await startDesk({ slow: async () => held, tuning: { callbackMs: 50 } });
    const card = await desk.push({ name: '简报.txt', bytes: bytes(issueText(6)) });
    const clickSlowly = async (text: string, filled = {}): Promise<string | undefined> => {
      let release: () => void = () => undefined;
      held = new Promise((resolve) => {
        release = resolve;
      });
      const { toast } = await desk.feishu.click(card, { from: EDITOR, action: press(card, text, filled) });
      release();
      return toast?.content;
    };
    const shows = (text: string) => desk.feishu.world.until(() => textOfCard(card.content).includes(text));

    expect(await clickSlowly('发布', { number: '六点五' })).toBe('正在发布，办好后更新这张卡片');
    const problem = await desk.feishu.world.until(() => desk.feishu.world.repliesTo(card.id)[0]);
    expect(textOfCard(problem.content)).toContain('期号“六点五”看不懂');
    expect(await clickSlowly('发布')).toBe('正在发布，办好后更新这张卡片');
    await shows('可在此撤回');
    expect(await clickSlowly('撤回')).toBe('正在打开，还没有撤回，稍后更新这张卡片');
    await shows('请写明原因');
    expect(await clickSlowly('确认', { withdrawal_reason: '重复' })).toBe('正在撤回，办好后更新这张卡片');
    await shows('已撤回，不再回答');
    expect(desk.feishu.world.repliesTo(card.id)).toHaveLength(1);
  });
});

describe('who may', () => {
  it('not a cadre: told kindly, nothing fetched, nothing kept', async () => {
    const desk = await startDesk();
    const said = await desk.push({ name: '机要.txt', bytes: bytes(issueText(6)) }, 'ou_cadre');
    expect(textOfCard(said.content)).toContain('只有编辑能发布刊物');
    expect(desk.feishu.calls.some((call) => call.includes('/resources/'))).toBe(false);
    expect(everythingKept(desk.dataDir)).not.toContain(latin1('机要'));
    expect(textOfCard((await desk.say(issueText(6), 'ou_cadre')).content)).toContain('只有编辑能发布刊物');
    expect(textOfCard((await desk.say('撤回 第6期', 'ou_cadre')).content)).toContain('只有编辑能撤回刊物');
    expect(textOfCard((await desk.say('更正', 'ou_cadre')).content)).toContain('请告诉编辑');
    expect(await desk.drafts.list()).toEqual([]);
  });

  it('a click counts by who clicked, on the card that was sent', async () => {
    const desk = await startDesk();
    const card = await desk.push({ name: '简报.txt', bytes: bytes(issueText(6)) });
    const action = press(card, '发布');
    const cadre = await desk.feishu.click(card, { from: 'ou_cadre', action });
    expect(cadre.toast?.content).toBe('只有编辑能操作这张卡片');
    const elsewhere = desk.feishu.world.openChat();
    const forwarded = await desk.feishu.click(card, { from: EDITOR, action, chatId: elsewhere.id });
    expect(forwarded.toast?.content).toContain('已失效');
    expect((await desk.store.readAll()).issues).toEqual([]);
  });

  it('members of EDITORS_CHAT are editors', async () => {
    const feishu = await createFakeFeishu({ limitless: true });
    const chat = feishu.world.openChat({ members: ['ou_member'] });
    const desk = await startDesk({ feishu, editorsChat: chat.id });
    const card = await desk.push({ name: '简报.txt', bytes: bytes(issueText(6)) }, 'ou_member');
    await publish(desk, card, {}, 'ou_member');
    expect(desk.changes).toMatchObject([{ by: 'ou_member' }]);
    await desk.stop();
    await feishu.close();
  });
});

describe('papers with marks', () => {
  it.each([
    ['in the text', '专报.txt', fixture('text/refuse-classified.txt')],
    ['in a comment of a docx', '专报.docx', fixture('docx/wps-classified-in-comment.docx')],
    ['in the name', '机密★5年 青禾专报.txt', bytes(issueText(6))],
  ])('classified %s: refused, and nothing of it kept or logged', async (_, name, content) => {
    const desk = await startDesk();
    const said = await desk.push({ name, bytes: content });
    expect(textOfCard(said.content)).toContain('带有国家秘密标志，我不能收');
    const kept = everythingKept(desk.dataDir);
    for (const trace of ['专报', '青居', '密★']) {
      expect(kept).not.toContain(latin1(trace));
      expect(desk.logged.join('\n')).not.toContain(trace);
    }
    expect(await desk.drafts.list()).toEqual([]);
    expect(existsSync(join(desk.dataDir, 'originals'))).toBe(false);
    expect(existsSync(join(desk.dataDir, 'state', 'held'))).toBe(false);
  });

  it('internal: an editor sees why it waits, an administrator decides', async () => {
    const desk = await startDesk();
    const chat = desk.chatWith(ADMIN);
    const card = await desk.push({ name: '内部.txt', bytes: fixture('text/hold-internal.txt') });
    expect(textOfCard(card.content)).toContain('只有管理员（ADMINS）能发布');
    expect((await publish(desk, card)).toast?.content).toBe('这份材料有内部标记，只有管理员能发布');
    const forAdmin = await desk.feishu.world.until(() => desk.feishu.world.fromBot(chat)[0]);
    await publish(desk, forAdmin, {}, ADMIN);
    expect(desk.changes).toMatchObject([{ kind: 'published', by: ADMIN }]);
    await desk.feishu.world.until(() => textOfCard(card.content).includes('已发布'));
  });

  it('a picture without recognised text is set aside', async () => {
    const desk = await startDesk();
    const chat = desk.chatWith(EDITOR);
    const file = { chat, from: EDITOR, name: '', bytes: fixture('picture/scan.png'), picture: true };
    const { message, event } = desk.feishu.sayFile(file);
    await desk.feishu.deliver(event);
    const said = await desk.feishu.world.until(() => desk.feishu.world.repliesTo(message.id)[0]);
    expect(textOfCard(said.content)).toContain('先放在一边');
    expect(readdirSync(join(desk.dataDir, 'state', 'held'))).toHaveLength(2);
  });
});
