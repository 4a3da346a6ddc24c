/** Printed tables, held against a report cell by cell. */
import { type Cell, cellAt, noCell, type Table } from './table.ts'

/** A cell as it was printed. */
export interface PrintedCell {
  readonly row: string
  readonly column: string
  readonly n: number
}

export interface PrintedTable {
  /** The report's table that it is. */
  readonly id: string
  readonly cells: readonly PrintedCell[]
  /** The row and the column of totals, where it has them. */
  readonly totalRow: string | undefined
  readonly totalColumn: string | undefined
  /** The row that stands for all rows that were not printed. */
  readonly restRow: string | undefined
}

export interface Difference extends PrintedCell {
  readonly table: string
  /** What the report has; undefined where it has no such cell or hides it. */
  readonly ours: number | undefined
  /** True where the print contradicts itself here, so that nobody can agree with it. */
  readonly contradicted: boolean
}

const total = 'total'
const rest = 'rest'

/**
 * A table as `corpus/dorset/published/` has it: tabs, a header, ids in the first column, numbers from the third on.
 * Blank cells were blank in print, and are nought unless the table has means.
 */
export function readPrinted(id: string, tsv: string): PrintedTable {
  const [header = [], ...lines] = tsv
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
  const columns = header.slice(2).map((name) => (/^(total|n|entries|minutes)$/i.test(name) ? total : name))
  const cells = lines.flatMap(([row = '', , ...values]) =>
    columns.flatMap((column, j) => {
      const text = values[j] ?? ''
      const n = text === '' ? 0 : Number.parseFloat(text)
      return Number.isNaN(n) ? [] : [{ row, column, n }]
    }),
  )
  const rows = lines.map(([row]) => row)
  const isMeans = header.slice(2).join() === 'minutes'
  return {
    id,
    cells,
    // Means do not add up, and need not.
    totalRow: rows.includes(total) && !isMeans ? total : undefined,
    totalColumn: columns.length > 1 && columns.includes(total) ? total : undefined,
    restRow: rows.includes(rest) ? rest : undefined,
  }
}

/**
 * The cells in which a printed table contradicts itself: totals that are not the sum of their row or column, and the
 * cells where such a row and such a column meet, one of which must be wrong.
 */
export function contradictions(printed: PrintedTable): ReadonlySet<string> {
  const { cells, totalRow, totalColumn, restRow } = printed
  const inner = cells.filter(
    ({ row, column }) => row !== totalRow && (column !== totalColumn || totalColumn === undefined),
  )
  const wrong = (key: 'row' | 'column', margin: string | undefined) => {
    const other = key === 'row' ? 'column' : 'row'
    if (margin === undefined) return new Set<string>()
    const totals = cells.filter((cell) => cell[other] === margin && cell[key] !== total)
    const own =
      key === 'column' && totalColumn === undefined ? cells.filter((cell) => cell.row === totalRow) : totals
    return new Set(
      own
        .filter((cell) => sumOf(inner.filter((one) => one[key] === cell[key])) !== cell.n)
        .map((cell) => cell[key]),
    )
  }
  const rows = wrong('row', totalColumn)
  const columns = wrong('column', totalRow)
  const found = new Set<string>()
  for (const { row, column } of cells) {
    const badRow = rows.has(row)
    const badColumn = columns.has(column)
    const inTotals = (column === totalColumn && badRow) || (row === totalRow && badColumn)
    const grand = row === totalRow && column === totalColumn && (rows.size > 0 || columns.size > 0)
    const ofOthers = row === restRow && badColumn
    if (inTotals || grand || ofOthers || (badRow && badColumn)) found.add(keyOf(row, column))
  }
  return found
}

const sumOf = (cells: readonly PrintedCell[]) => cells.reduce((sum, { n }) => sum + n, 0)
const keyOf = (row: string, column: string) => `${row}\t${column}`

/**
 * @param table the report's, with nothing hidden
 * @returns every cell in which the two differ
 */
export function compareWithPublished(table: Table, printed: PrintedTable): readonly Difference[] {
  const contradicted = contradictions(printed)
  const rows = new Set(printed.cells.map(({ row }) => row))
  return printed.cells.flatMap(({ row, column, n }) => {
    const ours = row === printed.restRow ? restOf(table, rows, column) : numberAt(table, row, column)
    if (ours === n) return []
    return [{ table: printed.id, row, column, n, ours, contradicted: contradicted.has(keyOf(row, column)) }]
  })
}

/** How far the report's tables agree with the printed ones, in a table, and every cell that differs, in another. */
export function agreement(tables: readonly Table[], printed: readonly PrintedTable[]): readonly Table[] {
  const found = printed.flatMap((one) => {
    const table = tables.find(({ id }) => id === one.id)
    return table ? [{ one, table, differences: compareWithPublished(table, one) }] : []
  })
  const count = (n: number, of?: number): Cell => ({ kind: 'count', n, ...(of !== undefined && { of }) })
  const differing = found.flatMap(({ table, differences }) =>
    differences.map((difference) => ({
      ...difference,
      label: table.rows.find(({ id }) => id === difference.row)?.label ?? difference.row,
      title: table.title,
    })),
  )
  return [
    {
      id: 'agreement',
      title: 'Cells that equal the printed ones',
      head: 'Table',
      percentOf: 'of the printed cells',
      rows: found.map(({ table }) => ({ id: table.id, label: table.title })),
      columns: [
        { id: 'cells', label: 'Printed cells' },
        { id: 'equal', label: 'Equal' },
        { id: 'contradicted', label: 'Contradicted in print' },
      ],
      cells: found.map(({ one, differences }) => [
        count(one.cells.length),
        count(one.cells.length - differences.length, one.cells.length),
        count(differences.filter(({ contradicted }) => contradicted).length),
      ]),
      notes: [
        'Contradicted in print are totals that are not the sum of their cells, and the cells that could be at fault.',
      ],
    },
    {
      id: 'differences',
      title: 'Cells that differ from the printed ones',
      head: 'Cell',
      rows: differing.map(({ table, title, label, row, column }) => ({
        id: `${table}/${row}/${column}`,
        label: `${title}: ${label}${column === total ? '' : `, ${column}`}`,
      })),
      columns: [
        { id: 'printed', label: 'Printed' },
        { id: 'ours', label: 'Here' },
        { id: 'why', label: 'Contradicted in print' },
      ],
      cells: differing.map(({ n, ours, contradicted }) => [
        count(n),
        ours === undefined ? noCell('not shown') : count(ours),
        noCell(contradicted ? 'yes' : ''),
      ]),
      notes: differing.length === 0 ? ['None.'] : [],
    },
  ]
}

/** A row or column that the report does not have is one of noughts. */
function numberAt(table: Table, row: string, column: string): number | undefined {
  const cell = cellAt(table, row, column === total ? totalColumnOf(table) : column)
  return cell === undefined ? 0 : numberOf(cell)
}

/** The column of totals; of means, that of the means. */
const totalColumnOf = ({ columns }: Table) =>
  (columns.find(({ id }) => id === total) ?? columns.find(({ id }) => id === 'minutes') ?? columns[0])?.id ??
  total

function numberOf(cell: Cell): number | undefined {
  if (cell.kind === 'count') return cell.n
  return cell.kind === 'mean' ? Math.round(cell.mean) : undefined
}

/** What the rows that were not printed by name come to. */
function restOf(table: Table, printed: ReadonlySet<string>, column: string): number {
  const named = [...printed].filter((row) => row !== total && row !== rest)
  const all = numberAt(table, total, column) ?? 0
  return named.reduce((left, row) => left - (numberAt(table, row, column) ?? 0), all)
}
