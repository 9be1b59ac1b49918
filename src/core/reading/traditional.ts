const pairs =
  '總总號号編编領领導导錄录報报發发單单簡简組组織织員员會会黨党縣县區区鎮镇鄉乡辦办務务屬属產产學学醫医團团聯联協协對对簽签審审來来責责輯辑話话郵邮電电創创專专訊讯動动態态機机絕绝內内資资請请將将級级處处廳厅灣湾財财衛卫勞劳農农業业場场園园廠厂銀银無无開开閱阅傳传參参載载關关讀读類类時时間间題题標标緊紧與与設设質质監监檢检誌志續续經经濟济幾几萬万兩两門门東东';
const simplified = new Map<string, string>();
for (let index = 0; index < pairs.length; index += 2) simplified.set(pairs[index]!, pairs[index + 1]!);
const traditional = new RegExp(`[${[...simplified.keys()].join('')}]`, 'gu');

/**
 * Traditional characters of labels, offices and marks as simplified ones, one for one, so that one pattern recognises
 * both and positions stay. Only for recognising; what is kept is as printed.
 */
export const foldTraditional = (text: string): string =>
  text.replace(traditional, (character) => simplified.get(character)!);
