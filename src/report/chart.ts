/** A chart as data: what it shows is in words, too. Hidden cells never get here. */
import type { Cell, Table } from './table.ts'

interface Named {
  readonly title: string
  /** What can be seen in it, for those who cannot see it. */
  readonly description: string
}

export interface BarChart extends Named {
  readonly kind: 'bars'
  readonly bars: readonly {
    readonly label: string
    readonly value: number
    readonly low?: number
    readonly high?: number
  }[]
  readonly unit: string
}
export interface LineChart extends Named {
  readonly kind: 'lines'
  readonly steps: readonly string[]
  readonly lines: readonly { readonly label: string; readonly values: readonly (number | null)[] }[]
}
export interface HeatMap extends Named {
  readonly kind: 'heat'
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  /** Shares, 0 to 1; null where none is shown. */
  readonly shares: readonly (readonly (number | null)[])[]
}
export interface FlowChart extends Named {
  readonly kind: 'flow'
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly links: readonly { readonly from: number; readonly to: number; readonly value: number }[]
}
export type Chart = BarChart | LineChart | HeatMap | FlowChart

const mostBars = 20

/** The first column of counts, total row and parts of rows left out. */
export function barsOf(table: Table, title: string, unit: string, column = 0): BarChart | undefined {
  const all = table.rows.flatMap((row, i) => {
    const cell = table.cells[i]?.[column]
    return row.total || row.inside || cell === undefined ? [] : barOf(row.label, cell)
  })
  const bars = all.slice(0, mostBars)
  if (bars.length < 2) return undefined
  const top = [...bars].sort((a, b) => b.value - a.value).slice(0, 3)
  const most = top.map(({ label, value }) => `${label} ${rounded(value)}`).join(', ')
  const left = all.length > bars.length ? ` The ${bars.length} most frequent are drawn.` : ''
  return { kind: 'bars', title, description: `Bars, ${unit}. Highest: ${most}.${left}`, bars, unit }
}

function barOf(label: string, cell: Cell): BarChart['bars'] {
  if (cell.kind === 'count') return [{ label, value: cell.n }]
  if (cell.kind !== 'mean') return []
  return [{ label, value: cell.mean, ...cell.interval }]
}

const mostLines = 6

/** The rows with the highest totals, over the columns. */
export function linesOf(table: Table, title: string): LineChart | undefined {
  const steps = table.columns.slice(1).map(({ label }) => label)
  if (steps.length < 2) return undefined
  const lines = table.rows
    .map((row, i) => ({ row, cells: table.cells[i] ?? [] }))
    .filter(({ row }) => !row.total)
    .slice(0, mostLines)
    .map(({ row, cells }) => ({ label: row.label, values: cells.slice(1).map(countOrNull) }))
  const description = `Lines over ${steps.length} months for ${lines.map(({ label }) => label).join(', ')}. The numbers stand in the table.`
  return { kind: 'lines', title, description, steps, lines }
}

const countOrNull = (cell: Cell) => (cell.kind === 'count' ? cell.n : null)

const mostRows = 20

/** Shares of the rows, first column (their size) left out. */
export function heatOf(table: Table, title: string): HeatMap | undefined {
  const rows = table.rows.slice(0, mostRows)
  if (rows.length < 2 || table.columns.length < 3) return undefined
  const shares = rows.map((_, i) =>
    (table.cells[i] ?? [])
      .slice(1)
      .map((cell) => (cell.kind === 'count' && cell.of ? cell.n / cell.of : null)),
  )
  const columns = table.columns.slice(1).map(({ label }) => label)
  const { row, column, share } = highest(shares)
  const description = `A field for each reason and column, darker where more of the entries with that reason have it. Highest: ${rows[row]?.label ?? ''} with ${columns[column] ?? ''}, ${Math.round(100 * share)}%. The numbers stand in the table.`
  return { kind: 'heat', title, description, rows: rows.map(({ label }) => label), columns, shares }
}

function highest(shares: HeatMap['shares']) {
  let best = { row: 0, column: 0, share: 0 }
  for (const [row, own] of shares.entries())
    for (const [column, share] of own.entries())
      if (share !== null && share > best.share) best = { row, column, share }
  return best
}

const mostFlows = 8

/** From the largest rows to the largest columns. */
export function flowOf(table: Table, title: string): FlowChart | undefined {
  const rows = table.rows.slice(0, mostFlows)
  const counts = rows.map((_, i) => (table.cells[i] ?? []).slice(1).map(countOrNull))
  const size = (j: number) => counts.reduce((sum, row) => sum + (row[j] ?? 0), 0)
  const columns = table.columns
    .slice(1)
    .map((column, j) => ({ column, j }))
    .sort((a, b) => size(b.j) - size(a.j))
    .slice(0, mostFlows)
  const links = rows.flatMap((_, from) =>
    columns.flatMap(({ j }, to) => {
      const value = counts[from]?.[j] ?? 0
      return value > 0 ? [{ from, to, value }] : []
    }),
  )
  const [widest] = [...links].sort((a, b) => b.value - a.value)
  if (widest === undefined || rows.length < 2 || columns.length < 2) return undefined
  const from = rows.map(({ label }) => label)
  const to = columns.map(({ column }) => column.label)
  const description = `Bands from the ${from.length} most frequent reasons to the ${to.length} most frequent outcomes, as wide as there are entries with both. Widest: ${from[widest.from] ?? ''} to ${to[widest.to] ?? ''}, ${widest.value} entries. The numbers stand in the table.`
  return { kind: 'flow', title, description, from, to, links }
}

const rounded = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(1))
