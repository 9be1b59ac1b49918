import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createShelf } from '../../src/adapters/d1/bucket.ts';
import { createD1DraftStore } from '../../src/adapters/d1/drafts.ts';
import { forgetInD1 } from '../../src/adapters/d1/forget-person.ts';
import type { Audience, Issue } from '../../src/core/bulletin.ts';
import type { IncomingEvent } from '../../src/core/chat.ts';
import { articleUrl, issueUrl, searchUrl } from '../../src/core/links.ts';
import type { IssueStore } from '../../src/core/ports.ts';
import { ADMIN, EDITOR, press } from '../adapters/feishu/desk/start-desk.ts';
import { linksOfCard, textOfCard } from '../adapters/feishu/texts.ts';
import { cookieBrowser } from '../adapters/web/cookie-browser.ts';
import { cadre } from '../adapters/web/sample-login.ts';
import { draft, GONE } from '../contracts/people.ts';
import {
  createFakeFeishu,
  type FakeChat,
  type FakeFeishu,
  type FakeMessage,
} from '../fakes/fake-feishu/index.ts';
import type { TestBucket } from '../fakes/local-d1.ts';
import { newFeishu } from './start-with-feishu.ts';
import { buildWorker, type RunningWorker, startWorker } from './start-worker.ts';
import { fillDatabase } from './worker-library.ts';

const QUESTION = '云岫县的人才公寓有多少套';
const vars = { EDITORS: EDITOR, ADMINS: `${ADMIN},${cadre.id}` };

