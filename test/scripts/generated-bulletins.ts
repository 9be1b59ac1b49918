const places = ['柳溪县', '青禾县', '云台区', '石泉市', '白鹭县', '松岭县', '望江区', '清河县'];
const topics = [
  '人才驿站',
  '驻村帮扶',
  '社区治理',
  '干部培训',
  '档案管理',
  '志愿服务',
  '园区党建',
  '老干部工作',
];
const pick = <T>(list: T[], n: number): T => list[n % list.length]!;

/** The text of one issue of an invented bulletin, different for every number. */
export function bulletinText(year: number, number: number, figure = number * 7 + (year % 100) * 400): string {
  const article = (n: number): string => {
    const place = pick(places, number + n * 3);
    const topic = pick(topics, number * 3 + n);
    return `${place}扎实做好${topic}工作
${place}委组织部

${place}把${topic}作为今年的重点任务，成立由分管领导牵头的专班，先后召开会议${figure + n}次，走访群众${figure * 11 + n}户，收集意见建议${figure * 5 + n}条，逐条明确责任单位和完成时限。

一、压实责任抓落实。${place}建立周调度、月通报制度，把任务分解到${figure + 2 + n}个乡镇（街道），选派干部${figure * 2 + n}名驻点指导，形成上下联动的工作格局。

二、创新方法促提升。${place}依托党群服务中心设立${topic}服务点${figure + 9 + n}处，全年开展活动${figure * 3 + n}场次，参与群众${figure * 37 + n}人次，群众满意度明显提高。
`;
  };
  return `云川组工信息
第${number}期
中共云川市委组织部办公室　　　　${year}年${(number % 12) + 1}月${(number % 28) + 1}日

编者按：现将两地的做法刊发如下，供各地参考。

${article(1)}
${article(2)}
报：省委组织部
送：市直各单位
`;
}

/** What must never get into a library, by turns. */
export function badFile(n: number): { name: string; content: string | Uint8Array } {
  switch (n % 4) {
    case 0:
      return { name: `${n}密.txt`, content: `机密★3年\n${bulletinText(2020, n)}` };
    case 1:
      return { name: `${n}坏.pdf`, content: Uint8Array.from({ length: 2_000 }, (_, i) => (i * 7 + n) % 256) };
    case 2:
      return { name: `${n}空.txt`, content: '' };
    default:
      return { name: `${n}闲.txt`, content: `今天下午三点开会，请${n}楼的同志准时参加。` };
  }
}
