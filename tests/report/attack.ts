/** A reader who adds and subtracts: counts that are known, sums of counts, and what follows from them. */

const nothing = 1e-6

export class Equations {
  private readonly known = new Map<string, number>()
  private readonly suspects = new Set<string>()
  private readonly onlySuspects: boolean
  private readonly sums: { readonly parts: readonly string[]; readonly whole: string | number }[] = []

  /** @param onlySuspects sums that nobody shows may be worked out: only what is marked as hidden must not */
  constructor(onlySuspects = false) {
    this.onlySuspects = onlySuspects
  }

  is(name: string, n: number): void {
    this.known.set(name, n)
  }

  /** One that is hidden somewhere: it must not come to light. */
  suspect(name: string): void {
    this.suspects.add(name)
  }

  sum(parts: readonly string[], whole: number): void {
    this.sums.push({ parts, whole })
  }

  add(parts: readonly string[], whole: string): void {
    this.sums.push({ parts, whole })
  }

  /**
   * What was hidden and is not: by equations alone, and by what each count can at least and at most be.
   * @param least what a hidden count has at least
   */
  workedOut(least = 0): readonly string[] {
    const names = [
      ...new Set(
        this.sums.flatMap(({ parts, whole }) => [...parts, ...(typeof whole === 'string' ? [whole] : [])]),
      ),
    ]
    const open = names.filter((name) => !this.known.has(name))
    const found = new Set([...this.byElimination(open), ...this.byBounds(open, least)])
    const marked = this.onlySuspects ? this.suspects : new Set(open)
    const shownElsewhere = [...this.suspects].filter((name) => this.known.has(name))
    return [...[...found].filter((name) => marked.has(name)), ...shownElsewhere].sort()
  }

  /** Each sum as: coefficients of what is open, and what they come to. */
  private rows(open: readonly string[]): { readonly terms: Map<number, number>; value: number }[] {
    const places = new Map(open.map((name, i) => [name, i]))
    return this.sums.map(({ parts, whole }) => {
      const terms = new Map<number, number>()
      let value = 0
      const put = (name: string, sign: number) => {
        const place = places.get(name)
        if (place === undefined) value -= sign * (this.known.get(name) ?? 0)
        else terms.set(place, (terms.get(place) ?? 0) + sign)
      }
      for (const part of parts) put(part, 1)
      if (typeof whole === 'string') put(whole, -1)
      else value += whole
      return { terms, value }
    })
  }

  /** Gauss and Jordan: a row with one term left says what it is. */
  private byElimination(open: readonly string[]): string[] {
    const rows = this.rows(open).map(({ terms }) => terms)
    const pivots: Map<number, number>[] = []
    for (let column = 0; column < open.length; column++) {
      const at = rows.findIndex((row) => Math.abs(row.get(column) ?? 0) > nothing)
      const [pivot] = at < 0 ? [] : rows.splice(at, 1)
      if (pivot === undefined) continue
      const by = pivot.get(column) ?? 1
      for (const [i, factor] of pivot) pivot.set(i, factor / by)
      for (const row of [...rows, ...pivots]) {
        const factor = row.get(column) ?? 0
        if (Math.abs(factor) < nothing) continue
        for (const [i, own] of pivot) {
          const left = (row.get(i) ?? 0) - factor * own
          if (Math.abs(left) < nothing) row.delete(i)
          else row.set(i, left)
        }
      }
      pivots.push(pivot)
    }
    return pivots.flatMap((row) => (row.size === 1 ? (open[[...row.keys()][0] ?? -1] ?? []) : []))
  }

  /** Least and most of each count, narrowed by every sum until nothing moves. */
  private byBounds(open: readonly string[], least: number): string[] {
    const low = open.map(() => least)
    const high = open.map(() => Number.POSITIVE_INFINITY)
    const rows = this.rows(open).filter(({ terms }) => terms.size > 0)
    for (let moved = true; moved; ) {
      moved = false
      for (const { terms, value } of rows) {
        for (const [at, sign] of terms) {
          // sign · x = value − the others, each of which is between its bounds.
          let min = value
          let max = value
          for (const [other, factor] of terms) {
            if (other === at) continue
            const ends = [factor * (low[other] ?? 0), factor * (high[other] ?? 0)]
            min -= Math.max(...ends)
            max -= Math.min(...ends)
          }
          const [from, to] = sign > 0 ? [min / sign, max / sign] : [max / sign, min / sign]
          if (from > (low[at] ?? 0) + nothing) {
            low[at] = from
            moved = true
          }
          if (to < (high[at] ?? 0) - nothing) {
            high[at] = to
            moved = true
          }
        }
      }
    }
    return open.filter((_, i) => (high[i] ?? 0) - (low[i] ?? 0) < 1 - nothing)
  }
}
