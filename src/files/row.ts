/** What the readers give: rows, and the table that they stand in. */
import type { Entry } from '../model/entry.ts'
import type { Cell } from './cell.ts'
import type { Format } from './format.ts'

/** A row that could be read. */
export interface ReadRow {
  /** Counted from one, without the header, rejected rows included. */
  readonly number: number
  /** Line of the file on which it begins, from one; only where the file has lines. */
  readonly line?: number
  readonly entry: Entry
  /** The cells as the file has them, formula marks taken off; only where the file has columns. */
  readonly cells?: readonly Cell[]
}

/** A row that could not be read, kept as it stood. */
export interface RejectedRow {
  readonly number: number
  /** Line of the file on which it begins, from one. */
  readonly line: number
  /** Why, for people; never with words of the row. */
  readonly why: string
  readonly raw: string
  /** The file or sheet it is of, where the table has several. */
  readonly source?: string
}

export type Row = ReadRow | RejectedRow

export const isRejected = (row: Row): row is RejectedRow => 'why' in row

/** A column of a table: its header, and the field of an entry that it is read as. */
export interface Column {
  readonly header: string
  readonly field?: string
  /** What its cells are, where the file says so; otherwise they show it themselves. */
  readonly type?: ColumnType
}

export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'datetime'

/** A file opened for reading: its columns are known, its rows are still to come. */
export interface Table {
  readonly format: Format
  readonly columns: readonly Column[]
  /** How the file is written, so that the output can be written alike. */
  readonly style: Style
  /** Rows by the handful, in file order; reading goes on only as they are taken. */
  readonly rows: AsyncIterable<readonly Row[]>
}

export interface Style {
  readonly delimiter: string
  readonly newline: '\n' | '\r\n'
  /** True where the output needs a byte order mark for spreadsheets to read it as UTF-8. */
  readonly mark: boolean
}

/** Tells people something that is no error. */
export type Notice = (text: string) => void
