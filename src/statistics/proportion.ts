/** Shares of counts, and how far they can be trusted. */

/** A 95% interval; both ends 0 to 1. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** Of the normal distribution, 97.5 in a hundred lie below. */
const z = 1.959964

/**
 * The Wilson score interval of a share, 95%. It holds for few cases, and for shares at 0 and 1.
 * @returns null where there is no case
 */
export function wilson(hits: number, cases: number): Interval | null {
  if (cases === 0) return null
  const share = hits / cases
  const spread = z ** 2 / cases
  const middle = (share + spread / 2) / (1 + spread)
  const half = (z * Math.sqrt((share * (1 - share)) / cases + spread / (4 * cases))) / (1 + spread)
  // At the ends the interval reaches 0 and 1 exactly, whatever the rounding makes of it.
  return {
    low: hits === 0 ? 0 : Math.max(0, middle - half),
    high: hits === cases ? 1 : Math.min(1, middle + half),
  }
}

/**
 * How far a second share lies above a first one of other cases, 95%, by Newcombe's method 10: two Wilson intervals put
 * together, so that it holds for few cases and for shares at 0 and 1, too.
 * @returns both ends -1 to 1; null where either has no case
 */
export function newcombe(
  [hitsA, casesA]: readonly [hits: number, cases: number],
  [hitsB, casesB]: readonly [hits: number, cases: number],
): Interval | null {
  const [a, b] = [wilson(hitsA, casesA), wilson(hitsB, casesB)]
  if (a === null || b === null) return null
  const [shareA, shareB] = [hitsA / casesA, hitsB / casesB]
  const difference = shareB - shareA
  return {
    low: difference - Math.hypot(shareB - b.low, a.high - shareA),
    high: difference + Math.hypot(b.high - shareB, shareA - a.low),
  }
}

/**
 * Cohen's kappa of two coders over cases that each puts into one of several kinds: agreement beyond what their
 * habits alone would give; 1 is full agreement, 0 is chance, below 0 less than chance.
 * @param table how often the first coder says the row and the second the column; square
 * @returns null where there is no case, or both always say the same one thing
 */
export function kappa(table: readonly (readonly number[])[]): number | null {
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0))
  const columns = rows.map((_, at) => table.reduce((sum, row) => sum + (row[at] ?? 0), 0))
  const all = rows.reduce((sum, count) => sum + count, 0)
  if (all === 0) return null
  const agreed = table.reduce((sum, row, at) => sum + (row[at] ?? 0), 0) / all
  const expected = rows.reduce((sum, count, at) => sum + count * (columns[at] ?? 0), 0) / all ** 2
  return expected >= 1 ? null : (agreed - expected) / (1 - expected)
}
