/** Rows and their records → the text of the output. */
import Papa from 'papaparse'
import type { JotRecord } from '../model/record.ts'
import { type Cell, cellOf, textOf } from './cell.ts'
import { type ColumnOptions, codedCells, codedHeaders, renamedHeaders } from './coded-columns.ts'
import { type Format, isContainer } from './format.ts'
import { disarmCell } from './formula.ts'
import { keptFields, withoutText } from './free-text.ts'
import { keyOf } from './header.ts'
import type { Column, ColumnType, Notice, ReadRow, Table } from './row.ts'

export interface WriteOptions extends ColumnOptions {
  readonly format: Format
  /** Leaves out every free text. */
  readonly noText: boolean
  /** The entries of the records are masked: their values are written, not those of the rows. */
  readonly redacted?: boolean
  readonly notice: Notice
}

/** What a writer needs to know of the table whose rows it writes. */
export type WrittenTable = Pick<Table, 'format' | 'columns' | 'style'>

/** Turns rows into text; what it gives always ends a line. */
export interface Writer {
  readonly head: () => string
  readonly row: (row: ReadRow, record: JotRecord) => string
}

/**
 * A writer for the rows of a table.
 * NDJSON gets the record. Every other format gets every input column in its order, then the codes. Separator and line
 * ends of CSV are those of a delimited input. XLSX and Parquet are no lines: their rows are kept as lines of JSON, of
 * which `createFileOutput`, told the container, makes the file when all are there.
 */
export function createWriter(table: WrittenTable, options: WriteOptions): Writer {
  const { format } = options
  if (format === 'ndjson')
    return {
      head: () => '',
      row: (_, record) => `${JSON.stringify(options.noText ? withoutText(record) : record)}\n`,
    }
  const { columns, row } = cellWriter(table, options)
  if (isContainer(format)) {
    // A workbook whose numbers are text cannot be added up; one that is spelt as a number is spelt, keeps its text.
    const typed =
      format === 'xlsx' && (table.format === 'csv' || table.format === 'tsv') ? numberIfSpeltSo : same
    return {
      head: () => `${JSON.stringify(columns)}\n`,
      row: (read, record) => `${JSON.stringify(row(read, record).map(typed))}\n`,
    }
  }
  const delimiter = format === 'tsv' ? '\t' : table.format === 'csv' ? table.style.delimiter : ','
  const line = (cells: readonly Cell[]) => csvLine(cells.map(textOf), delimiter, table.style.newline)
  return {
    head: () => (table.style.mark ? '\uFEFF' : '') + line(columns.map(({ header }) => header)),
    row: (read, record) => line(row(read, record)),
  }
}

/** A column of the output, and what its cells are, as far as it is known before they are there. */
export interface WrittenColumn {
  readonly header: string
  readonly type?: ColumnType
}

function cellWriter(table: WrittenTable, options: WriteOptions) {
  const fromLines = table.format === 'ndjson'
  const kept = table.columns
    .map((column, at) => ({ ...column, at }))
    .filter(({ field }) => !options.noText || keptFields.some((name) => name === field))
  const inputHeaders = kept.map(({ header }) => header)
  // Later lines may have keys that the first ones did not: they are kept together in one more column.
  const rest = fromLines && !options.noText ? ['other_fields'] : []
  const added = codedHeaders([...inputHeaders, ...rest], options.wide)
  const renamed = renamedHeaders(added, options.wide)
  if (renamed.length > 0)
    options.notice(`columns of these names are there already, so the codes add ${renamed.join(', ')}`)
  const known = new Set(inputHeaders)
  const inputColumns = kept.map(({ header, type }): WrittenColumn => (type ? { header, type } : { header }))
  return {
    columns: [...inputColumns, ...[...rest, ...added].map((header): WrittenColumn => ({ header }))],
    row: ({ cells }: ReadRow, record: JotRecord): readonly Cell[] => {
      const { entry } = record
      const value = (column: Column) => cellOf(entry[fromLines ? column.header : keyOf(column)])
      const own = kept.map((column) => {
        const cell = cells?.[column.at] ?? null
        if (!cells) return value(column)
        return options.redacted ? ifStillSo(cell, value(column)) : cell
      })
      const others = Object.entries(entry).filter(([key]) => !known.has(key))
      const more =
        rest.length === 0 ? [] : [others.length === 0 ? null : JSON.stringify(Object.fromEntries(others))]
      return [...own, ...more, ...codedCells(record, options)]
    },
  }
}

/** A number or a date stays what it is, unless its text was masked. */
const ifStillSo = (cell: Cell, masked: Cell): Cell => (textOf(cell) === textOf(masked) ? cell : masked)

const same = (cell: Cell): Cell => cell

/** "30" → 30, where nothing is lost by it: "030", "1e3" and numbers too long for a workbook stay text. */
function numberIfSpeltSo(cell: Cell): Cell {
  if (typeof cell !== 'string' || cell.length > 15 || !/^-?\d/.test(cell)) return cell
  const number = Number(cell)
  return String(number) === cell ? number : cell
}

/** One line of a delimited file: every cell harmless to spreadsheets, quoted where it must be. */
export function csvLine(cells: readonly (string | number)[], delimiter: string, newline: string): string {
  const harmless = cells.map((cell) => (typeof cell === 'number' ? cell : disarmCell(cell)))
  return Papa.unparse([harmless], { delimiter, newline }) + newline
}
