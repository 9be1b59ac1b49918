import { describe, expect, it } from 'vitest';
import { personas } from '../../../../src/adapters/web/playground/room.ts';
import type { Answer } from '../../../../src/core/bulletin.ts';
import { passageUrl } from '../../../../src/core/links.ts';
import { button, chat, playground as words } from '../../../../src/core/wording.ts';
import { excerptOf, fixedAsk, sampleIssue } from '../sample.ts';
import { samplePlayground } from '../sample-playground.ts';
import { sampleWebsite } from '../sample-website.ts';

const issue = sampleIssue();
const excerpt = excerptOf(issue, '316名');

/** A playground over `answer`, used as a browser without scripts would. */
function play(answer: Partial<Answer> = { kind: 'excerpts', excerpts: [excerpt] }) {
  const { ask, asked } = fixedAsk(answer);
  const playground = samplePlayground({ ask });
  const { app, get } = sampleWebsite({ playground });
  const post = async (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) => {
    const response = await app.request(`http://127.0.0.1:8787/playground/${path}`, {
      method: 'POST',
      body: new URLSearchParams({ as: 'cadre', in: 'group', ...fields }),
      headers: { Origin: 'http://127.0.0.1:8787', ...headers },
    });
    const to = response.headers.get('location') ?? '';
    return { response, to, page: response.status === 303 ? await (await get(to)).text() : '' };
  };
  const say = (text: string, fields: Record<string, string> = {}) => post('messages', { text, ...fields });
  return { get, post, say, asked, ...playground };
}

/** The value of the button with this label, that of a select's form, and the message they stand in. */
const buttonOf = (page: string, label: string) =>
  new RegExp(`name="element" value="([^"]+)"[^>]*>${label}</button>`).exec(page)?.[1] ?? '';
const messageOf = (page: string) =>
  page
    .match(/name="message" value="([^"]+)"/g)!
    .at(-1)!
    .slice(22, -1);

