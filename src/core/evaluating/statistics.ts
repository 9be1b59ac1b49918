/** Smallest value that at least `share` (0 to 1) of the values do not exceed (nearest rank); 0 of no values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/** Share of the items that pass, 0 to 1; null of no items. */
export function shareOf<T>(items: readonly T[], passes: (item: T) => boolean): number | null {
  return items.length === 0 ? null : items.filter(passes).length / items.length;
}
