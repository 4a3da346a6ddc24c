/** A table as plain rows of numbers and words, each percentage and bound in a column of its own. */
import { hiddenMark, shareOf, type Table } from './table.ts'

export type FlatCell = string | number | null

export interface FlatTable {
  readonly headers: readonly string[]
  readonly rows: readonly (readonly FlatCell[])[]
  /** Which columns are percentages, as shares of one. */
  readonly percents: ReadonlySet<number>
}

export function flatTable(table: Table): FlatTable {
  const parts = table.columns.map((_, j) => partsOf(table, j))
  const headers = table.columns.flatMap(({ label }, j) => {
    const { share, interval } = parts[j] ?? {}
    return [
      label,
      ...(share ? [`${label} %`] : []),
      ...(share || interval ? [`${label} low`, `${label} high`] : []),
    ]
  })
  const percents = new Set(
    headers.flatMap((header, i) => (header.endsWith(' %') ? [i + 2, i + 3, i + 4] : [])),
  )
  return {
    headers: ['id', table.head, ...headers],
    rows: table.rows.map((row, i) => [
      row.id,
      row.inside ? `  ${row.label}` : row.label,
      ...table.columns.flatMap((_, j) => cellsOf(table, i, j, parts[j])),
    ]),
    percents,
  }
}

interface Parts {
  readonly share?: boolean
  readonly interval?: boolean
}

function partsOf({ cells }: Table, j: number): Parts {
  const own = cells.flatMap((row) => row[j] ?? [])
  return {
    share: own.some((cell) => shareOf(cell) !== undefined),
    interval: own.some((cell) => cell.kind === 'mean' && cell.interval !== undefined),
  }
}

function cellsOf({ cells }: Table, i: number, j: number, parts: Parts = {}): FlatCell[] {
  const cell = cells[i]?.[j]
  const rest = parts.share ? 3 : parts.interval ? 2 : 0
  const alone = (value: FlatCell) => [value, ...new Array<FlatCell>(rest).fill(null)]
  if (cell === undefined || cell.kind === 'none')
    return alone(cell?.text === '' ? null : (cell?.text ?? null))
  if (cell.kind === 'hidden') return alone(hiddenMark)
  const share = shareOf(cell)
  if (share) return [(cell as { n: number }).n, share.share, share.low, share.high]
  if (cell.kind === 'mean' && cell.interval)
    return [cell.mean, ...(parts.share ? [null] : []), cell.interval.low, cell.interval.high]
  return alone(cell.kind === 'count' ? cell.n : cell.mean)
}
