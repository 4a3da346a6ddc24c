/** Coded files → counts: NDJSON records, or tables that were coded. Nothing is kept but the counts. */
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { textOf } from '../files/cell.ts'
import { decodeText, type Encoding } from '../files/encoding.ts'
import { fileFailure } from '../files/failure.ts'
import { type Format, formatOfPath } from '../files/format.ts'
import { nameOf, openTable, sizeOf, standardStream } from '../files/input.ts'
import { isRejected, type Notice } from '../files/row.ts'
import { codedColumns, entryOfRow, limitsOfTables } from './coded-row.ts'
import { entryOfRecord } from './entry.ts'
import type { Provenance, Source } from './provenance.ts'
import { readRecordLine } from './record-line.ts'
import { Tally } from './tally.ts'

export interface CountOptions {
  /** Left out, the extension tells. */
  readonly format?: Format | undefined
  readonly encoding?: Encoding | undefined
  readonly delimiter?: string | undefined
  /** Outcomes that are follow-ups; only tables need to be told. */
  readonly followUps?: ReadonlySet<string>
  readonly notice?: Notice
  /** Told of rows that could not be read, with words that quote nothing. */
  readonly reject?: (file: string, line: number, why: string) => void
  /** What `-` reads: NDJSON, unless `format` says otherwise. */
  readonly stdin?: Readable
}

export interface Counted {
  readonly tally: Tally
  readonly provenance: Provenance
}

/**
 * Counts the entries of coded files.
 * @throws JotcodeError when a file cannot be read or was not coded
 */
export async function countEntries(paths: readonly string[], options: CountOptions = {}): Promise<Counted> {
  const tally = new Tally()
  const origin = new Origin()
  const sources: Source[] = []
  for (const path of paths) {
    const before = tally.entries
    const format = options.format ?? (path === standardStream ? 'ndjson' : formatOfPath(path))
    const rejected =
      format === 'ndjson'
        ? await countRecords(path, tally, origin, options)
        : await countTable(path, tally, origin, { ...options, format })
    sources.push({ name: fileName(path), entries: tally.entries - before, rejected })
  }
  return { tally, provenance: { sources, ...origin.found } }
}

/** What the records say of their making. */
class Origin {
  private readonly taxonomies = new Map<string, Provenance['taxonomies'][number]>()
  private readonly coders = new Set<string>()
  private readonly limits = new Set<string>()

  add({ id, version, digest }: Provenance['taxonomies'][number], coder: string): void {
    this.taxonomies.set(`${id} ${digest}`, { id, version, digest })
    this.coders.add(coder)
  }
  limit(text: string): void {
    this.limits.add(text)
  }
  get found(): Omit<Provenance, 'sources'> {
    return { taxonomies: [...this.taxonomies.values()], coders: [...this.coders], limits: [...this.limits] }
  }
}

async function countRecords(
  path: string,
  tally: Tally,
  origin: Origin,
  options: CountOptions,
): Promise<number> {
  const name = nameOf(path)
  let line = 0
  let rejected = 0
  for await (const text of linesOf(path, options)) {
    line++
    if (text.trim() === '') continue
    const record = readRecordLine(text)
    if (typeof record === 'string') {
      rejected++
      options.reject?.(name, line, record)
      continue
    }
    origin.add(record.taxonomy, record.coder.version)
    tally.add(entryOfRecord(record))
  }
  if (rejected > 0 && tally.entries === 0)
    throw fileFailure(
      'file-unreadable',
      'no line of it is a coded record',
      'code it first: jotcode code FILE -o CODED.ndjson',
      {
        file: name,
      },
    )
  return rejected
}

async function* linesOf(path: string, options: CountOptions): AsyncGenerator<string> {
  const notice: Notice = (text) => options.notice?.(`${nameOf(path)}: ${text}`)
  // Says in our words what is wrong with a path that cannot be opened.
  await sizeOf(path)
  const bytes = path === standardStream ? (options.stdin ?? process.stdin) : createReadStream(path)
  const { text } = await decodeText(bytes, { encoding: options.encoding, notice })
  let pieces: string[] = []
  for await (const piece of text) {
    const lines = piece.split('\n')
    const open = lines.pop() ?? ''
    if (lines.length > 0) {
      lines[0] = pieces.join('') + (lines[0] ?? '')
      pieces = []
      yield* lines
    }
    pieces.push(open)
  }
  yield pieces.join('')
}

async function countTable(
  path: string,
  tally: Tally,
  origin: Origin,
  { reject, followUps = new Set(), format, encoding, delimiter, stdin }: CountOptions,
): Promise<number> {
  const name = nameOf(path)
  const table = await openTable(path, {
    format,
    encoding,
    delimiter,
    needsText: false,
    ...(stdin && { stdin }),
  })
  const columns = codedColumns(
    table.columns.map(({ header }) => header),
    table.columns.map(({ field }) => field),
  )
  if (columns === undefined) {
    await table.rows[Symbol.asyncIterator]().return?.()
    throw fileFailure(
      'unknown-column',
      'it was not coded: it has no columns reasons, outcomes and services',
      'code it first: jotcode code FILE -o CODED.ndjson',
      { file: name },
    )
  }
  origin.limit(limitsOfTables)
  let rejected = 0
  for await (const rows of table.rows) {
    for (const row of rows) {
      if (isRejected(row)) {
        rejected++
        reject?.(name, row.line, row.why)
      } else tally.add(entryOfRow((row.cells ?? []).map(textOf), columns, followUps))
    }
  }
  return rejected
}

const fileName = (path: string) =>
  path === standardStream ? nameOf(path) : (path.split(/[\\/]/).at(-1) ?? path)
