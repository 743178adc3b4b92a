/**
 * The middle of the values; the mean of the two middle ones where their number is even.
 *
 * @throws RangeError where there are none.
 */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('No values have no median.');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/**
 * The smallest of the values that at least this share of them does not exceed.
 *
 * @param share above 0, at most 1: 0.95 for the 95th percentile
 * @throws RangeError where there are no values.
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.ceil(sorted.length * share) - 1];
  if (value === undefined) throw new RangeError('No values have no percentile.');
  return value;
}

/** The items, begun at another one in each round, so that no contestant always comes first. */
export function rotated<T>(items: readonly T[], round: number): T[] {
  const by = items.length === 0 ? 0 : round % items.length;
  return [...items.slice(by), ...items.slice(0, by)];
}

/** A number for a person: three significant digits below 1,000, whole and grouped above. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value >= 999.5) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(value < 0.001 ? 1 : value < 10 ? 2 : 3)));
}

/** A ratio for a person: `1.3×`. */
export function formatRatio(value: number): string {
  return `${formatNumber(value)}×`;
}
