/** Counts by row and column, as they come. */
export class CrossTab {
  private readonly rows = new Map<string, Map<string, number>>()

  add(row: string, column: string, times = 1): void {
    let cells = this.rows.get(row)
    if (cells === undefined) {
      cells = new Map()
      this.rows.set(row, cells)
    }
    cells.set(column, (cells.get(column) ?? 0) + times)
  }

  get(row: string, column: string): number {
    return this.rows.get(row)?.get(column) ?? 0
  }

  rowTotal(row: string): number {
    return sum([...(this.rows.get(row)?.values() ?? [])])
  }

  get rowIds(): readonly string[] {
    return [...this.rows.keys()]
  }

  get columnIds(): readonly string[] {
    return [...new Set([...this.rows.values()].flatMap((cells) => [...cells.keys()]))]
  }
}

/** Counts of one kind of thing. */
export class Counts {
  private readonly counts = new Map<string, number>()

  add(id: string, times = 1): void {
    this.counts.set(id, (this.counts.get(id) ?? 0) + times)
  }

  get(id: string): number {
    return this.counts.get(id) ?? 0
  }

  get ids(): readonly string[] {
    return [...this.counts.keys()]
  }

  get total(): number {
    return sum([...this.counts.values()])
  }
}

export const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0)
