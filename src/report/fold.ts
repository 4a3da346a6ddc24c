/**
 * Rows and columns whose totals are too small to be shown become one line. So every total that a report shows is
 * nought or large enough, in every table alike, and tables that share totals tell nothing more together than each alone.
 */
import { isSmall } from './suppression.ts'

/** Something that is counted: a category, a network, a month. */
export interface Item {
  readonly id: string
  readonly label: string
}

/** One or several items in one line. */
export interface Line extends Item {
  readonly members: readonly string[]
}

export const foldedId = 'together'

/**
 * @param items in the order of the table
 * @param totalsOf the totals of an item that tables show: of each, the line has none or at least `threshold`
 * @returns a line for each item, and at the end one for those that are too small alone
 */
export function foldSmall(
  items: readonly Item[],
  totalsOf: (id: string) => readonly number[],
  threshold: number,
): readonly Line[] {
  const small = new Set(
    items.filter(({ id }) => totalsOf(id).some((n) => isSmall(n, threshold))).map(({ id }) => id),
  )
  if (small.size === 0) return items.map(alone)
  const size = (id: string) => Math.max(0, ...totalsOf(id))
  const others = items
    .filter(({ id }) => !small.has(id) && size(id) > 0)
    .sort((a, b) => size(a.id) - size(b.id))
  while (!isEnough([...small].map(totalsOf), threshold)) {
    const next = others.shift()
    if (next === undefined) break
    small.add(next.id)
  }
  const folded = items.filter(({ id }) => small.has(id))
  // With nothing to hide behind, it is hidden as it stands.
  if (folded.length === 1) return items.map(alone)
  const line: Line = {
    id: foldedId,
    label: `Together: ${folded.map(({ label }) => label).join('; ')}`,
    members: folded.map(({ id }) => id),
  }
  return [...items.filter(({ id }) => !small.has(id)).map(alone), line]
}

export const alone = (item: Item): Line => ({ id: item.id, label: item.label, members: [item.id] })

/** Two at least, and nothing small in the sums. */
function isEnough(totals: readonly (readonly number[])[], threshold: number): boolean {
  const sums = (totals[0] ?? []).map((_, i) => totals.reduce((sum, own) => sum + (own[i] ?? 0), 0))
  return totals.length >= 2 && !sums.some((n) => isSmall(n, threshold))
}
