/** What the invented library of the bench is made of beside sentences of the sample library and jieba's dictionary. */

/** Two of these and a level make a place. */
export const placeCharacters = [
  ...'云石松柏青白龙凤金银东西南北江河湖海山川林泉溪潭安宁和平永长兴昌德清明阳',
];
export const placeLevels = ['县', '市', '区'];
/** A place at the beginning of a unit's name. */
export const placeName = /^(?:中共)?(\p{Script=Han}{2,3}[县市区])/u;

export const bulletinOf = (place: string): string => `${place}组工信息`;
export const unitOf = (place: string): string => `中共${place}委组织部`;

/** Ways to ask about `topic`, words of some passage, with or without its place. */
export const questions: ((place: string, topic: string) => string)[] = [
  (place, topic) => `${place}的${topic}是怎么做的？`,
  (place, topic) => `${place}在${topic}方面有哪些做法`,
  (place, topic) => `${place}${topic}有多少？`,
  (_, topic) => `哪些地方开展了${topic}？`,
  (_, topic) => `${topic}取得了什么成效`,
  (_, topic) => `请问${topic}具体怎么落实的`,
  (_, topic) => `关于${topic}有什么规定？`,
  (place, topic) => `${place}什么时候开始${topic}`,
  (_, topic) => `${topic}由谁负责？`,
  (place, topic) => `去年${place}${topic}的情况`,
  (_, topic) => topic,
];
