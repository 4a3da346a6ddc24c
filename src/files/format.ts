/** Which kinds of file are read and written, and how a name tells. */
import { fileFailure } from './failure.ts'

export const formats = ['csv', 'tsv', 'ndjson', 'xlsx', 'parquet'] as const
export type Format = (typeof formats)[number]

const byExtension: ReadonlyMap<string, Format> = new Map([
  ['csv', 'csv'],
  ['txt', 'csv'],
  ['tsv', 'tsv'],
  ['tab', 'tsv'],
  ['ndjson', 'ndjson'],
  ['jsonl', 'ndjson'],
  ['xlsx', 'xlsx'],
  ['xlsm', 'xlsx'],
  ['parquet', 'parquet'],
])

/** What people try that is not read, and what it is called to them. */
const others: ReadonlyMap<string, string> = new Map([
  ['xls', 'an old Excel workbook'],
  ['xlsb', 'a binary Excel workbook'],
  ['ods', 'an OpenDocument spreadsheet'],
  ['numbers', 'a Numbers spreadsheet'],
])

export const whatIsRead =
  'CSV, TSV, NDJSON, XLSX and Parquet are read: save it as one of them and give that file'

export type TextFormat = Exclude<Format, 'xlsx' | 'parquet'>

/** Formats that are one whole, not lines: they are made when all their rows are there. */
export const isContainer = (format: Format): format is 'xlsx' | 'parquet' =>
  format === 'xlsx' || format === 'parquet'

/** The last extension of a path, lower-case and without its dot; empty where there is none. */
export function extensionOf(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : ''
}

/**
 * The format of a file by its extension.
 * @param path a path; `-` (a stream) has no extension
 * @returns the format, or undefined where the extension says nothing
 * @throws JotcodeError for the extension of a kind of file that is known and not read
 */
export function formatOfPath(path: string): Format | undefined {
  const extension = extensionOf(path)
  const other = others.get(extension)
  if (other !== undefined)
    throw fileFailure('unknown-format', `this is ${other}, which is not read`, whatIsRead, { file: path })
  return byExtension.get(extension)
}

/**
 * The format somebody asked for by name.
 * @throws JotcodeError when the name is none of ours
 */
export function formatNamed(name: string): Format {
  const wanted = name.toLowerCase()
  const found = formats.find((format) => format === wanted) ?? byExtension.get(wanted)
  if (found === undefined)
    throw fileFailure('unknown-format', `there is no format "${name}"`, `use one of: ${formats.join(', ')}`)
  return found
}
