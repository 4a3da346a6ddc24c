/** NDJSON: one entry a line → rows. */
import type { Entry } from '../model/entry.ts'
import { fileFailure } from './failure.ts'
import { type ColumnMap, entryFields, fieldOfHeader } from './header.ts'
import { linesIn } from './lines.ts'
import type { Column, Notice, Row, Table } from './row.ts'

export interface NdjsonOptions {
  /** The name of the file, for messages. */
  readonly name: string
  readonly columns: ColumnMap
  readonly notice: Notice
}

const texts = ['reason', 'outcome', 'note'] as const

/**
 * Opens NDJSON as a table. Keys are recognised as headers are ("Key reasons" is the reason), and a line that
 * is no JSON object is a rejected row. The columns are the keys of the first lines.
 * @throws JotcodeError when there is no line at all, or the file is one JSON array
 */
export async function readNdjson(text: AsyncIterable<string>, options: NdjsonOptions): Promise<Table> {
  const batches = rowsOf(text, new LineReader(options.columns))
  const first = await batches.next()
  if (first.done === true)
    throw fileFailure('file-unreadable', 'the file is empty', 'it should have one JSON object a line', {
      file: options.name,
    })
  const head = first.value[0]
  if (head !== undefined && 'why' in head && /^\s*\[\s*(\{|$)/.test(head.raw))
    throw fileFailure(
      'file-unreadable',
      'this is one JSON array, not one JSON object a line',
      "turn it into lines, e.g. with jq -c '.[]'",
      { file: options.name, line: 1 },
    )
  const columns = columnsOf(first.value)
  if (columns.length > 0 && !columns.some(({ field }) => texts.some((name) => name === field)))
    options.notice(
      `no reason, outcome or note in the first lines, whose keys are ${columns.map((c) => JSON.stringify(c.header)).join(', ')}`,
    )
  return {
    format: 'ndjson',
    columns,
    style: { delimiter: ',', newline: '\n', mark: false },
    rows: chain(first.value, batches),
  }
}

async function* chain(
  first: readonly Row[],
  rest: AsyncGenerator<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  try {
    yield first
    yield* rest
  } finally {
    await rest.return(undefined)
  }
}

async function* rowsOf(text: AsyncIterable<string>, reader: LineReader): AsyncGenerator<readonly Row[]> {
  for await (const lines of linesIn(text)) {
    const rows = reader.rows(lines)
    if (rows.length > 0) yield rows
  }
}

class LineReader {
  private number = 0
  private line = 0
  private readonly asked: ReadonlyMap<string, string>
  private readonly known = new Map<string, string>()

  constructor(columns: ColumnMap) {
    this.asked = new Map(Object.entries(columns).map(([field, key]) => [key, field]))
  }

  rows(lines: readonly string[]): Row[] {
    const rows: Row[] = []
    for (const raw of lines) {
      this.line++
      if (raw.trim() === '') continue
      const number = ++this.number
      const read = this.read(raw)
      const { line } = this
      rows.push(typeof read === 'string' ? { number, line, why: read, raw } : { number, line, entry: read })
    }
    return rows
  }

  /** The entry of a line, or why there is none. */
  private read(raw: string): Entry | string {
    let value: unknown
    try {
      value = JSON.parse(raw)
    } catch {
      // What the parser says quotes the line, and with it the note.
      return 'the line is not well-formed JSON'
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return 'the line is no JSON object'
    if ('entry' in value && 'reasons' in value && 'coder' in value)
      return 'the line is a coded record already: code the file that it was made from'
    return this.entry(value)
  }

  private entry(value: object): Entry | string {
    const own = new Set(Object.keys(value))
    const pairs = new Map<string, unknown>()
    for (const [key, item] of Object.entries(value)) {
      const field = this.keyFor(key, own)
      // The first of two keys for one field is read; the other travels under its own name.
      pairs.set(pairs.has(field) ? key : field, item)
    }
    const entry: Entry = Object.fromEntries(pairs)
    for (const field of texts) {
      const text: unknown = entry[field]
      if (text !== undefined && text !== null && typeof text !== 'string') return `its ${field} is no text`
    }
    const id: unknown = entry.id
    if (id !== undefined && id !== null && typeof id !== 'string' && typeof id !== 'number')
      return 'its id is neither text nor number'
    return entry
  }

  /** The field that a key stands for: asked for, spelt so, or the key itself. Never one the line has by name. */
  private keyFor(key: string, own: ReadonlySet<string>): string {
    const asked = this.asked.get(key)
    if (asked !== undefined) return asked
    // A field that another key was asked for keeps out of its way.
    if ([...this.asked.values()].includes(key)) return `${key} (column)`
    let field = this.known.get(key)
    if (field === undefined) {
      field = entryFields.some((name) => name === key) ? key : (fieldOfHeader(key) ?? key)
      if (this.known.size < 1000) this.known.set(key, field)
    }
    const taken = field !== key && (own.has(field) || [...this.asked.values()].includes(field))
    return taken ? key : field
  }
}

function columnsOf(rows: readonly Row[]): Column[] {
  const columns = new Map<string, Column>()
  for (const row of rows) {
    if ('why' in row) continue
    for (const key of Object.keys(row.entry))
      if (!columns.has(key))
        columns.set(
          key,
          entryFields.some((name) => name === key) ? { header: key, field: key } : { header: key },
        )
  }
  return [...columns.values()]
}
