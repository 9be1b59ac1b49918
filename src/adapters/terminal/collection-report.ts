import type { CollectionReport, RankingReport } from '../../core/evaluating/collection-report.ts';
import { evaluateCommand as wording } from '../../core/wording.ts';
import { formatTable } from './table.ts';

/** How well a collection is searched, and under it the baseline where there is one. */
export function formatCollectionReport(report: CollectionReport, baseline: RankingReport | null): string {
  const { excerpt } = report;
  const rows = [
    row(wording.engines.own, report, [wording.percent(excerpt.first), wording.percent(excerpt.anyOf3)]),
  ];
  if (baseline) rows.push(row(wording.engines.baseline, baseline, ['–', '–']));
  return formatTable([...wording.collectionHead], rows);
}

function row(
  label: string,
  { n, recall, mrr10, ndcg10, ms }: RankingReport,
  excerpts: string[],
): (string | number)[] {
  return [
    label,
    n,
    ...[recall[1], recall[5], recall[10], mrr10, ndcg10].map(wording.percent),
    ...excerpts,
    ms.p50.toFixed(1),
    ms.p99.toFixed(1),
    (ms.build / 1_000).toFixed(1),
  ];
}
