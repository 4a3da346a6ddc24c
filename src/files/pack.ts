/** Lines of cells → the file that is one whole: a workbook or Parquet. */
import { createReadStream } from 'node:fs'
import type { Cell } from './cell.ts'
import { linesIn } from './lines.ts'
import type { WrittenColumn } from './write.ts'
import { writeParquet } from './write-parquet.ts'
import { sheetLimits, writeWorkbook } from './xlsx/write.ts'

/**
 * Makes the file of the rows that a writer gave.
 * @param lines a file: the columns in its first line, then a row of cells a line
 * @param path the file to be made
 * @returns what people should know of it
 */
export async function packCells(
  lines: string,
  path: string,
  format: 'xlsx' | 'parquet',
): Promise<readonly string[]> {
  const columns = await columnsOf(lines)
  const rows = () => rowsOf(lines)
  if (format === 'parquet') {
    await writeParquet(path, { columns, rows })
    return []
  }
  const { cut } = await writeWorkbook(path, [
    { name: 'Coded', headers: columns.map(({ header }) => header), rows: rows() },
  ])
  if (cut === 0) return []
  const limit = sheetLimits.cell.toLocaleString('en-GB')
  return [
    `${cut} ${cut === 1 ? 'text was' : 'texts were'} cut: a cell of a workbook holds ${limit} characters`,
  ]
}

// What stands in these lines has just been written by us.
async function columnsOf(lines: string): Promise<readonly WrittenColumn[]> {
  for await (const [first] of linesIn(textOf(lines)))
    return JSON.parse(first ?? '[]') as readonly WrittenColumn[]
  return []
}

async function* rowsOf(lines: string): AsyncGenerator<readonly (readonly Cell[])[]> {
  let isFirst = true
  for await (const some of linesIn(textOf(lines))) {
    yield some.slice(isFirst ? 1 : 0).map((line) => JSON.parse(line) as readonly Cell[])
    isFirst = false
  }
}

const textOf = (path: string): AsyncIterable<string> => createReadStream(path, { encoding: 'utf8' })
