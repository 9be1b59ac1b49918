import { scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import { benchCommand as wording } from '../../src/core/wording.ts';
import type { EngineFigures } from './measure-engine.ts';
import { sizeName } from './report.ts';

const WIDTH = 760;
const HEIGHT = 420;
const LEFT = 88;
const RIGHT = 590;
const TOP = 48;
const BOTTOM = 370;
/** Least space between the names of two lines. */
const NAME_SPACE = 17;
const NAME_WIDTH = 110;
const COLOURS = ['#1456f0', '#d83931', '#2ea121', '#de7802', '#7f3bf5', '#646a73'];

/** What a question costs by the size of the library, both on logarithmic scales: the median as a line, p99 dashed. SVG. */
export function drawQuestionCost(figures: readonly EngineFigures[]): string {
  const sizes = [...new Set(figures.map(({ passages }) => passages))].sort((a, b) => a - b);
  const times = figures.flatMap(({ questionMs }) => [questionMs.p50, questionMs.p99]);
  const x = scaleLog([sizes[0]! / 1.15, sizes.at(-1)! * 1.15], [LEFT, RIGHT]);
  const y = scaleLog([Math.min(...times), Math.max(...times)], [BOTTOM, TOP]).nice();
  const engines = [...new Set(figures.map(({ engine }) => engine))];
  const marks = y.ticks().filter((tick) => Math.abs(Math.log10(tick) - Math.round(Math.log10(tick))) < 1e-9);
  const drawn = engines.map((engine, i) => {
    const points = figures.filter((one) => one.engine === engine).sort((a, b) => a.passages - b.passages);
    const colour = COLOURS[i % COLOURS.length]!;
    const path = (share: 'p50' | 'p99', style: string): string => {
      const d = line<EngineFigures>(
        ({ passages }) => x(passages),
        ({ questionMs }) => y(questionMs[share]),
      )(points);
      const dots = points.map(
        ({ passages, questionMs }) =>
          `<circle cx="${round(x(passages))}" cy="${round(y(questionMs[share]))}" r="3" fill="${colour}"/>`,
      );
      return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="2"${style}/>${dots.join('')}`;
    };
    const last = points.at(-1)!;
    return {
      engine,
      colour,
      lines: path('p50', '') + path('p99', ' stroke-dasharray="5 4"'),
      end: { x: x(last.passages), y: y(last.questionMs.p50) },
    };
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">
<title>${wording.chart.title}</title>
<rect width="100%" height="100%" fill="#fff"/>
<text x="${LEFT}" y="24" font-size="15" font-weight="bold">${wording.chart.title}</text>
${marks.map((tick) => `<path d="M${LEFT} ${round(y(tick))}H${RIGHT}" stroke="#dee0e3"/><text x="${LEFT - 8}" y="${round(y(tick) + 4)}" text-anchor="end">${tick} ms</text>`).join('\n')}
${sizes.map((size) => `<path d="M${round(x(size))} ${TOP}V${BOTTOM}" stroke="#eff0f1"/><text x="${round(x(size))}" y="${BOTTOM + 20}" text-anchor="middle">${sizeName(size)}</text>`).join('\n')}
<text x="${(LEFT + RIGHT) / 2}" y="${BOTTOM + 40}" text-anchor="middle">${wording.chart.size}</text>
${drawn.map(({ lines }) => lines).join('\n')}
${namesApart(drawn)
  .map(
    ({ engine, colour, end }) =>
      `<text x="${round(end.x + 10)}" y="${round(end.y + 4)}" fill="${colour}">${engine}</text>`,
  )
  .join('\n')}
</svg>
`;
}

/** Names beside the ends of their lines, moved down as far as they would cover another that begins near. */
function namesApart<T extends { end: { x: number; y: number } }>(lines: readonly T[]): T[] {
  const placed: T[] = [];
  for (const one of [...lines].sort((a, b) => a.end.y - b.end.y)) {
    const near = placed.filter(({ end }) => Math.abs(end.x - one.end.x) < NAME_WIDTH);
    const y = Math.max(one.end.y, ...near.map(({ end }) => end.y + NAME_SPACE));
    placed.push({ ...one, end: { ...one.end, y } });
  }
  return placed;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
