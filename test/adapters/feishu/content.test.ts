import { describe, expect, it } from 'vitest';
import { textOf } from '../../../src/adapters/feishu/content.ts';

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
