/** Opens a file, or the standard input, as a table of rows. */
import { createReadStream, type Stats } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { addAbortSignal, type Readable } from 'node:stream'
import { closing } from './close.ts'
import { decodeText, type Encoding } from './encoding.ts'
import { fileFailure, systemCode } from './failure.ts'
import { extensionOf, type Format, formatOfPath, isContainer, type TextFormat, whatIsRead } from './format.ts'
import type { ColumnMap } from './header.ts'
import { readCsv } from './read-csv.ts'
import { readNdjson } from './read-ndjson.ts'
import { readParquet } from './read-parquet.ts'
import { readXlsx } from './read-xlsx.ts'
import type { Notice, Table } from './row.ts'
import { onlyText } from './sniff.ts'
import { spool } from './spool.ts'

export interface InputOptions {
  /** Left out, the extension tells. */
  readonly format?: Format | undefined
  readonly columns?: ColumnMap | undefined
  readonly encoding?: Encoding | undefined
  readonly delimiter?: string | undefined
  /** Of a workbook: a sheet, by name or by number from 1. Left out, the first one with a header. */
  readonly sheet?: string | undefined
  /** False where the file is read for its codes: it need hold no text that could be coded. */
  readonly needsText?: boolean | undefined
  /** Told what was assumed. */
  readonly notice?: Notice
  /** Ends the reading: whoever iterates the rows gets an error then. */
  readonly signal?: AbortSignal
  /** Told how many bytes each piece had, for a progress bar. */
  readonly onBytes?: (count: number) => void
  /** What `-` reads; left out, the standard input of the process. */
  readonly stdin?: Readable
}

/** The standard input, as a path. */
export const standardStream = '-'

/**
 * Opens a file as a table. It is read as its rows are asked for, so memory stays flat; of a workbook the texts that its
 * cells share are held, of a Parquet file one row group.
 * @param path a CSV, TSV, NDJSON, XLSX or Parquet file, or `-` for the standard input, whose format, unless it is told,
 * shows in its first character
 * @returns columns at once, rows as an async iterable of handfuls
 * @throws JotcodeError when the file is not there, is not readable as what it is called, is empty or has nothing to code
 */
export async function openTable(path: string, options: InputOptions = {}): Promise<Table> {
  const columns = options.columns ?? {}
  const container = containerOf(path, options)
  if (container !== undefined) {
    const name = nameOf(path)
    const notice: Notice = (text) => options.notice?.(`${name}: ${text}`)
    return openContainer(path, container, { ...options, name, columns, notice })
  }
  const { text, format, name, marked, notice } = await openText(path, options)
  if (format === 'ndjson') return readNdjson(text, { name, columns, notice })
  const { delimiter, needsText } = options
  return readCsv(text, { format, name, columns, delimiter, marked, notice, needsText })
}

/** The format of a file that is no text, if it is none. */
export function containerOf(path: string, { format }: InputOptions = {}): 'xlsx' | 'parquet' | undefined {
  const told = format ?? (path === standardStream ? undefined : formatOfPath(path))
  return told !== undefined && isContainer(told) ? told : undefined
}

/** A file opened as text in pieces. */
export interface OpenedText {
  readonly text: AsyncIterable<string>
  readonly format: TextFormat
  /** The name of the file, for messages. */
  readonly name: string
  readonly marked: () => boolean
  readonly notice: Notice
}

/**
 * Opens a file as text, and finds out its format.
 * @throws JotcodeError when the file is not there, or is not readable as text
 */
export async function openText(path: string, options: InputOptions = {}): Promise<OpenedText> {
  const told = options.format ?? (path === standardStream ? undefined : formatOfPath(path))
  const silent = path === standardStream || extensionOf(path) === ''
  if (told === undefined && !silent)
    throw fileFailure(
      'unknown-format',
      'its extension tells no format',
      'say --format csv, tsv, ndjson, xlsx or parquet',
      { file: path },
    )
  const name = nameOf(path)
  const notice: Notice = (text) => options.notice?.(`${name}: ${text}`)
  if (told !== undefined && isContainer(told))
    throw fileFailure('unknown-format', `${told} is no text`, 'give it as CSV, TSV or NDJSON', { file: path })
  const bytes = counted(await openBytes(path, options), name, options.onBytes)
  const decoded = await decodeText(onlyText(bytes, name), { encoding: options.encoding, notice })
  const { text, format } =
    told === undefined ? await formatByLook(decoded.text, notice) : { ...decoded, format: told }
  return { text, format, name, marked: decoded.marked, notice }
}

