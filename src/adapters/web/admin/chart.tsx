import { scaleBand, scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import type { DayOfQuestions, Ending } from '../../../core/reporting/question-statistics.ts';
import { admin as words } from '../../../core/wording.ts';

const WIDTH = 720;
const HEIGHT = 220;
const LEFT = 32;
const BOTTOM = 24;
export const endings = ['answered', 'near-miss', 'not-found'] as const satisfies readonly Ending[];

/** Questions a day, stacked by how they ended. What it shows stands in a table as well. */
export function QuestionsChart({ days }: { days: readonly DayOfQuestions[] }) {
  const totals = days.map(({ counts }) => endings.reduce((sum, ending) => sum + counts[ending], 0));
  const x = scaleBand(
    days.map(({ day }) => day),
    [LEFT, WIDTH],
  ).padding(0.25);
  const y = scaleLinear([0, Math.max(4, ...totals)], [HEIGHT - BOTTOM, 8]).nice(4);
  const layers = stack<unknown, DayOfQuestions, Ending>()
    .keys(endings)
    .value(({ counts }, ending) => counts[ending])(days);
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words.chartLabel}>
      {y.ticks(4).map((tick) => (
        <g class="chart-line">
          <line x1={LEFT} x2={WIDTH} y1={y(tick)} y2={y(tick)} />
          <text x={LEFT - 6} y={y(tick)} text-anchor="end" dominant-baseline="middle">
            {tick}
          </text>
        </g>
      ))}
      {layers.map((layer) => (
        <g class={`chart-${layer.key}`}>
          {layer.map(([from, to], i) =>
            to > from ? (
              <rect x={x(days[i]?.day ?? '')} y={y(to)} width={x.bandwidth()} height={y(from) - y(to)} />
            ) : null,
          )}
        </g>
      ))}
      {days.map(({ day }) => (
        <text class="chart-day" x={(x(day) ?? 0) + x.bandwidth() / 2} y={HEIGHT - 6} text-anchor="middle">
          {day.slice(5)}
        </text>
      ))}
    </svg>
  );
}
