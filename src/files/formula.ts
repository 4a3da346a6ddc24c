/**
 * Spreadsheets run a cell that begins with = + - @ as a formula, wherever it came from. Written with an
 * apostrophe before it, it is text; read again, the apostrophe is taken off:
 *
 *     =1+1  →  '=1+1  →  =1+1          '=1+1  →  ''=1+1  →  '=1+1
 *
 * Apostrophes already there count as part of the mark, which is what makes the two exact inverses. The line
 * feed and the full-width signs are there because spreadsheets of some locales take them likewise.
 */
const dangerous = /^'*[=+\-@\t\r\n＝＋－＠]/
const marked = /^'+[=+\-@\t\r\n＝＋－＠]/

/** A cell made harmless. `restoreCell(disarmCell(cell)) === cell` for every string. */
export function disarmCell(cell: string): string {
  return dangerous.test(cell) ? `'${cell}` : cell
}

/** A cell as it was before it was made harmless. */
export function restoreCell(cell: string): string {
  return marked.test(cell) ? cell.slice(1) : cell
}
