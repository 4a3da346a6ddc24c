/** Bytes and texts as streams, and tables read to their end. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { decodeText, type Encoding } from '../../src/files/encoding.ts'
import { type InputOptions, openTable } from '../../src/files/input.ts'
import { readCsv } from '../../src/files/read-csv.ts'
import { isRejected, type ReadRow, type RejectedRow, type Row, type Table } from '../../src/files/row.ts'

export const hostile = (name: string): string =>
  fileURLToPath(new URL(`../../corpus/hostile/${name}`, import.meta.url))

/** Bytes in pieces of a size, so that every boundary is met. */
export async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size)
}

export async function* textInPieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

export async function decoded(bytes: Uint8Array, size = bytes.length || 1, encoding?: Encoding) {
  const notices: string[] = []
  const { text, marked } = await decodeText(inPieces(bytes, size), {
    encoding,
    notice: (notice) => notices.push(notice),
  })
  let all = ''
  for await (const piece of text) all += piece
  return { text: all, marked: marked(), notices }
}

export interface Contents {
  readonly table: Table
  readonly rows: readonly ReadRow[]
  readonly rejected: readonly RejectedRow[]
  readonly notices: readonly string[]
}

export async function contentsOf(table: Table, notices: readonly string[] = []): Promise<Contents> {
  const all: Row[] = []
  for await (const rows of table.rows) all.push(...rows)
  return {
    table,
    rows: all.filter((row): row is ReadRow => !isRejected(row)),
    rejected: all.filter(isRejected),
    notices,
  }
}

/** A file of `corpus/hostile`, read to its end. */
export async function readHostile(name: string, options: InputOptions = {}): Promise<Contents> {
  const notices: string[] = []
  const table = await openTable(hostile(name), { ...options, notice: (text) => notices.push(text) })
  return contentsOf(table, notices)
}

/** CSV text in pieces, read to its end. */
export async function readCsvText(
  text: string,
  size = text.length || 1,
  delimiter?: string,
): Promise<Contents> {
  const table = await readCsv(textInPieces(text, size), {
    format: 'csv',
    name: 'text.csv',
    columns: {},
    delimiter,
    marked: () => false,
    notice: () => {},
  })
  return contentsOf(table)
}

export const bytesOf = (name: string): Promise<Buffer> => readFile(hostile(name))
