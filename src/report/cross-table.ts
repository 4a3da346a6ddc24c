/** Counts by rows and columns, with their totals and percentages, and nothing small in them. */
import { sum } from './cross-tab.ts'
import type { Line } from './fold.ts'
import { isSmall, protectTable } from './suppression.ts'
import { type Cell, type Column, hiddenCell, type Row, type Table } from './table.ts'

export interface CrossTable {
  readonly id: string
  readonly title: string
  readonly head: string
  /** What the percentages are of, in words, for a column. */
  readonly percentOf: string
  readonly rows: readonly Line[]
  readonly columns: readonly Line[]
  readonly count: (row: string, column: string) => number
  readonly shaded?: true
  readonly notes?: readonly string[]
}

/** Sums over the members of lines. */
export function grid(
  rows: readonly Line[],
  columns: readonly Line[],
  count: (row: string, column: string) => number,
): number[][] {
  return rows.map((row) =>
    columns.map((column) => sum(row.members.flatMap((r) => column.members.map((c) => count(r, c))))),
  )
}

/** What may be shown of a grid: its totals unless they are small themselves, and the cells that are safe. */
export function protectGrid(
  cells: readonly (readonly number[])[],
  threshold: number,
): readonly (readonly boolean[])[] {
  const totals = [...cells.map(sum), ...columnTotals(cells)]
  // Folding leaves a small total only where all there is comes to no more.
  if (totals.some((n) => isSmall(n, threshold))) return cells.map((row) => row.map(() => true))
  return protectTable(cells, threshold)
}

export const columnTotals = (cells: readonly (readonly number[])[]): number[] =>
  (cells[0] ?? []).map((_, j) => sum(cells.map((row) => row[j] ?? 0)))

/** Total first, then the columns; the total row last. A table of one column is its total alone. */
export function crossTable(spec: CrossTable, threshold: number): Table {
  const cells = grid(spec.rows, spec.columns, spec.count)
  const hidden = protectGrid(cells, threshold)
  const totals = columnTotals(cells)
  const all = sum(totals)
  const shown = (n: number, of: number | undefined): Cell =>
    isSmall(n, threshold) ? hiddenCell : { kind: 'count', n, ...(of !== undefined && { of }) }
  const divided = spec.columns.length > 1
  const body = cells.map((row, i) => [
    shown(sum(row), all),
    ...(divided ? row.map((n, j): Cell => (hidden[i]?.[j] ? hiddenCell : shown(n, totals[j]))) : []),
  ])
  const foot = [shown(all, undefined), ...(divided ? totals.map((n) => shown(n, undefined)) : [])]
  return {
    id: spec.id,
    title: spec.title,
    head: spec.head,
    percentOf: spec.percentOf,
    rows: [...spec.rows.map(rowOf), { id: 'total', label: 'Total', total: true }],
    columns: divided
      ? [{ id: 'total', label: 'Total', total: true }, ...spec.columns.map(columnOf)]
      : [{ id: 'total', label: spec.columns[0]?.label ?? 'Total' }],
    cells: [...body, foot],
    ...(spec.shaded && { shaded: true }),
    notes: [...(spec.notes ?? []), ...togetherNotes([...spec.rows, ...spec.columns])],
  }
}

export const rowOf = (line: Line): Row => ({ id: line.id, label: shortLabel(line) })
export const columnOf = (line: Line): Column => ({ id: line.id, label: shortLabel(line) })

/** A line of many says how many; a note says which. */
export function shortLabel({ label, members }: Line): string {
  return members.length > 3 ? `Together: ${members.length} others` : label
}

export function togetherNotes(lines: readonly Line[]): readonly string[] {
  return [...new Set(lines.filter(({ members }) => members.length > 3).map(({ label }) => `${label}.`))]
}
