import { describe, expect, it } from 'vitest';
import type { Line } from '../../../src/core/ports.ts';
import { healLines } from '../../../src/core/reading/healing.ts';

const heal = (text: string): string[] =>
  healLines(text.split('\n').map((line): Line => ({ text: line }))).map((block) => block.text);

const long =
  '全县上下把这项工作摆在突出位置，逐级压实责任，细化工作举措，形成了一级抓一级、层层抓落实的良好局面';

describe('healLines()', () => {
  it.each([
    ['a word cut by a page', `${long}，打造过硬的工作队\n\n伍，取得了实效。`, 1],
    ['a quotation cut by a page', `${long}，形成“三个\n\n一”工作法。`, 1],
    ['a title in 《》 cut by a page', `${long}。出台《关于加强\n\n队伍建设的意见》。`, 1],
    ['a stray line feed', `${long}。又把责任\n细化到人。`, 1],
    ['a cut with no punctuation beside it', `${long}，帮助有困难的\n\n干部 12 人次。`, 1],
  ])('joins %s', (_, text, count) => {
    expect(heal(text)).toHaveLength(count);
    expect(heal(text).join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
  });

  it.each([
    ['two finished paragraphs', `${long}。\n\n${long}。`],
    ['a title and its text', `坚持问题导向，推动基层治理走深走实见效\n\n${long}。`],
    ['a numbered heading', `${long}\n\n二、主要成效`],
    ['a colophon line', `${long}\n\n送：各县（市、区）。`],
    ['the leader’s comment', `${long}\n\n领导批示：`],
    ['a title with its unit under it', `${long}\n\n又一篇文章的题目\n中共青禾县委组织部`],
    [
      'a paragraph whose quotation ended in a full stop',
      `${long}，群众说：“这样好。”\n\n下一段从这里开始，${long}。`,
    ],
  ])('does not join %s', (_, text) => {
    expect(heal(text)).toEqual(text.split(/\n+/u));
  });

  it('joins lines wrapped at one width and starts a paragraph at an indent', () => {
    const text = [
      '　　围绕产业发展需要，建立联系服务机制，由县级领导牵头',
      '包联重点企业，定期上门走访，了解企业在用工、用地、融资',
      '2、3个方面的需求，逐一建立台账，明确责任单位和完成时',
      '限，确保件件有回音。',
      '　　同时，健全督查考核机制，把服务成效纳入年度考核内容',
      '之中，对工作不力的单位予以通报。',
    ];
    expect(heal(text.join('\n'))).toEqual(
      [text.slice(0, 4), text.slice(4)].map((lines) => lines.join('').trim()),
    );
  });

  it('adds a space only between Latin words', () => {
    const start = `${long}，引进了一批产品，其中有 Open`;
    expect(heal(`${start}\nSource 项目。`)).toEqual([`${start} Source 项目。`]);
  });

  it('keeps bold marks as ranges of the joined text', () => {
    const [block] = healLines([{ text: `${long}。**突出重点**` }, { text: '补齐短板。加强统筹协调。' }]);
    expect(block!.text).toBe(`${long}。突出重点补齐短板。加强统筹协调。`);
    expect(block!.bold.map(([start, end]) => block!.text.slice(start, end))).toEqual(['突出重点']);
  });

  it('leaves asterisks that mask a name or have no partner', () => {
    const text = '完成户厕改造**市下达任务的112%，**县也已完成；另有一处**没有配对的星号。';
    expect(heal(text)).toEqual([text]);
  });
});
