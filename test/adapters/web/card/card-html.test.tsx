import { describe, expect, it } from 'vitest';
import { CardHtml } from '../../../../src/adapters/web/card/card-html.tsx';
import { actionOf, type CardElement, elementAt } from '../../../../src/adapters/web/card/card-json.ts';
import { pages } from '../../../../src/core/wording.ts';

const use = { action: '/clicks', fields: { message: 'om_1', as: 'cadre' }, publicUrl: 'https://bao.example' };
const cardOf = (...elements: object[]) => ({ schema: '2.0', body: { elements: elements as CardElement[] } });
const show = (...elements: object[]) => (<CardHtml card={cardOf(...elements)} use={use} />).toString();
const text = (content: string) => ({ tag: 'plain_text', content });
const markdown = (content: string) => show({ tag: 'markdown', content });

describe('CardHtml()', () => {
  it('shows the head with its colour and tags', () => {
    const header = {
      title: text('收到 12 份稿件'),
      subtitle: text('清河县'),
      template: 'wathet',
      text_tag_list: [{ text: text('待审'), color: 'orange' }],
    };
    const html = (<CardHtml card={{ ...cardOf(), header }} use={use} />).toString();
    for (const part of ['t-wathet', '收到 12 份稿件', '清河县', '待审', 'c-orange'])
      expect(html).toContain(part);
  });

  it('shows a chart as a table, one column a series', () => {
    const values = [
      { day: '11-19', ending: '有回答', count: 2 },
      { day: '11-19', ending: '没有找到', count: 1 },
      { day: '11-20', ending: '有回答', count: 5 },
    ];
    const spec = { type: 'bar', title: { text: '每天的提问' }, data: { values } };
    const stacked = { ...spec, xField: 'day', yField: 'count', seriesField: 'ending' };
    const html = show({ tag: 'chart', chart_spec: stacked });
    expect(html).toContain('<caption>每天的提问</caption>');
    expect(html).toContain('<th scope="col">有回答</th><th scope="col">没有找到</th>');
    expect(html).toContain('<th scope="row">11-19</th><td>2</td><td>1</td>');
    expect(html).toContain('<th scope="row">11-20</th><td>5</td><td></td>');
    expect(show({ tag: 'chart', chart_spec: null })).toContain('<table>');
  });

  it.each([
    ['markup', '<b>粗</b><script>x</script>', '&lt;script&gt;'],
    ['Markdown', '**粗** [x](http://evil)', '**粗** [x](http://evil)'],
  ])('shows plain text with %s as it is', (_, content, shown) => {
    const html = show({ tag: 'div', text: text(content) });
    expect(html).toContain(shown);
    expect(html).not.toMatch(/<script|<strong|href="http:\/\/evil/);
  });

  it.each<[string, string]>([
    ['**粗** 与 *斜*', '<strong>粗</strong>'],
    ["升至<font color='red'>96&#37;</font>以上", '<span class="card-ink c-red">96%</span>'],
    ["<text_tag color='blue'>新</text_tag>", '<span class="card-tag c-blue">新</span>'],
    ['一行<br>又一行', '一行<br/>又一行'],
    ['- 甲\n- 乙', '<li>甲</li><li>乙</li>'],
    ['&#60;at id=all&#62;', '&lt;at id=all&gt;'],
    ['[查看](https://bao.example/x)', '<a href="https://bao.example/x">查看</a>'],
    ['| 甲 | 乙 |\n| - | - |\n| 1 | 2 |', '<td>2</td>'],
  ])('shows the Markdown %j', (content, shown) => {
    expect(markdown(content)).toContain(shown);
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '<font color=\'x" onload="y\'>a</font>',
    "<a href='javascript:alert(1)'>x</a>",
  ])('makes no markup of the Markdown %s', (content) => {
    expect(markdown(content)).not.toMatch(/<script|<img|href="javascript|onload="/);
  });

  it('keeps links to our own pages on the host the reader is on, and drops what is no link', () => {
    const link = (default_url: string) =>
      show({ tag: 'button', text: text('看'), behaviors: [{ type: 'open_url', default_url }] });
    expect(link('https://bao.example/issues/a#p1')).toContain('href="/issues/a#p1"');
    expect(link('https://bao.example.evil/x')).toContain('href="https://bao.example.evil/x"');
    expect(link('javascript:alert(1)')).not.toContain('href');
  });

  it('makes a callback button a form with the message and the place of the button', () => {
    const html = show(
      { tag: 'hr' },
      { tag: 'button', text: text('有用'), behaviors: [{ type: 'callback', value: { act: 'useful' } }] },
    );
    expect(html).toContain('<form method="post" action="/clicks">');
    expect(html).toContain('<input type="hidden" name="message" value="om_1"/>');
    expect(html).toContain('name="element" value="/body/elements/1"');
  });

  it('puts the fields of a form into one form, with labels, and its panels open and shut', () => {
    const html = show(
      {
        tag: 'form',
        name: 'f',
        elements: [
          { tag: 'input', name: 'title', label: text('标题'), required: true, max_length: 20 },
          {
            tag: 'select_static',
            name: 'kind',
            placeholder: text('类型'),
            options: [{ text: text('通知'), value: 'n' }],
          },
          { tag: 'date_picker', name: 'from', placeholder: text('日期') },
          {
            tag: 'button',
            name: 'go',
            text: text('发布'),
            form_action_type: 'submit',
            confirm: { title: text('发布？') },
          },
        ],
      },
      {
        tag: 'collapsible_panel',
        header: { title: text('更多') },
        elements: [{ tag: 'div', text: text('里面') }],
      },
    );
    expect(html.match(/<form/g)).toHaveLength(1);
    expect(html).toMatch(
      /<input type="text" name="value:title" required="" aria-label="标题" maxlength="20"/,
    );
    expect(html).toContain('<option value="n">通知</option>');
    expect(html).toContain('type="date"');
    expect(html).toContain('data-confirm="发布？"');
    expect(html).toMatch(/<details class="card-panel"><summary>更多<\/summary>.*里面/);
  });

  it('names what it cannot show', () => {
    expect(show({ tag: 'audio' })).toContain(pages.cardUnknown('audio'));
  });

  it('styles nothing inline, which the policy of the pages forbids', () => {
    const html = show(
      {
        tag: 'column_set',
        flex_mode: 'flow',
        columns: [{ tag: 'column', width: 'weighted', weight: 3, elements: [] }],
      },
      { tag: 'table', columns: [{ name: 'n', display_name: '数' }], rows: [{ n: 41 }] },
    );
    expect(html).toContain('w-3');
    expect(html).toContain('<td>41</td>');
    expect(html).not.toContain('style=');
  });
});

describe('elementAt()', () => {
  const card = cardOf({ tag: 'column_set', columns: [{ tag: 'column', elements: [{ tag: 'hr' }] }] });

  it.each([
    ['/body/elements/0', 'column_set'],
    ['/body/elements/0/columns/0/elements/0', 'hr'],
  ])('%s is the %s', (path, tag) => {
    expect(elementAt(card, path)?.tag).toBe(tag);
  });

  it.each([
    '',
    '/',
    '/body',
    '/body/elements/7',
    '/body/elements/length',
    '/__proto__',
    '/constructor',
    'body',
  ])('%s is none', (path) => {
    expect(elementAt(card, path)).toBeNull();
  });
});

describe('actionOf()', () => {
  const callback = [{ type: 'callback', value: { a: 1 } }];

  it.each<[string, CardElement, Record<string, string>, object]>([
    ['a button', { tag: 'button', behaviors: callback }, {}, { tag: 'button', value: { a: 1 } }],
    [
      'a button that sends a form',
      { tag: 'button', name: 'go', form_action_type: 'submit' },
      { title: '题' },
      { tag: 'button', name: 'go', form_value: { title: '题' } },
    ],
    [
      'a select',
      { tag: 'select_static', name: 's' },
      { s: 'x' },
      { tag: 'select_static', name: 's', option: 'x' },
    ],
    ['a field', { tag: 'input', name: 'i' }, { i: '字' }, { tag: 'input', name: 'i', input_value: '字' }],
  ])('of %s is what Feishu calls back with', (_, element, fields, action) => {
    expect(actionOf(element, fields)).toEqual(action);
  });
});
