/** Text of a CSV file, piece by piece → records, with the broken ones told apart. */
import Papa from 'papaparse'

/** One record as it stands in the file. */
export interface CsvRecord {
  /** Line on which it begins, from one. */
  readonly line: number
  readonly cells: readonly string[]
  /** The record to the letter, without its line end. */
  readonly raw: string
  /** True where its quotes do not close as they should: the cells mean nothing then. */
  readonly broken: boolean
}

/** A quoted cell longer than this was never closed. In UTF-16 units. */
const longestRecord = 1 << 24
/** Records given at a time, so that a long text is not held as records all at once. */
const handful = 4096

/**
 * Splits CSV text that comes in pieces.
 *
 * A quote that is never closed would swallow the file from there on. So of a record whose quotes are broken
 * only the first line is given up, and reading starts afresh on the next:
 *
 *     7,"unclosed, anx        ← broken, kept as it stands
 *     8,"low mood",f/u        ← read
 *
 * The work is linear in the text: what has to be read again, because its end has not come yet, is waited for
 * until it has doubled.
 */
export class CsvSplitter {
  private held = ''
  private line = 1
  private wait = 0
  private readonly delimiter: string
  private readonly newline: '\n' | '\r'

  constructor(delimiter: string, newline: '\n' | '\r', firstLine = 1) {
    this.delimiter = delimiter
    this.newline = newline
    this.line = firstLine
  }

  /** Takes more text, and gives the records that it completes by the handful; with `last`, all that are left. */
  *push(text: string, last: boolean): Generator<CsvRecord[], void, undefined> {
    this.held += text
    if (!last && this.held.length < this.wait) return
    let from = 0
    while (from < this.held.length) {
      const records: CsvRecord[] = []
      const { end, stopped } = this.split(this.held.slice(from), last, records)
      from += end
      if (records.length > 0) yield records
      if (!stopped) break
    }
    this.held = this.held.slice(from)
    this.wait = this.held.length * 2
  }

  /** A handful of records, up to the first broken one (included) or to what may be unfinished; then not stopped. */
  private split(input: string, last: boolean, records: CsvRecord[]): { end: number; stopped: boolean } {
    let start = 0
    let stopped = false
    Papa.parse<string[]>(input, {
      delimiter: this.delimiter,
      newline: this.newline,
      // The fast mode cuts up all of the text before it gives the first record.
      fastMode: false,
      step: (result, parser) => {
        const end = result.meta.cursor
        const unfinished = end >= input.length && !last
        const broken = result.errors.some((error) => error.type === 'Quotes')
        if ((unfinished && input.length - start > longestRecord) || (broken && !unfinished)) {
          const lineEnd = input.indexOf(this.newline, start)
          const next = lineEnd < 0 ? input.length : lineEnd + 1
          records.push(this.record([], input.slice(start, next), true))
          start = next
          stopped = true
        }
        if (stopped || unfinished) return parser.abort()
        if (end > start) records.push(this.record(result.data, input.slice(start, end), false))
        start = end
        if (records.length >= handful) {
          stopped = true
          parser.abort()
        }
      },
    })
    return { end: start, stopped }
  }

  private record(cells: string[], text: string, broken: boolean): CsvRecord {
    const line = this.line
    for (let at = text.indexOf(this.newline); at >= 0; at = text.indexOf(this.newline, at + 1)) this.line++
    let raw = text.endsWith(this.newline) ? text.slice(0, -1) : text
    // The parser is told to end lines at \n, which leaves the \r of an unquoted last cell in it.
    const tail = cells[cells.length - 1]
    if (this.newline === '\n' && tail?.endsWith('\r') && raw.endsWith(tail))
      cells[cells.length - 1] = tail.slice(0, -1)
    if (raw.endsWith('\r')) raw = raw.slice(0, -1)
    return { line, cells, raw, broken }
  }
}
