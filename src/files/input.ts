/** Opens a file, or the standard input, as a table of rows. */
import { createReadStream, type Stats } from 'node:fs'
import { stat } from 'node:fs/promises'
import { addAbortSignal, type Readable } from 'node:stream'
import { decodeText, type Encoding } from './encoding.ts'
import { fileFailure, systemCode } from './failure.ts'
import { extensionOf, type Format, formatOfPath, whatIsRead } from './format.ts'
import type { ColumnMap } from './header.ts'
import { readCsv } from './read-csv.ts'
import { readNdjson } from './read-ndjson.ts'
import type { Notice, Table } from './row.ts'
import { onlyText } from './sniff.ts'

export interface InputOptions {
  /** Left out, the extension tells. */
  readonly format?: Format | undefined
  readonly columns?: ColumnMap | undefined
  readonly encoding?: Encoding | undefined
  readonly delimiter?: string | undefined
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
 * Opens a file as a table. It is read as its rows are asked for, so memory stays flat.
 * @param path a CSV, TSV or NDJSON file, or `-` for the standard input, whose format shows in its first character
 * @returns columns at once, rows as an async iterable of handfuls
 * @throws JotcodeError when the file is not there, is not readable as text, is empty or has nothing to code
 */
export async function openTable(path: string, options: InputOptions = {}): Promise<Table> {
  const { text, format, name, marked, notice } = await openText(path, options)
  const columns = options.columns ?? {}
  if (format === 'ndjson') return readNdjson(text, { name, columns, notice })
  const { delimiter, needsText } = options
  return readCsv(text, { format, name, columns, delimiter, marked, notice, needsText })
}

/** A file opened as text in pieces. */
export interface OpenedText {
  readonly text: AsyncIterable<string>
  readonly format: Format
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
    throw fileFailure('unknown-format', 'its extension tells no format', 'say --format csv, tsv or ndjson', {
      file: path,
    })
  const name = nameOf(path)
  const notice: Notice = (text) => options.notice?.(`${name}: ${text}`)
  const bytes = counted(await openBytes(path, options), name, options.onBytes)
  const decoded = await decodeText(onlyText(bytes, name), { encoding: options.encoding, notice })
  const { text, format } =
    told === undefined ? await formatByLook(decoded.text, notice) : { ...decoded, format: told }
  return { text, format, name, marked: decoded.marked, notice }
}

/** Text that nothing says the format of: what begins with a brace is NDJSON, anything else CSV. */
async function formatByLook(
  text: AsyncIterable<string>,
  notice: Notice,
): Promise<{ text: AsyncIterable<string>; format: Format }> {
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

async function openBytes(path: string, options: InputOptions): Promise<Readable> {
  if (path !== standardStream && (await statOf(path)).isDirectory())
    throw fileFailure('file-unreadable', 'this is a folder', 'give the files in it', { file: path })
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
