/** CSV and TSV → rows. */
import type { Entry } from '../model/entry.ts'
import { type CsvRecord, CsvSplitter } from './csv-records.ts'
import { fileFailure } from './failure.ts'
import { restoreCell } from './formula.ts'
import { type ColumnMap, keyOf, nameColumns } from './header.ts'
import type { Column, Notice, Row, Table } from './row.ts'
import { declaredSeparator, separatorOf } from './separator.ts'

export interface CsvOptions {
  readonly format: 'csv' | 'tsv'
  /** The name of the file, for messages. */
  readonly name: string
  readonly columns: ColumnMap
  /** Left out, it is found out. */
  readonly delimiter?: string | undefined
  /** Left out, a column must hold a text to be coded. */
  readonly needsText?: boolean | undefined
  /** Does the output need a byte order mark? Asked when the header is written. */
  readonly marked: () => boolean
  readonly notice: Notice
}

/**
 * Opens delimited text as a table.
 * @param text the file in pieces
 * @returns its columns, and its rows as they are asked for
 * @throws JotcodeError when the file is empty or no column can be coded
 */
export async function readCsv(text: AsyncIterable<string>, options: CsvOptions): Promise<Table> {
  const source = text[Symbol.asyncIterator]()
  let { start, end, ended } = await readHeaderText(source)
  if (start.trim() === '') throw emptyFile(options.name)
  const blank = /^[\r\n]*/.exec(start)?.[0] ?? ''
  let firstLine = 1 + newlines(blank)
  start = start.slice(blank.length)
  let header = start.slice(0, end - blank.length)
  const declared = declaredSeparator(header)
  if (declared !== undefined) {
    start = start.slice(header.length).replace(/^\r?\n/, '')
    firstLine++
    if (!hasHeader(start)) {
      const more = await readHeaderText(source, start)
      start = more.start
      ended = more.ended
    }
    end = headerEnd(start, true)
    header = start.slice(0, end)
  } else end -= blank.length
  const delimiter = options.delimiter ?? declared ?? (options.format === 'tsv' ? '\t' : separatorOf(header))
  const lineEnd = lineEndAt(start, end)
  const splitter = new CsvSplitter(delimiter, lineEnd === '\r' ? '\r' : '\n', firstLine)
  const batches = recordsOf(start, ended, source, splitter)
  const first = await batches.next()
  const [head, ...records] = first.done === true ? [] : first.value
  if (head === undefined) throw emptyFile(options.name)
  if (head.broken)
    throw fileFailure('file-unreadable', 'the quotes of the header do not close', 'correct the first line', {
      file: options.name,
      line: firstLine,
    })
  const headers = head.cells.map(restoreCell)
  const { needsText } = options
  const columns = nameColumns(headers, options.columns, options.name, options.notice, { needsText })
  return {
    format: options.format,
    columns,
    style: {
      delimiter,
      newline: lineEnd === '\r\n' ? '\r\n' : '\n',
      get mark() {
        return options.marked()
      },
    },
    rows: rowsOf(records, batches, new RowMaker(columns)),
  }
}

const emptyFile = (file: string) =>
  fileFailure('file-unreadable', 'the file is empty', 'its first line should name the columns', { file })

/** A header may hold line breaks in quotes, so its end is the first one outside of them. */
function headerEnd(text: string, ended: boolean): number {
  let quoted = false
  let begun = false
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (char === '"') quoted = !quoted
    // Whether a \n follows the \r must be seen, too.
    else if (char === '\r' && i + 1 === text.length && !ended) return -1
    else if ((char === '\n' || char === '\r') && !quoted && begun) return i
    if (char !== '\n' && char !== '\r') begun = true
  }
  if (!ended && text.length < longestHeader) return -1
  const line = text.search(/[^\r\n][\r\n]/)
  return line < 0 || !quoted ? text.length : line + 1
}
const hasHeader = (text: string) => headerEnd(text, false) >= 0
const longestHeader = 1 << 20

async function readHeaderText(source: AsyncIterator<string>, already = '') {
  let start = already
  for (;;) {
    const next = await source.next()
    if (next.done === true) return { start, end: headerEnd(start, true), ended: true }
    start += next.value
    const end = headerEnd(start, false)
    if (end >= 0) return { start, end, ended: false }
  }
}

const newlines = (text: string) => text.split(/\r\n|\r|\n/).length - 1

/** Old Mac files end their lines with \r alone. */
function lineEndAt(text: string, end: number): '\n' | '\r' | '\r\n' {
  if (text[end] !== '\r') return '\n'
  return text[end + 1] === '\n' ? '\r\n' : '\r'
}

async function* recordsOf(
  start: string,
  ended: boolean,
  source: AsyncIterator<string>,
  splitter: CsvSplitter,
): AsyncGenerator<readonly CsvRecord[], void, undefined> {
  try {
    yield* splitter.push(start, ended)
    for (let over = ended; !over; ) {
      const next = await source.next()
      over = next.done === true
      yield* splitter.push(next.done === true ? '' : next.value, over)
    }
  } finally {
    await source.return?.()
  }
}

async function* rowsOf(
  first: readonly CsvRecord[],
  rest: AsyncGenerator<readonly CsvRecord[], void, undefined>,
  maker: RowMaker,
): AsyncGenerator<readonly Row[]> {
  try {
    yield maker.rows(first)
    for await (const records of rest) yield maker.rows(records)
  } finally {
    // Where nobody got as far as the loop, it has not closed the file.
    await rest.return()
  }
}

/** Numbers the rows and turns cells into entries. */
class RowMaker {
  private number = 0
  private readonly keys: readonly string[]

  constructor(columns: readonly Column[]) {
    this.keys = columns.map(keyOf)
  }

  rows(records: readonly CsvRecord[]): Row[] {
    const rows: Row[] = []
    const width = this.keys.length
    for (const { line, cells, raw, broken } of records) {
      // In a file of one column a blank line is an empty cell; elsewhere it is nothing.
      if (!broken && width > 1 && raw.trim() === '') continue
      const number = ++this.number
      if (broken) rows.push({ number, line, why: 'its quotes do not close as they should', raw })
      else if (cells.length !== width) rows.push({ number, line, why: fieldCount(cells.length, width), raw })
      else {
        const restored = cells.map(restoreCell)
        rows.push({ number, line, entry: this.entry(restored), cells: restored })
      }
    }
    return rows
  }

  private entry(cells: readonly string[]): Entry {
    const entry: Record<string, string> = {}
    this.keys.forEach((key, i) => {
      entry[key] = cells[i] ?? ''
    })
    return entry
  }
}

const fieldCount = (found: number, wanted: number) =>
  `${found} ${found === 1 ? 'field' : 'fields'} where the header has ${wanted}`
