/** An issue as an editor would paste it. */
export const issueText = (number: number, houses = 240): string => `云川组工信息
第${number}期
中共云川市委组织部编　　2024年3月${number}日

柳溪县建好人才公寓“柳溪青居”
柳溪县委组织部

柳溪县建成人才公寓“柳溪青居”${houses}套，入住青年人才417名，租金按市场价的六成收取，由县人才服务中心统一管理。
全县建成人才驿站9个，全年接待返乡人才3100人次，帮助对接就业岗位1200个。
`;
