import { describe, expect, it } from 'vitest';
import { validateCard } from '../../fakes/fake-feishu/validate-card.ts';

const card = (elements: unknown[], changes: object = {}): object => ({
  schema: '2.0',
  config: { update_multi: true },
  body: { elements },
  ...changes,
});
const text = (content: string): object => ({ tag: 'plain_text', content });
const markdown = (content: string): object => ({ tag: 'markdown', content });
const button = (changes: object = {}): object => ({ tag: 'button', text: text('按'), ...changes });
const submit = button({ name: 'go', form_action_type: 'submit' });
const form = (...elements: unknown[]): object => ({ tag: 'form', name: 'f', elements });
const column = (...elements: unknown[]): object => ({
  tag: 'column_set',
  columns: [{ tag: 'column', elements }],
});
const input = (name?: string): object => ({ tag: 'input', ...(name && { name }) });
const select = (...values: string[]): object => ({
  tag: 'select_static',
  options: values.map((value) => ({ text: text(value), value })),
});

describe('validateCard() accepts', () => {
  it.each<[string, object]>([
    ['an empty card', card([])],
    [
      'text, rule, picture, person',
      card([
        { tag: 'div', text: { ...text('t'), text_size: 'notation', text_color: 'grey', lines: 2 } },
        { tag: 'hr' },
        { tag: 'img', img_key: 'img_v3', alt: text('图'), scale_type: 'fit_horizontal' },
        { tag: 'person', user_id: 'ou_1', show_name: true },
      ]),
    ],
    ['a form', card([form(input('title'), { ...select('a', 'b'), name: 'kind', required: true }, submit)])],
    [
      'a table and a chart',
      card([
        {
          tag: 'table',
          page_size: 5,
          columns: [{ name: 'q', display_name: '问', data_type: 'text' }],
          rows: [{ q: '停车' }],
        },
        { tag: 'chart', aspect_ratio: '16:9', chart_spec: { type: 'bar' } },
      ]),
    ],
    [
      'two ways to act on one button',
      card([
        button({
          behaviors: [
            { type: 'callback', value: { a: 1 } },
            { type: 'open_url', default_url: 'https://a' },
          ],
        }),
      ]),
    ],
    [
      'Markdown with the tags it knows',
      card([markdown("<font color='red'>红</font><br><text_tag color='blue'>v</text_tag>")]),
    ],
    [
      'header and tags',
      card([], {
        header: {
          title: text('T'),
          template: 'wathet',
          text_tag_list: [{ tag: 'text_tag', text: text('x'), color: 'neutral' }],
        },
      }),
    ],
  ])('%s', (_, good) => {
    expect(validateCard(good)).toEqual([]);
  });
});

describe('validateCard() finds', () => {
  const deep = column(column(column(markdown('x'))));
  it.each<[string, unknown, RegExp]>([
    ['something that is no card', null, /object/],
    ['schema 1.0', { ...card([]), schema: '1.0' }, /2\.0/],
    ['a card that cannot be changed later', card([], { config: { update_multi: false } }), /true/],
    ['an unknown property', card([{ ...markdown('x'), corner_radius: '8px' }]), /corner_radius/],
    [
      'an unknown property of a column',
      card([{ tag: 'column_set', columns: [{ tag: 'column', corner_radius: '8px' }] }]),
      /corner_radius/,
    ],
    ['a tag of cards 1.0', card([{ tag: 'note', elements: [] }]), /tag|discriminator/i],
    ['an address on a button as in cards 1.0', card([button({ url: 'https://a' })]), /url/],
    [
      'a callback value that is no object',
      card([button({ behaviors: [{ type: 'callback', value: 'x' }] })]),
      /record|object/,
    ],
    ['a button without text', card([button({ text: text('') })]), /1/],
    ['a button with too long a text', card([button({ text: text('长'.repeat(101)) })]), /100/],
    ['a wrong colour of the header', card([], { header: { title: text('T'), template: 'pink' } }), /option/],
    [
      'a grey tag',
      card([], {
        header: { title: text('T'), text_tag_list: [{ tag: 'text_tag', text: text('x'), color: 'grey' }] },
      }),
      /option/,
    ],
    ['a wrong element_id', card([{ ...markdown('x'), element_id: '1st' }]), /pattern/],
    [
      'an element_id used twice',
      card([
        { ...markdown('x'), element_id: 'a' },
        { ...markdown('y'), element_id: 'a' },
      ]),
      /twice/,
    ],
    [
      'a name used twice',
      card([
        { ...select('a'), name: 'n' },
        { ...select('b'), name: 'n' },
      ]),
      /twice/,
    ],
    ['two options of one value', card([select('a', 'a')]), /same value/],
    ['a form inside a column', card([column(form(submit))]), /root/],
    [
      'a table inside a column',
      card([column({ tag: 'table', columns: [{ name: 'a', data_type: 'text' }], rows: [] })]),
      /root/,
    ],
    [
      'a form in a form',
      card([
        form(submit, {
          tag: 'form',
          name: 'g',
          elements: [button({ name: 'h', form_action_type: 'submit' })],
        }),
      ]),
      /root/,
    ],
    ['a form without a submit button', card([form(input('a'))]), /submit/],
    ['a control without a name in a form', card([form(input(), submit)]), /name/],
    [
      'a button with behaviors in a form',
      card([form(submit, button({ name: 'x', form_action_type: 'reset', behaviors: [] }))]),
      /behaviors/,
    ],
    ['required outside a form', card([{ ...select('a'), required: true }]), /required/],
    ['more than five levels', card([deep]), /levels/],
    ['more than 200 elements', card(Array.from({ length: 201 }, () => ({ tag: 'hr' }))), /200/],
    [
      'text nodes over 200',
      card(Array.from({ length: 101 }, () => ({ tag: 'div', text: text('x') }))),
      /200/,
    ],
    ['more than 30 KB', card([markdown('长'.repeat(10_000))]), /30 KB/],
    [
      'more than five tables',
      card(
        Array.from({ length: 6 }, () => ({
          tag: 'table',
          columns: [{ name: 'a', data_type: 'text' }],
          rows: [],
        })),
      ),
      /5 tables/,
    ],
    ['a mention of everyone', card([markdown('<at id=all></at>')]), /everyone/],
    ['a tag that would be lost', card([markdown('List<String>')]), /no tag/],
    ['an open angle bracket', card([markdown('a < b')]), /no tag/],
  ])('%s', (_, bad, problem) => {
    expect(JSON.stringify(validateCard(bad))).toMatch(problem);
  });
});
