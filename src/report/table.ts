/** A table as it is shown on the page, in the workbook and as CSV: small cells are gone from it already. */
import { type Interval, wilson } from './intervals.ts'

export interface Table {
  readonly id: string
  readonly title: string
  /** What the rows are. */
  readonly head: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column[]
  /** For each row a cell for each column. */
  readonly cells: readonly (readonly Cell[])[]
  /** What the percentages are of, in words. */
  readonly percentOf?: string
  /** Larger shares in a darker shade, by column. */
  readonly shaded?: true
  readonly notes: readonly string[]
}

export interface Row {
  readonly id: string
  readonly label: string
  readonly total?: true
  /** Part of the row above that has not this mark. */
  readonly inside?: true
}
export interface Column {
  readonly id: string
  readonly label: string
  readonly total?: true
}

export type Cell =
  /** `of` is what the percentage is of; without it there is none. */
  | { readonly kind: 'count'; readonly n: number; readonly of?: number }
  | { readonly kind: 'mean'; readonly mean: number; readonly digits: number; readonly interval?: Interval }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'none'; readonly text: string }

export const hiddenCell: Cell = { kind: 'hidden' }
export const noCell = (text = ''): Cell => ({ kind: 'none', text })

/** The percentage of a count with its interval; undefined where it is of nothing. */
export function shareOf(cell: Cell): (Interval & { readonly share: number }) | undefined {
  if (cell.kind !== 'count' || cell.of === undefined || cell.of === 0) return undefined
  return { share: cell.n / cell.of, ...wilson(cell.n, cell.of) }
}

export function cellAt(table: Table, row: string, column: string): Cell | undefined {
  const i = table.rows.findIndex(({ id }) => id === row)
  const j = table.columns.findIndex(({ id }) => id === column)
  return table.cells[i]?.[j]
}

/** What is shown of hidden cells. */
export const hiddenMark = '–'
