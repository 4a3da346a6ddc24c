/** Rows of cells → a Parquet file. */
import type { SchemaElement } from 'hyparquet'
import { fileWriter, ParquetWriter } from 'hyparquet-writer'
import { type Cell, isDate, textOf } from './cell.ts'
import type { ColumnType } from './row.ts'

/** A table that can be gone through more than once. */
export interface CellTable {
  readonly columns: readonly { readonly header: string; readonly type?: ColumnType }[]
  readonly rows: () => AsyncIterable<readonly (readonly Cell[])[]>
}

/** Rows of a row group: what is held in memory, here and by whoever reads the file row group by row group. */
const groupRows = 10_000

/**
 * Writes a Parquet file (Snappy). A column whose type is not given gets it from its cells: numbers, whole numbers,
 * truth values, dates, and text where they differ. An empty text stays one; null stays null.
 */
export async function writeParquet(path: string, table: CellTable): Promise<void> {
  const types = await typesOf(table)
  const writer = new ParquetWriter({
    writer: fileWriter(path),
    schema: [
      { name: 'root', num_children: table.columns.length },
      ...table.columns.map(({ header }, i) => schemaOf(header, types[i] ?? 'text')),
    ],
    createdBy: 'jotcode',
  })
  let group: (readonly Cell[])[] = []
  const flush = async () => {
    const columnData = table.columns.map(({ header }, i) => ({
      name: header,
      data: group.map((cells) => storedAs(cells[i] ?? null, types[i] ?? 'text')),
    }))
    await writer.write({ columnData, rowGroupSize: groupRows })
    group = []
  }
  for await (const rows of table.rows())
    for (const row of rows) {
      group.push(row)
      if (group.length === groupRows) await flush()
    }
  if (group.length > 0) await flush()
  await writer.finish()
}

async function typesOf({ columns, rows }: CellTable): Promise<readonly ColumnType[]> {
  const seen = columns.map(() => new Set<ColumnType>())
  for await (const some of rows())
    for (const cells of some)
      columns.forEach((_, i) => {
        const type = typeOf(cells[i] ?? null)
        if (type) seen[i]?.add(type)
      })
  return columns.map(({ type }, i) => joined(seen[i] ?? new Set(), type))
}

function typeOf(cell: Cell): ColumnType | undefined {
  if (cell === null) return undefined
  if (typeof cell === 'boolean') return 'boolean'
  if (typeof cell === 'number')
    return Number.isSafeInteger(cell) && !Object.is(cell, -0) ? 'integer' : 'number'
  if (!isDate(cell)) return 'text'
  if (/^\d{4}-\d\d-\d\d$/.test(cell.date)) return 'date'
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,3})?$/.test(cell.date) ? 'datetime' : 'text'
}

/** The one type that holds all that was seen, and what the file said before, if it still holds. */
function joined(seen: ReadonlySet<ColumnType>, told: ColumnType | undefined): ColumnType {
  const all = new Set(seen)
  if (told !== undefined) all.add(told)
  const [only] = all
  if (all.size === 1 && only !== undefined) return only
  if ([...all].every((type) => type === 'integer' || type === 'number'))
    return all.size === 0 ? 'text' : 'number'
  return [...all].every((type) => type === 'date' || type === 'datetime') ? 'datetime' : 'text'
}

function schemaOf(name: string, type: ColumnType): SchemaElement {
  const optional = { name, repetition_type: 'OPTIONAL' } as const
  switch (type) {
    case 'integer':
      return { ...optional, type: 'INT64' }
    case 'number':
      return { ...optional, type: 'DOUBLE' }
    case 'boolean':
      return { ...optional, type: 'BOOLEAN' }
    case 'date':
      return { ...optional, type: 'INT32', converted_type: 'DATE' }
    case 'datetime':
      return { ...optional, type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' }
    default:
      return { ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8' }
  }
}

function storedAs(cell: Cell, type: ColumnType): unknown {
  if (cell === null) return null
  if (type === 'text') return textOf(cell)
  if (isDate(cell))
    return new Date(`${cell.date.replace(' ', 'T')}${cell.date.length > 10 ? 'Z' : 'T00:00:00Z'}`)
  return type === 'integer' ? BigInt(Number(cell)) : cell
}