/** A file that is read here and there, not from front to back: the standard input is put into one first. */
async function openContainer(
  path: string,
  format: 'xlsx' | 'parquet',
  options: InputOptions & { readonly name: string; readonly columns: ColumnMap; readonly notice: Notice },
): Promise<Table> {
  if (path === standardStream) {
    const spooled = await spool(await openBytes(path, options))
    try {
      const table = await openContainer(spooled.path, format, options)
      return { ...table, rows: closing(chained(table.rows), spooled.remove) }
    } catch (error) {
      await spooled.remove()
      throw error
    }
  }
  await refuseUnreadable(path)
  return format === 'xlsx'
    ? readXlsx(path, { ...options, size: (await statOf(path)).size })
    : readParquet(path, options)
}

async function* chained<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  yield* items
}

/** Text that nothing says the format of: what begins with a brace is NDJSON, anything else CSV. */
async function formatByLook(
  text: AsyncIterable<string>,
  notice: Notice,
): Promise<{ text: AsyncIterable<string>; format: 'ndjson' | 'csv' }> {
  const source = text[Symbol.asyncIterator]()
  let start = ''
  let ended = false
  while (start.trim() === '' && !ended) {
    const next = await source.next()
    ended = next.done === true
    if (next.done !== true) start += next.value
  }
  const format = /^\s*[{[]/.test(start) ? 'ndjson' : 'csv'
  if (!ended) notice(`taken for ${format.toUpperCase()} (say --format if it is not)`)
  return { format, text: continued(start, source) }
}

async function* continued(start: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  try {
    yield start
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}

/** How a path is called in messages. */
export const nameOf = (path: string): string => (path === standardStream ? 'standard input' : path)

/** Size of a file in bytes; undefined for a stream. */
export async function sizeOf(path: string): Promise<number | undefined> {
  if (path === standardStream) return undefined
  const stats = await statOf(path)
  return stats.isFile() ? stats.size : undefined
}

async function statOf(path: string): Promise<Stats> {
  try {
    return await stat(path)
  } catch (error) {
    throw unreadable(error, path)
  }
}

/** Says what is wrong with a file that cannot be opened. */
async function refuseUnreadable(path: string): Promise<void> {
  if ((await statOf(path)).isDirectory()) throw folder(path)
  try {
    await (await open(path, 'r')).close()
  } catch (error) {
    throw unreadable(error, path)
  }
}

const folder = (file: string) =>
  fileFailure('file-unreadable', 'this is a folder', 'give the files in it', { file })

async function openBytes(path: string, options: InputOptions): Promise<Readable> {
  if (path !== standardStream && (await statOf(path)).isDirectory()) throw folder(path)
  const stream =
    path === standardStream
      ? (options.stdin ?? process.stdin)
      : createReadStream(path, { highWaterMark: 1 << 18 })
  return options.signal ? addAbortSignal(options.signal, stream) : stream
}

async function* counted(
  stream: Readable,
  name: string,
  onBytes: ((count: number) => void) | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of stream) {
      const bytes: Uint8Array = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      onBytes?.(bytes.length)
      yield bytes
    }
  } catch (error) {
    throw systemCode(error)?.startsWith('E') ? unreadable(error, name) : error
  }
}

function unreadable(error: unknown, file: string): Error {
  const code = systemCode(error)
  if (code === 'ENOENT')
    return fileFailure('file-missing', 'there is no such file', 'check the name', { file })
  if (code === 'EACCES' || code === 'EPERM')
    return fileFailure('file-unreadable', 'you may not read this file', 'check its permissions', { file })
  return fileFailure('file-unreadable', `it cannot be read (${code ?? 'unknown error'})`, whatIsRead, {
    file,
  })
}