describe('playground messages', () => {
  it('answers a question in the group with the real card', async () => {
    const { say, asked } = play();
    const { to, page } = await say(`${words.mention} 板凳讲师有多少`);
    expect(to).toMatch(/#latest-message$/);
    expect(asked).toMatchObject([
      { question: '板凳讲师有多少', viewer: { kind: 'member', chats: ['oc_playground_group'] } },
    ]);
    expect(page).toContain('316名');
    expect(page).toContain(`href="${passageUrl('', issue.id, 1, excerpt.passage)}"`);
    expect(page).toContain(button.useful);
  });

  it('leaves a message without a mention alone, and says why', async () => {
    const { say, asked } = play();
    const { page } = await say('大家好');
    expect(page).toContain('大家好');
    expect(page).toContain(words.notMentioned);
    expect(asked).toEqual([]);
  });

  it('needs no mention in a private chat, which the group does not see', async () => {
    const { say, get, asked } = play();
    await say('板凳讲师有多少', { in: 'private' });
    expect(asked).toHaveLength(1);
    expect(await (await get('/playground?as=cadre&in=group')).text()).not.toContain('316名');
    expect(await (await get('/playground?as=editor&in=private')).text()).not.toContain('316名');
  });

  it('carries what was asked before into a thread', async () => {
    const { say, asked } = play();
    const { page } = await say(`${words.mention} 清河县的板凳讲师有多少`);
    const thread = /thread=([^"&]+)/.exec(page)![1]!;
    const inThread = await say(`${words.mention} 东岭区呢`, { thread });
    expect(asked[1]).toMatchObject({ question: '东岭区呢', context: ['清河县的板凳讲师有多少'] });
    expect(inThread.to).toContain(`thread=${thread}`);
    expect(inThread.page).toContain('清河县的板凳讲师有多少');
    expect(inThread.page).toContain('东岭区呢');
  });

  it.each([
    ['markup', '<script>alert(1)</script>'],
    ['Markdown', '[x](http://evil) **b** <at id=all></at>'],
  ])('shows %s that someone typed as text', async (_, text) => {
    const { page } = await play({ kind: 'not-found', missing: [text] }).say(`${words.mention} ${text}`);
    expect(page).not.toMatch(/<script>alert|href="http:\/\/evil|<strong>b/);
  });

  it.each(['', '   '])('posts nothing for 「%s」', async (text) => {
    const { say, room } = play();
    await say(text);
    expect(room.messages(room.chatOf(personas[0], 'group'), null)).toEqual([]);
  });
});

describe('playground clicks', () => {
  it('votes, and says thank you once', async () => {
    const { say, post, get, said } = play();
    const { page } = await say(`${words.mention} 板凳讲师有多少`);
    const voted = await post('clicks', { message: messageOf(page), element: buttonOf(page, button.useful) });
    expect(said).toMatchObject([{ verdict: 'useful', question: '板凳讲师有多少' }]);
    expect(voted.page).toContain(chat.thanks);
    expect(await (await get('/playground')).text()).not.toContain(chat.thanks);
  });

  it('asks why, and takes the filled-in form', async () => {
    const { say, post, said } = play();
    const { page } = await say(`${words.mention} 板凳讲师有多少`);
    const message = messageOf(page);
    const asking = await post('clicks', { message, element: buttonOf(page, button.useless) });
    const form = asking.page.slice(asking.page.indexOf('card-form'));
    const [reason = ''] = /<option value="([^"]+)"/.exec(form.slice(form.indexOf('</option>')))!.slice(1);
    await post('clicks', {
      message,
      element: /name="element" value="([^"]+)"/.exec(form)![1]!,
      'value:reason': reason,
      'value:detail': '数字是去年的',
    });
    expect(said.at(-1)).toMatchObject({ verdict: 'useless', reason, detail: '数字是去年的' });
  });

  it('narrows by the select of the card', async () => {
    const two = [excerpt, excerptOf(issue, '620套')];
    const { say, post, asked } = play({ kind: 'excerpts', excerpts: two });
    const { page } = await say(`${words.mention} 有多少`);
    const element =
      /name="element" value="([^"]+)"\/?><div class="card-field"><select name="value:only_unit"/.exec(
        page,
      )![1]!;
    await post('clicks', { message: messageOf(page), element, 'value:only_unit': two[1]!.article.unit });
    expect(asked.at(-1)?.question).toBe(chat.narrowed('有多少', two[1]!.article.unit, null));
  });

  it.each([
    ['an element that is none', { element: '/body/elements/99' }],
    ['a path outside the elements', { element: '/constructor/prototype' }],
    ['no element', {}],
    ['an unknown message', { message: 'om_x', element: '/body/elements/0' }],
  ])('does nothing for %s', async (_, fields: Record<string, string>) => {
    const { say, post, said, asked } = play();
    const { page } = await say(`${words.mention} 板凳讲师有多少`);
    const { response } = await post('clicks', { message: messageOf(page), ...fields });
    expect(response.status).toBe(303);
    expect([said, asked.length]).toEqual([[], 1]);
  });
});

describe('playground upkeep', () => {
  it('takes a message back with its answer, for its sender alone', async () => {
    const { say, post } = play();
    const { page } = await say(`${words.mention} 板凳讲师有多少`);
    const own = /name="message" value="([^"]+)"[^>]*>撤回/.exec(page)![1]!;
    expect((await post('recall', { as: 'editor', message: own })).page).toContain('316名');
    const after = (await post('recall', { message: own })).page;
    expect(after).not.toContain('316名');
    expect(after).not.toContain('板凳讲师有多少');
  });

  it('starts afresh when it is cleared', async () => {
    const { say, post } = play();
    await say(`${words.mention} 板凳讲师有多少`);
    expect((await post('clear', {})).page).toContain(words.intro);
  });

  it('refuses forms that another site sent, and large ones', async () => {
    const { post, asked } = play();
    const foreign = await post(
      'messages',
      { text: `${words.mention} 问` },
      { Origin: 'http://evil.example' },
    );
    expect(foreign.response.status).toBe(403);
    const large = await post('messages', { text: 'x'.repeat(3_000_000) });
    expect(large.response.status).toBe(413);
    expect(asked).toEqual([]);
  });

  it.each(['/playground', '/playground/messages'])(
    '%s does not exist where playing is not allowed',
    async (path) => {
      const { app } = sampleWebsite({ playground: null });
      const method = path === '/playground' ? 'GET' : 'POST';
      const headers = { Origin: 'http://127.0.0.1:8787' };
      const response = await app.request(`http://127.0.0.1:8787${path}`, { method, headers });
      expect([401, 404]).toContain(response.status);
    },
  );
});