/** Work of the day is done from morning on. */
const whereItIsNoon = (): string => {
  const ahead = 12 - new Date().getUTCHours();
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
};

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe('the Worker', () => {
  let built: ReturnType<typeof buildWorker>;
  let feishu: FakeFeishu;
  let worker: RunningWorker;
  let store: IssueStore;
  let editorsChat: FakeChat;
  beforeAll(async () => {
    built = buildWorker();
    feishu = await createFakeFeishu({ limitless: true });
    feishu.visitor = cadre;
    editorsChat = feishu.world.openChat();
    worker = await startWorker(built.folder, {
      feishu,
      vars: { ...vars, EDITORS_CHAT: editorsChat.id, TIME_ZONE: whereItIsNoon() },
    });
    store = await fillDatabase(worker.database);
  });
  afterAll(async () => {
    await worker.stop();
    await feishu.close();
    built.remove();
  });

  /** workerd, D1 and the queue share a machine that may be busy. */
  const until = <T>(found: () => T | undefined | null | false): Promise<T> =>
    feishu.world.until(found, 30_000);
  let people = 0;
  /** A question of somebody who has not asked before: ten a minute are let through. */
  const askAnew = async (text: string, chat = feishu.world.openChat(), from = `ou_person${people++}`) => {
    const { message, delivered } = await feishu.tell({ chat, text, from });
    const answer = await until(() => feishu.world.repliesTo(message.id)[0]);
    return { message, delivered, answer };
  };
  const ask = async (text: string): Promise<string> => textOfCard((await askAnew(text)).answer.content);

  // How long it takes when nothing is loaded is measured by `npm run bench -- --only d1`.
  it('acknowledges before it answers', async () => {
    const started = performance.now();
    const { delivered, answer } = await askAnew(QUESTION);
    expect(textOfCard(answer.content)).toContain('岫里安居');
    expect(delivered).toMatchObject({ acked: true, status: 200 });
    expect(delivered.ackMs).toBeLessThan(performance.now() - started);
  });

  it('answers an event that is brought again once, also when both come at the same time', async () => {
    const { message, event } = feishu.say({ chat: feishu.world.openChat(), text: QUESTION });
    const delivered = await Promise.all([1, 2, 3].map(() => feishu.deliver(event)));
    expect(delivered.map(({ acked }) => acked)).toEqual([true, true, true]);
    await until(() => feishu.world.repliesTo(message.id)[0]);
    expect((await feishu.deliver(event)).acked).toBe(true);
    await ask('目录');
    expect(feishu.world.repliesTo(message.id)).toHaveLength(1);
  });

  it.each([
    ['nobody signed', '{"encrypt":"AAAA"}', 401],
    ['that is no JSON', 'x', 401],
    ['larger than a megabyte', 'x'.repeat(1_100_000), 413],
  ])('refuses a request %s', async (_, body, status) => {
    const response = await fetch(`${worker.url}/feishu/events`, { method: 'POST', body });
    expect(response.status).toBe(status);
  });

  it('understands a question that leans on the one before, in another batch', async () => {
    const chat = feishu.world.openChat();
    await askAnew(QUESTION, chat, 'ou_curious');
    const { answer: follow } = await askAnew('那租金呢？', chat, 'ou_curious');
    expect(textOfCard(follow.content)).toMatch(/租金/u);
  });

  it('answers ten questions of a person in a minute, and says once that more are too many', async () => {
    const chat = feishu.world.openChat();
    const told = await Promise.all(
      Array.from({ length: 12 }, () => feishu.tell({ chat, text: '目录', from: 'ou_eager' })),
    );
    const replies = (): FakeMessage[] => told.flatMap(({ message }) => feishu.world.repliesTo(message.id));
    await row("SELECT 1 FROM inbox WHERE outcome = 'too-many' LIMIT 1 OFFSET 1");
    await until(() => replies().length >= 11);
    expect(replies()).toHaveLength(11);
  });

  it('takes an answer back with its question', async () => {
    const { message, answer } = await askAnew(QUESTION);
    await row('SELECT 1 FROM sent WHERE message_id = ?', answer.id);
    await feishu.deliver(feishu.recall(message));
    await until(() => answer.recalled || undefined);
  });

  it('keeps what people think of an answer', async () => {
    const { answer: card } = await askAnew(QUESTION);
    await row('SELECT 1 FROM sent WHERE message_id = ?', card.id);
    const { toast } = await feishu.click(card, { action: { tag: 'button', value: { act: 'useful' } } });
    expect(toast?.type).toBe('success');
    const [last] = await rows<{ entry: string }>('SELECT entry FROM feedback ORDER BY id DESC LIMIT 1');
    expect(JSON.parse(last!.entry)).toMatchObject({ question: QUESTION, verdict: 'useful' });
  });

  it('leads from a card through the login to the passage', async () => {
    const { content } = (await askAnew(QUESTION)).answer;
    const link = new URL(linksOfCard(content).find((address) => address.includes('/articles/'))!);
    const { go, logIn } = cookieBrowser(worker.url, fetch);
    const before = await go(link.href);
    expect([before.status, (await before.text()).includes('岫里安居')]).toEqual([401, false]);
    expect((await logIn(link.pathname)).headers.get('location')).toBe(link.pathname);
    expect(await (await go(link.pathname)).text()).toContain(`id="${link.hash.slice(1)}"`);
    const pages = ['/', issueUrl('', '澜州组工信息-2024-08'), articleUrl('', '澜州组工信息-2024-08', 1)];
    for (const page of [...pages, '/admin']) expect((await go(page)).status, page).toBe(200);
    expect(await (await go(searchUrl('', QUESTION))).text()).toContain('<mark>');
    expect(await (await go('/suggest?q=yunxiu')).json()).toContainEqual(
      expect.objectContaining({ text: '云岫县' }),
    );
    expect((await go('/issues/x')).status).toBe(404);
  });

  it.each([
    ['docx/npm-headings-by-style.docx', '青禾县有多少专职网格员？', '730名'],
    ['pdf/libreoffice-two-articles.pdf', '柳湾县全年举办了几场“亮绩比武”？', '128名村书记'],
    ['text/hard-wrapped.txt', '石桥区新引进本科以上青年人才多少名？', '1260名'],
  ])('%s: preview, 发布, answered, 撤回', async (path, question, answer) => {
    const name = path.split('/')[1]!;
    const card = await push(name, readFileSync(`test/fixtures/formats/${path}`));
    expect(textOfCard(card.content)).toContain('待发布：《云川');
    const { toast } = await feishu.click(card, { from: EDITOR, action: press(card, '发布') });
    expect(toast?.content).toBe('已发布，现在就可以提问');
    expect((await ask(question)).replace(/\s/g, '')).toContain(answer);

    const [label] = /《云川[^》]*》\d{4}年(?:第\d+期|增刊)/u.exec(textOfCard(card.content)) ?? [];
    const form = await say(`撤回 ${label}`);
    const filled = { withdrawal_reason: '数字有误' };
    const done = await feishu.click(form, { from: EDITOR, action: press(form, '确认', filled) });
    expect(done.toast?.content).toBe('已撤回');
    expect((await ask(question)).replace(/\s/g, '')).not.toContain(answer);
    expect((await rows<{ n: number }>('SELECT count(*) AS n FROM changes'))[0]!.n).toBe(0);
  });

  it('counts the pages of each address for itself', async () => {
    const pageFor = async (address: string): Promise<number> =>
      (await fetch(`${worker.url}/`, { headers: { 'cf-connecting-ip': address } })).status;
    const seen = new Set<number>();
    // A minute may end in between, and be counted anew.
    for (let i = 0; i < 130 && !seen.has(429); i++)
      for (const status of await Promise.all(Array.from({ length: 10 }, () => pageFor('203.0.113.7'))))
        seen.add(status);
    expect([...seen]).toEqual([401, 429]);
    expect(await pageFor('203.0.113.8')).toBe(401);
  });

  it('sends a legacy Word file to the command line', async () => {
    const bytes = readFileSync('test/fixtures/formats/doc/libreoffice-two-articles.doc');
    expect(textOfCard((await push('旧稿.doc', bytes)).content)).toContain('npm run import');
  });

  const COUNTED = '澜州人才码累计服务多少人次';
  /** The issue that a card quotes. */
  const quotedBy = async ({ id }: FakeMessage): Promise<Issue> => {
    const quoted = await row<{ issue_id: string }>('SELECT issue_id FROM quoted WHERE message_id = ?', id);
    return (await store.read(quoted.issue_id))!;
  };

  it('tells of a correction on the cards that quoted what was corrected', async () => {
    const { answer: card } = await askAnew(COUNTED);
    const before = textOfCard(card.content);
    const issue = await quotedBy(card);
    await store.write({ ...issue, status: 'withdrawn', version: issue.version + 1 });
    await worker.runCron();
    await until(() => textOfCard(card.content) !== before || undefined);
    await store.write({ ...issue, version: issue.version + 2 });
  });

  it('tells of a correction on a card that was on its way when all others were looked at', async () => {
    const issue = await quotedBy((await askAnew(COUNTED)).answer);
    feishu.faults.add({ on: /\/reply$/, fault: { kind: 'code', code: 230020 }, times: 3 });
    feishu.calls.length = 0;
    const chat = feishu.world.openChat();
    const { message, event } = feishu.say({ chat, text: COUNTED, from: 'ou_waiting_long' });
    await feishu.deliver(event);
    await until(() => feishu.calls.some((call) => call.endsWith('/reply')));
    await store.write({ ...issue, status: 'withdrawn', version: issue.version + 1 });
    await worker.runCron();
    const card = await until(() => feishu.world.repliesTo(message.id)[0]);
    await until(() => textOfCard(card.content).includes('已撤回'));
    await store.write({ ...issue, version: issue.version + 2 });
  });

  it('looks again at cards that were left, while the library stays as it is', async () => {
    const inside = feishu.world.openChat({ members: ['ou_inside'] });
    const { answer: card } = await askAnew(COUNTED, feishu.world.openChat({ kind: 'p2p' }), 'ou_inside');
    const issue = await quotedBy(card);
    const audience: Audience = { kind: 'chats', chats: [inside.id] };
    await store.write({ ...issue, audience, version: issue.version + 1 });
    feishu.faults.add({ on: /^GET .*members/, fault: { kind: 'code', code: 99991400 } });
    await worker.runCron();
    expect(card.versions).toHaveLength(1);
    feishu.faults.clear();
    inside.members.clear();
    await worker.runCron();
    await until(() => textOfCard(card.content).includes('已撤回'));
    await store.write({ ...issue, version: issue.version + 2 });
  });

  it('keeps subscriptions and synonyms that are asked for in chats', async () => {
    expect(textOfCard((await say('订阅 人才')).content)).toContain('人才');
    expect(await rows('SELECT topic FROM subscriptions')).toEqual([{ topic: '人才' }]);
    const card = await say('同义词 人才公寓=青年小屋');
    await feishu.click(card, { from: EDITOR, action: press(card, '确认') });
    expect(await ask('云岫县的青年小屋有多少套')).toContain('岫里安居');
    expect(
      (await rows<{ n: number }>("SELECT count(*) AS n FROM audit WHERE entry LIKE '%青年小屋%'"))[0]!.n,
    ).toBe(1);
  });

  it('forgets old questions but for their counts, and the file of a draft whose editor was forgotten', async () => {
    const old = JSON.stringify({ at: 0, chatId: 'oc_1', question: '早先问的', verdict: 'not-found' });
    await worker.database.change(['INSERT INTO feedback (at, entry) VALUES (0, ?)', old]);
    await worker.runCron(Date.UTC(2026, 10, 23, 9, 7));
    expect(await rows("SELECT * FROM feedback WHERE entry LIKE '%早先问的%'")).toEqual([]);
    expect(await rows('SELECT * FROM feedback_counts')).toEqual([
      { day: '1970-01-01', verdict: 'not-found', entries: 1 },
    ]);

    const bucket = (await worker.miniflare.getR2Bucket('FILES', 'wenbao')) as unknown as TestBucket;
    const drafts = createD1DraftStore({ database: worker.database, shelf: createShelf(bucket) });
    const { id } = await drafts.add(draft([GONE], Date.now()), new TextEncoder().encode('推送的文件'));
    const kept = async () => (await bucket.list()).objects.some(({ key }) => key.includes(id));
    expect(await kept()).toBe(true);
    expect(await forgetInD1(worker.database, GONE)).toMatchObject({ drafts: 1 });
    await worker.runCron(Date.UTC(2026, 10, 23, 9, 15));
    expect([await drafts.read(id), await kept()]).toEqual([null, false]);
  });

  it('tells editors once a day what needs a person, and the same again after a week', async () => {
    const told = () =>
      feishu.world
        .fromBot(editorsChat)
        .map(({ content }) => textOfCard(content))
        .filter((text) => text.includes('每日自检'));
    for (let i = 0; i < 2; i++) {
      await worker.database.change(["DELETE FROM notes WHERE name = 'checked on'"]);
      await worker.runCron();
    }
    await until(() => told()[0]);
    expect(told()).toEqual([expect.stringContaining('还没有备份过')]);
  });

  it('takes up an event whose isolate died after the acknowledgement', async () => {
    const { message } = feishu.say({ chat: feishu.world.openChat(), text: QUESTION });
    const event: IncomingEvent = {
      type: 'message',
      key: message.id,
      at: Date.now(),
      message: {
        id: message.id,
        chat: { id: message.chat.id, kind: 'group' },
        thread: null,
        root: null,
        parent: null,
        sender: 'ou_waiting',
        text: `@_user_1 ${QUESTION}`,
        mentions: [{ placeholder: '@_user_1', id: feishu.botOpenId }],
        sentAt: Date.now(),
      },
    };
    const lost = ['INSERT INTO inbox VALUES (?, ?, ?, NULL)', event.key, JSON.stringify(event)] as const;
    await worker.database.change([...lost, Date.now() - 10 * 60_000]);
    await worker.runCron();
    const answer = await until(() => feishu.world.repliesTo(message.id)[0]);
    expect(textOfCard(answer.content)).toContain('岫里安居');
  });

  it('answers once what workerd died over', async () => {
    const chat = feishu.world.openChat();
    feishu.faults.add({ on: /\/reply$/, fault: { kind: 'hang' }, times: 1 });
    const { message, delivered } = await feishu.tell({ chat, text: QUESTION, from: 'ou_unlucky' });
    expect(delivered.acked).toBe(true);
    await until(() => feishu.calls.at(-1)?.endsWith('/reply') || undefined);
    await worker.restart();
    await worker.database.change(['UPDATE inbox SET taken_at = 0 WHERE key = ?', message.id]);
    await worker.runCron();
    await until(() => feishu.world.repliesTo(message.id)[0]);
    await ask('目录');
    expect(feishu.world.repliesTo(message.id)).toHaveLength(1);
  });

  it.each([
    ['DB', 'DB'],
    ['FILES', 'FILES'],
    ['JOBS', 'JOBS'],
    ['migrations', ''],
  ])('without %s says so, takes no event and answers 503', async (without, named) => {
    const other = await newFeishu();
    const broken = await startWorker(built.folder, { feishu: other, without: [without] });
    onTestFinished(broken.stop);
    const health = await fetch(`${broken.url}/healthz`);
    const said = (await health.json()) as { reason?: string };
    expect([health.status, said.reason?.includes(named) ?? named === '']).toEqual([503, true]);
    const { event } = other.say({ chat: other.world.openChat(), text: QUESTION });
    const delivered = await other.deliver(event);
    expect([delivered.acked, delivered.status! >= 500]).toEqual([false, true]);
  });

  it.each(['FEISHU_ENCRYPT_KEY', 'PUBLIC_URL'])('without %s names it, and no value', async (name) => {
    const other = await newFeishu();
    const broken = await startWorker(built.folder, { feishu: other, vars: { [name]: '' } });
    onTestFinished(broken.stop);
    const text = await (await fetch(`${broken.url}/healthz`)).text();
    expect(text).toContain(name);
    expect(text).not.toContain(other.credentials.appSecret);
  });

  function rows<T>(sql: string, ...values: (string | number)[]): Promise<T[]> {
    return worker.database.rows<T>(sql, ...values);
  }
  /** The first row there is, as soon as there is one. */
  const row = <T>(sql: string, ...values: (string | number)[]): Promise<T> =>
    vi.waitFor(
      async () => {
        const [first] = await rows<T>(sql, ...values);
        if (first === undefined) throw new Error(`There is no row yet: ${sql}`);
        return first;
      },
      { timeout: 30_000 },
    );
  async function push(name: string, bytes: Uint8Array): Promise<FakeMessage> {
    const chat = feishu.world.openChat({ kind: 'p2p', members: [EDITOR] });
    const { message, event } = feishu.sayFile({ chat, from: EDITOR, name, bytes });
    await feishu.deliver(event);
    return until(() => feishu.world.repliesTo(message.id)[0]);
  }
  async function say(text: string): Promise<FakeMessage> {
    const chat = feishu.world.openChat({ kind: 'p2p', members: [EDITOR] });
    const { message } = await feishu.tell({ chat, from: EDITOR, text });
    return until(() => feishu.world.repliesTo(message.id)[0]);
  }
});
