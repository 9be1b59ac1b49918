import { describe, expect, it } from 'vitest';
import { documentIn, textOf } from '../../../src/adapters/feishu/content.ts';

describe('textOf()', () => {
  it.each([
    ['text', '{"text":"@_user_1 你好"}', '@_user_1 你好'],
    ['text', '{"text":"看[这里](https://a.example/b?c=d)吧"}', '看这里吧'],
    ['text', '{"text":5}', ''],
    ['text', '{}', ''],
    ['text', 'no json', ''],
    ['text', 'null', ''],
    ['image', '{"image_key":"img_1"}', null],
    ['file', '{"file_key":"f","file_name":"a.docx"}', null],
    ['sticker', '{"file_key":"f"}', null],
    ['merge_forward', '{"content":"Merged and Forwarded Message"}', null],
    ['post', '{"title":"","content":[]}', ''],
    ['post', '{"content":"x"}', ''],
    ['post', '[]', ''],
  ])('of %s %s is %j', (type, content, text) => {
    expect(textOf(type, content)).toBe(text);
  });

  it('of a post is its title and lines, mentions as placeholders, pictures left out', () => {
    const post = {
      title: '请教',
      content: [
        [
          { tag: 'at', user_id: '@_user_1', user_name: '问报' },
          { tag: 'text', text: '人才公寓', style: ['bold'] },
          { tag: 'a', href: 'https://a.example', text: '在哪' },
        ],
        [{ tag: 'img', image_key: 'img_1' }],
        ['broken', { tag: 'code_block', language: 'GO', text: '240套' }],
      ],
    };
    expect(textOf('post', JSON.stringify(post))).toBe('请教\n @_user_1 人才公寓在哪\n240套');
  });
});

describe('documentIn()', () => {
  const token = 'DocxTokenOfTwentySevenChars';
  const found = (type: string, beside: string) => ({ type, token, beside });
  it.each([
    [`看看 https://x.feishu.cn/docx/${token}?from=a#b 吧`, found('docx', '看看  吧')],
    [`[标题（一）](https://x.feishu.cn/wiki/${token})`, found('wiki', '')],
    [`https://x.larksuite.com/sheets/${token}`, found('other', '')],
    [`https://docs.example:8443/docx/${token}/`, found('docx', '')],
    ['https://x.feishu.cn/docx/short', null],
    [`https://x.feishu.cn/messenger/${token}`, null],
    [`ftp://x.feishu.cn/docx/${token}`, null],
    ['没有链接', null],
  ])('of the text %j is %j', (text, expected) => {
    expect(documentIn('text', JSON.stringify({ text }))).toEqual(expected);
  });

  it('of a post is the address of a link, or one that was typed', () => {
    const post = (...nodes: object[]) => JSON.stringify({ title: '', content: [nodes] });
    const link = { tag: 'a', href: `https://x.feishu.cn/docx/${token}`, text: '第6期' };
    expect(documentIn('post', post({ tag: 'text', text: '收录' }, link))).toEqual(found('docx', '收录'));
    expect(documentIn('post', post({ tag: 'text', text: link.href }))).toEqual(found('docx', ''));
    expect(documentIn('post', 'no json')).toBeNull();
  });

  it('of a file is null, whatever it is called', () => {
    const content = { file_key: 'f', file_name: `https://x.feishu.cn/docx/${token}` };
    expect(documentIn('file', JSON.stringify(content))).toBeNull();
  });
});
