/** Comma, semicolon or tab: what parts the cells of a file. */
import { fieldOfHeader } from './header.ts'

export const separators: ReadonlyMap<string, string> = new Map([
  ['comma', ','],
  ['semicolon', ';'],
  ['tab', '\t'],
  ['pipe', '|'],
])

/**
 * The separator of a file, from its header line. Notes are full of commas and semicolons; headers are not, and
 * they name fields that are known: the separator under which most headers are known is the one, and among
 * equals the one that gives most cells. A header without any separator gives a comma.
 */
export function separatorOf(headerLine: string): string {
  let best = { separator: ',', known: -1, cells: 0 }
  for (const separator of [',', ';', '\t']) {
    const headers = cellsOf(headerLine, separator)
    const known = headers.filter((header) => fieldOfHeader(header) !== undefined).length
    if (known > best.known || (known === best.known && headers.length > best.cells))
      best = { separator, known, cells: headers.length }
  }
  return best.separator
}

/** Good enough for a header: splits outside quotes and takes the quotes off. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = ['']
  let quoted = false
  for (const char of line) {
    if (char === '"') quoted = !quoted
    else if (char === separator && !quoted) cells.push('')
    else cells[cells.length - 1] += char
  }
  return cells
}

/** What an Excel file may say of itself in its first line: `sep=;`. */
export function declaredSeparator(line: string): string | undefined {
  return /^sep=(.)\r?$/i.exec(line)?.[1]
}
