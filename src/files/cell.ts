/** What a cell of a table holds. CSV knows text alone; workbooks and Parquet keep numbers, dates and truth values. */

/**
 * A date, a time or both, as text, so that no time zone can move it:
 * `2024-11-05`, `2024-11-05 09:30:00`, `09:30:00` (hours may be more than 23: a duration).
 */
export interface DateCell {
  readonly date: string
}

/** A value of a cell; null is one that holds nothing, where the file tells that from an empty text. */
export type Cell = string | number | boolean | null | DateCell

export const isDate = (cell: Cell): cell is DateCell => typeof cell === 'object' && cell !== null

/** A cell as text: what CSV gets, and what is read for codes. */
export function textOf(cell: Cell): string {
  if (typeof cell === 'string') return cell
  if (cell === null) return ''
  return isDate(cell) ? cell.date : String(cell)
}

/** A value of an entry as a cell: what has an inside becomes JSON. */
export function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  return JSON.stringify(value) ?? null
}
