/** A sheet of a workbook → its rows, as they stream by. */
import { type Cell, textOf } from '../cell.ts'
import { fromXml } from './escapes.ts'
import { dateOfSerial } from './serial.ts'
import type { References, Sheet, Workbook } from './workbook.ts'
import { readXml } from './xml.ts'

export interface SheetRow {
  /** As the sheet numbers it, from one. */
  readonly line: number
  /** From column A on; columns that hold nothing are ''. */
  readonly cells: readonly Cell[]
}

/** Excel has no column beyond XFD. */
const mostColumns = 16_384

/**
 * The rows of a sheet that hold anything, in order. A formula is what it came to when the workbook was saved.
 * @param onBytes told how much of the file has been read, in bytes of the file
 * @throws Error when the sheet is not well-formed
 */
export async function* readSheet(
  { parts, references }: Workbook,
  sheet: Sheet,
  onBytes?: (count: number) => void,
): AsyncGenerator<readonly SheetRow[], void, undefined> {
  const rows = new RowReader(references)
  const { packed, whole } = parts.sizes(sheet.part)
  let read = 0
  const counted = async function* () {
    for await (const piece of parts.read(sheet.part)) {
      const before = Math.floor(read * packed)
      read += piece.length / Math.max(whole, 1)
      onBytes?.(Math.floor(read * packed) - before)
      yield piece
    }
  }
  for await (const _ of readXml(counted(), rows)) {
    const found = rows.take()
    if (found.length > 0) yield found
  }
}

/** Puts rows together from what the XML says. */
class RowReader {
  private rows: SheetRow[] = []
  private cells: Cell[] = []
  private line = 0
  private column = 0
  private type = 'n'
  private style = 0
  /** Of a value or a text, while one is open. */
  private pieces: string[] = []
  private collecting = false
  private inReading = false
  private readonly references: References

  constructor(references: References) {
    this.references = references
  }

  take(): readonly SheetRow[] {
    const { rows } = this
    this.rows = []
    return rows
  }

  readonly open = (element: string, attribute: (name: string) => string | undefined): void => {
    if (element === 'row') {
      this.line = Number(attribute('r') ?? this.line + 1)
      this.cells = []
      this.column = 0
    } else if (element === 'c') {
      const reference = attribute('r')
      this.column = reference === undefined ? this.column + 1 : columnOf(reference)
      this.type = attribute('t') ?? 'n'
      this.style = Number(attribute('s') ?? 0)
      this.pieces = []
    } else if (element === 'rPh') this.inReading = true
    // The text of a formula itself is in <f>, and nobody runs it.
    else if (element === 'v' || element === 't') this.collecting = !this.inReading
  }

  readonly text = (text: string): void => {
    if (this.collecting) this.pieces.push(text)
  }

  readonly close = (element: string): void => {
    if (element === 'v' || element === 't') this.collecting = false
    else if (element === 'rPh') this.inReading = false
    else if (element === 'c') this.add(this.cell(this.pieces.join('')))
    else if (element === 'row' && this.cells.length > 0)
      this.rows.push({ line: this.line, cells: this.cells })
  }

  private add(cell: Cell): void {
    if (cell === '' || this.column < 1 || this.column > mostColumns) return
    while (this.cells.length < this.column) this.cells.push('')
    this.cells[this.column - 1] = cell
  }

  private cell(value: string): Cell {
    if (value === '') return ''
    switch (this.type) {
      case 's':
        return this.references.strings[Number(value)] ?? ''
      case 'b':
        return value === '1' || value === 'true'
      case 'd':
        return {
          date: value
            .replace('T', ' ')
            .replace(/(?:\.0+)?Z?$/, '')
            .replace(/ 00:00:00$/, ''),
        }
      case 'n':
        return this.number(value)
      default:
        return fromXml(value)
    }
  }

  private number(value: string): Cell {
    const number = Number(value)
    if (!Number.isFinite(number)) return value
    const kind = this.references.dateKinds[this.style]
    const date = kind && dateOfSerial(number, kind, this.references.is1904)
    return date === undefined ? number : { date }
  }
}

/** `AB12` → 28 */
function columnOf(reference: string): number {
  let column = 0
  for (let i = 0; i < reference.length; i++) {
    const letter = (reference.charCodeAt(i) & ~0x20) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column
}

/** Does a row hold any text? */
export const isBlank = (row: SheetRow): boolean => row.cells.every((cell) => textOf(cell).trim() === '')
