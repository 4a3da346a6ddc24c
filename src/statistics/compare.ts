/** Two lists of codes of one note, compared. */

export interface Difference {
  readonly both: readonly string[]
  /** Said, and not in gold. */
  readonly spurious: readonly string[]
  /** In gold, and not said. */
  readonly missed: readonly string[]
}

/** Compares as often as an item stands: one that gold has twice must be found twice. */
export function compare(wanted: readonly string[], found: readonly string[]): Difference {
  const left = [...wanted]
  const both: string[] = []
  const spurious: string[] = []
  for (const item of found) {
    const at = left.indexOf(item)
    if (at < 0) spurious.push(item)
    else {
      left.splice(at, 1)
      both.push(item)
    }
  }
  return { both, spurious, missed: left }
}
