/** Parquet → rows, one row group after the other. */
import {
  asyncBufferFromFile,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  type SchemaElement,
} from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { type Cell, cellOf } from './cell.ts'
import { closing } from './close.ts'
import { fileFailure } from './failure.ts'
import { whatIsRead } from './format.ts'
import { type ColumnMap, keyOf, nameColumns } from './header.ts'
import { entryOf } from './read-xlsx.ts'
import type { Column, ColumnType, Notice, Row, Table } from './row.ts'

export interface ParquetOptions {
  /** The name of the file, for messages. */
  readonly name: string
  readonly columns: ColumnMap
  readonly notice: Notice
  /** Left out, a column must hold a text to be coded. */
  readonly needsText?: boolean | undefined
  readonly onBytes?: ((count: number) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** Rows given at a time. */
const handful = 1000

/**
 * Opens a Parquet file as a table. Its row groups are read one by one, so memory holds one of them. Numbers, dates
 * and truth values keep their types; a list or a group becomes JSON.
 * @throws JotcodeError when the file is no Parquet file, or no column can be coded
 */
export async function readParquet(path: string, options: ParquetOptions): Promise<Table> {
  const { name } = options
  const { file, metadata } = await opened(path, name)
  const elements = topLevel(metadata)
  const named = nameColumns(
    elements.map((element) => element.name),
    options.columns,
    name,
    options.notice,
    { needsText: options.needsText },
  )
  const columns = named.map((column, i): Column => {
    const type = typeOf(elements[i])
    return type === undefined ? column : { ...column, type }
  })
  const keys = columns.map(keyOf)
  const rows = async function* (): AsyncGenerator<readonly Row[]> {
    let start = 0
    for (const group of metadata.row_groups) {
      const end = start + Number(group.num_rows)
      const values = await groupOf({ file, metadata, rowStart: start, rowEnd: end }, name)
      for (let at = 0; at < values.length; at += handful) {
        options.signal?.throwIfAborted()
        const some = values.slice(at, at + handful)
        yield some.map(
          (cells, i): Row => ({ number: start + at + i + 1, entry: entryOf(keys, cells), cells }),
        )
        options.onBytes?.(Math.round((some.length / Number(metadata.num_rows)) * file.byteLength))
      }
      start = end
    }
  }
  return {
    format: 'parquet',
    columns,
    style: { delimiter: ',', newline: '\n', mark: false },
    rows: closing(rows(), () => {}),
  }
}

const damaged = (file: string) =>
  fileFailure('file-unreadable', 'this is no Parquet file, or a damaged one', whatIsRead, { file })

async function opened(path: string, name: string) {
  try {
    const file = await asyncBufferFromFile(path)
    return { file, metadata: await parquetMetadataAsync(file) }
  } catch {
    throw damaged(name)
  }
}

async function groupOf(
  range: Pick<Parameters<typeof parquetRead>[0], 'file' | 'metadata' | 'rowStart' | 'rowEnd'>,
  name: string,
): Promise<readonly (readonly Cell[])[]> {
  let cells: Cell[][] = []
  try {
    await parquetRead({
      ...range,
      compressors,
      parsers,
      onComplete: (rows: readonly (readonly unknown[])[]) => {
        cells = rows.map((row) => row.map(cellOfValue))
      },
    })
  } catch {
    throw damaged(name)
  }
  return cells
}

/** Dates and times come as text, in the time of the file. */
const parsers = {
  timestampFromMilliseconds: (count: bigint) => momentOf(Number(count)),
  timestampFromMicroseconds: (count: bigint) => momentOf(Number(count / 1000n)),
  timestampFromNanoseconds: (count: bigint) => momentOf(Number(count / 1000000n)),
  dateFromDays: (days: number) => new Day(days * 86_400_000),
  jsonFromBytes: (bytes: Uint8Array) => new TextDecoder().decode(bytes),
}
const momentOf = (milliseconds: number) => new Date(milliseconds)

/** A date without a time. */
class Day extends Date {}

function cellOfValue(value: unknown): Cell {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return null
    const [date = '', time = ''] = value.toISOString().slice(0, -1).split('T')
    return { date: value instanceof Day ? date : `${date} ${time.replace(/\.000$/, '')}` }
  }
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  return cellOf(typeof value === 'object' && value !== null ? plain(value) : value)
}

/** What JSON can hold of a list or a group. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(plain)
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]))
  return value
}

/** The elements of a schema that stand under its root: a column each. */
function topLevel({ schema }: FileMetaData): SchemaElement[] {
  const columns: SchemaElement[] = []
  const skip = (at: number): number => {
    let next = at + 1
    for (let n = schema[at]?.num_children ?? 0; n > 0; n--) next = skip(next)
    return next
  }
  for (let at = 1; at < schema.length; at = skip(at)) {
    const element = schema[at]
    if (element) columns.push(element)
  }
  return columns
}

function typeOf(element: SchemaElement | undefined): ColumnType | undefined {
  if (element === undefined || element.num_children !== undefined) return 'text'
  const { type, converted_type: converted, logical_type: logical } = element
  if (converted === 'DATE') return 'date'
  if (converted?.startsWith('TIMESTAMP') || logical?.type === 'TIMESTAMP' || type === 'INT96')
    return 'datetime'
  if (converted === 'DECIMAL' || type === 'FLOAT' || type === 'DOUBLE') return 'number'
  if (type === 'BOOLEAN') return 'boolean'
  if (type === 'INT32' || type === 'INT64') return 'integer'
  return type === 'BYTE_ARRAY' ? 'text' : undefined
}
