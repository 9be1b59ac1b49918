import type { Part } from './part.ts';

/** So many parts of one tier become one of the next; a passage is written once a tier. */
const FAN = 16;
/** What fits the lowest tier: about one issue. */
const LOWEST = 64;
/** An index at rest has at most this many parts, and all but the largest are at most this share of it. */
const RESTING = 6;
const RESTING_SHARE = 0.25;
/** A segment is written anew when so much of it is gone: a share of its passages, or so many stretches. */
const GONE_SHARE = 0.2;
const GONE_STRETCHES = 64;

/**
 * Which parts to write as one next; empty when all is well. While issues keep coming only full tiers are merged, so that
 * a large import writes each passage few times; at rest the smallest parts are, until few are left.
 */
export function nextMerge(parts: readonly Part[], isResting: boolean): readonly Part[] {
  const worn = parts.find(isWorn);
  if (worn !== undefined) return [worn];
  for (const tier of tiersOf(parts)) if (tier.length >= FAN) return tier;
  if (!isResting || parts.length < 2) return [];
  const sizes = parts.map(({ passages }) => passages);
  const largest = Math.max(...sizes);
  if (sizes.reduce((sum, size) => sum + size) > largest * (1 + RESTING_SHARE)) return parts;
  return parts.length > RESTING ? smallest(parts) : [];
}

/** True when merging has fallen behind so far that adding more should wait. */
export function isCrowded(parts: readonly Part[]): boolean {
  return tiersOf(parts).some((tier) => tier.length >= 2 * FAN);
}

function isWorn({ segment, gone, passages }: Part): boolean {
  return gone.length > GONE_STRETCHES || passages < segment.lengths.length * (1 - GONE_SHARE);
}

function tiersOf(parts: readonly Part[]): Part[][] {
  const tiers = new Map<number, Part[]>();
  for (const part of parts) {
    const tier = Math.max(0, Math.floor(Math.log(part.passages / LOWEST) / Math.log(FAN)) + 1);
    tiers.set(tier, [...(tiers.get(tier) ?? []), part]);
  }
  return [...tiers.values()];
}

/** The smallest four, and the next ones as long as they are not large beside those before them. */
function smallest(parts: readonly Part[]): Part[] {
  const bySize = [...parts].sort((a, b) => a.passages - b.passages);
  let count = 0;
  let passages = 0;
  for (const part of bySize) {
    if (count >= 4 && part.passages > 2 * passages) break;
    passages += part.passages;
    count++;
  }
  return bySize.slice(0, count);
}
