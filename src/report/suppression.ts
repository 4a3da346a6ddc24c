/**
 * Which cells must not be shown, so that no small one can be seen or worked out.
 *
 * A reader knows all totals. A hidden cell is safe if the table could just as well be another one, with the same
 * totals, in which that cell differs. Two tables with equal totals differ by a cycle: one more here, one less in the
 * same row, one more in that column ... back to where it began:
 *
 *        a    b    c
 *   x   +1    ·   −1        Each hidden cell lies on a cycle of hidden cells, and where one is taken away
 *   y    ·    ·    ·        there is one to spare: so both tables are possible, and nobody can tell which
 *   z   −1    ·   +1        is the true one.
 */

/** 1 to threshold − 1: shown, it could point at somebody. */
export const isSmall = (n: number, threshold: number): boolean => n > 0 && n < threshold

type Mask = readonly (readonly boolean[])[]

/**
 * The cells of a table that must be hidden where all totals of rows and columns are shown.
 * @param cells counts, one list for each row; every total is 0 or at least `threshold`, see `foldSmall`
 * @param threshold counts from 1 to threshold − 1 are hidden; 0 or 1 hides nothing
 * @returns for each cell whether it is hidden: all small ones, and as many others as make them safe
 */
export function protectTable(cells: readonly (readonly number[])[], threshold: number): Mask {
  const hidden = cells.map((row) => row.map((n) => isSmall(n, threshold)))
  const safe = cells.map((row) => row.map(() => false))
  for (const [i, row] of cells.entries()) {
    for (const [j, n] of row.entries()) {
      if (!isSmall(n, threshold) || safe[i]?.[j]) continue
      // Zeros are shown as long as it goes without them.
      const cycle = cycleThrough(cells, hidden, i, j, 1) ?? cycleThrough(cells, hidden, i, j, 0)
      for (const [r, c] of cycle ?? everyCell(cells)) {
        ;(hidden[r] as boolean[])[c] = true
        ;(safe[r] as boolean[])[c] = true
      }
    }
  }
  return hidden
}

type Place = readonly [row: number, column: number]

/** Only where a table is a single row or column, whose totals are the cells themselves. */
function everyCell(cells: readonly (readonly number[])[]): Place[] {
  return cells.flatMap((row, i) => row.map((_, j): Place => [i, j]))
}

/**
 * The cheapest cycle with one more in cell (i, j): from row i to column j, taking away in a row, adding in a column.
 * @param least what a hidden cell has at least: with 1, zeros take no part
 */
function cycleThrough(
  cells: readonly (readonly number[])[],
  hidden: Mask,
  i: number,
  j: number,
  least: 0 | 1,
): Place[] | undefined {
  const height = cells.length
  const width = cells[0]?.length ?? 0
  const rowNode = (row: number) => row
  const columnNode = (column: number) => height + column
  const count = (row: number, column: number) => cells[row]?.[column] ?? 0
  // What hiding costs: nothing where it is hidden already, else what is no longer seen.
  const price = (row: number, column: number) => (hidden[row]?.[column] ? 0.001 : 5 + count(row, column))
  const neighbours = function* (node: number): Generator<readonly [number, number, Place]> {
    if (node < height)
      for (let c = 0; c < width; c++) {
        if ((node === i && c === j) || count(node, c) <= least) continue
        yield [columnNode(c), price(node, c), [node, c]]
      }
    else
      for (let r = 0; r < height; r++) {
        const c = node - height
        if ((r === i && c === j) || count(r, c) < least) continue
        yield [rowNode(r), price(r, c), [r, c]]
      }
  }
  const path = cheapestPath(height + width, rowNode(i), columnNode(j), neighbours)
  return path && [[i, j], ...path]
}

/** Dijkstra's, over few nodes. Gives the places on the way. */
function cheapestPath(
  nodes: number,
  from: number,
  to: number,
  neighbours: (node: number) => Iterable<readonly [to: number, price: number, by: Place]>,
): Place[] | undefined {
  const cost = new Array<number>(nodes).fill(Number.POSITIVE_INFINITY)
  const came = new Map<number, { readonly node: number; readonly by: Place }>()
  const open = new Set([from])
  const closed = new Set<number>()
  cost[from] = 0
  while (open.size > 0) {
    const node = [...open].reduce((best, one) => ((cost[one] ?? 0) < (cost[best] ?? 0) ? one : best))
    if (node === to) break
    open.delete(node)
    closed.add(node)
    for (const [next, price, by] of neighbours(node)) {
      const sum = (cost[node] ?? 0) + price
      if (closed.has(next) || sum >= (cost[next] ?? 0)) continue
      cost[next] = sum
      came.set(next, { node, by })
      open.add(next)
    }
  }
  if (!came.has(to)) return undefined
  const places: Place[] = []
  for (let at = to; at !== from; ) {
    const step = came.get(at)
    if (step === undefined) return undefined
    places.push(step.by)
    at = step.node
  }
  return places
}

/**
 * The same for a list whose sum is shown, or is known: at least two are hidden, and one of them has some to spare.
 * @param sumShown where nobody can know the sum, small ones alone are hidden; all, where the sum itself is small
 */
export function protectList(
  values: readonly number[],
  threshold: number,
  sumShown = true,
): readonly boolean[] {
  const hidden = values.map((n) => isSmall(n, threshold))
  if (!sumShown || !hidden.includes(true)) return hidden
  const kept = () => values.filter((_, i) => hidden[i])
  while (kept().length < 2 || Math.max(...kept()) < 2) {
    const next = values
      .map((n, i) => ({ n, i }))
      .filter(({ n, i }) => !hidden[i] && n > 0)
      .sort((a, b) => a.n - b.n)[0]
    if (next === undefined) return values.map(() => true)
    hidden[next.i] = true
  }
  return hidden
}
