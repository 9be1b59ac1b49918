import { describe, expect, it } from 'vitest';
import { readCommand } from '../../../src/core/conversation/commands.ts';

describe('readCommand()', () => {
  it.each([
    ['订阅', ''],
    ['订阅 人才', '人才'],
    ['订阅：桐城', '桐城'],
    ['订阅“一码通办”', '一码通办'],
    ['订阅人才', '人才'],
    ['订阅人才公寓。', '人才公寓'],
    ['订阅 驻村第一书记轮换', '驻村第一书记轮换'],
  ])('「%s」 subscribes', (text, topic) => {
    expect(readCommand(text)).toEqual({ kind: 'subscribe', topic });
  });

  it.each([
    ['退订', null],
    ['取消订阅', null],
    ['退订 人才', '人才'],
    ['退订人才', '人才'],
    ['取消订阅“桐城”', '桐城'],
  ])('「%s」 ends subscriptions', (text, topic) => {
    expect(readCommand(text)).toEqual({ kind: 'unsubscribe', topic });
  });

  it.each(['我的订阅', '订阅列表', '查看订阅'])('「%s」 lists them', (text) => {
    expect(readCommand(text)).toEqual({ kind: 'subscriptions' });
  });

  it.each([
    ['同义词 人才公寓=人才房', '人才公寓=人才房'],
    ['同义词：人才公寓＝人才房', '人才公寓＝人才房'],
    ['加同义词 甲=乙=丙', '甲=乙=丙'],
  ])('「%s」 adds a synonym', (text, said) => {
    expect(readCommand(text)).toEqual({ kind: 'synonym', said });
  });

  it.each([
    '订阅号怎么办',
    '订阅量',
    '订阅报刊有哪些要求',
    '订阅党报党刊工作怎么做',
    '订阅 人才公寓有多少套？',
    '哪些县写过订阅党报',
    '党报党刊订阅情况',
    '同义词是什么',
    '人才公寓=人才房',
    '人才公寓有多少套',
    '',
  ])('「%s」 is none', (text) => {
    expect(readCommand(text)).toBeNull();
  });
});
