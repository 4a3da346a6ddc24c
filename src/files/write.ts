/** Rows and their records → the text of the output. */
import Papa from 'papaparse'
import type { JotRecord } from '../model/record.ts'
import { type ColumnOptions, codedCells, codedHeaders, renamedHeaders } from './coded-columns.ts'
import type { Format } from './format.ts'
import { disarmCell } from './formula.ts'
import { keptFields, withoutText } from './free-text.ts'
import { keyOf } from './header.ts'
import type { Notice, ReadRow, Table } from './row.ts'

export interface WriteOptions extends ColumnOptions {
  readonly format: Format
  /** Leaves out every free text. */
  readonly noText: boolean
  /** The entries of the records are masked: their values are written, not those of the rows. */
  readonly redacted?: boolean
  readonly notice: Notice
}

/** Turns rows into text; what it gives always ends a line. */
export interface Writer {
  readonly head: () => string
  readonly row: (row: ReadRow, record: JotRecord) => string
}

/**
 * A writer for the rows of a table.
 * NDJSON gets the record. CSV and TSV get every input column in its order, then the codes; separator and line
 * ends are those of a delimited input.
 */
export function createWriter(table: Table, options: WriteOptions): Writer {
  if (options.format !== 'ndjson') return csvWriter(table, options)
  return {
    head: () => '',
    row: (_, record) => `${JSON.stringify(options.noText ? withoutText(record) : record)}\n`,
  }
}

function csvWriter(table: Table, options: WriteOptions): Writer {
  const fromLines = table.format === 'ndjson'
  const kept = table.columns
    .map((column, at) => ({ ...column, at }))
    .filter(({ field }) => !options.noText || keptFields.some((name) => name === field))
  const inputHeaders = kept.map(({ header }) => header)
  // Later lines may have keys that the first ones did not: they are kept together in one more column.
  const rest = fromLines && !options.noText ? ['other_fields'] : []
  const added = codedHeaders([...inputHeaders, ...rest])
  const renamed = renamedHeaders(added)
  if (renamed.length > 0)
    options.notice(`columns of these names are there already, so the codes add ${renamed.join(', ')}`)
  const delimiter = options.format === 'tsv' ? '\t' : table.format === 'csv' ? table.style.delimiter : ','
  const line = (cells: readonly string[]) => csvLine(cells, delimiter, table.style.newline)
  const known = new Set(inputHeaders)
  return {
    head: () => (table.style.mark ? '\uFEFF' : '') + line([...inputHeaders, ...rest, ...added]),
    row: ({ cells }, record) => {
      const { entry } = record
      const own =
        cells && !options.redacted
          ? kept.map(({ at }) => cells[at] ?? '')
          : kept.map((column) => cellOf(entry[fromLines ? column.header : keyOf(column)]))
      const others = Object.entries(entry).filter(([key]) => !known.has(key))
      const more =
        rest.length === 0 ? [] : [others.length === 0 ? '' : JSON.stringify(Object.fromEntries(others))]
      return line([...own, ...more, ...codedCells(record, options)])
    },
  }
}

/** One line of a delimited file: every text harmless to spreadsheets, quoted where it must be. */
export function csvLine(cells: readonly (string | number)[], delimiter: string, newline: string): string {
  const harmless = cells.map((cell) => (typeof cell === 'number' ? cell : disarmCell(cell)))
  return Papa.unparse([harmless], { delimiter, newline }) + newline
}

/** A value of an entry as a cell. */
function cellOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}
