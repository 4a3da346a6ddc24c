/** Several files, or several sheets of a workbook, as one table. */
import { type Cell, cellOf } from './cell.ts'
import { closing } from './close.ts'
import { fileFailure } from './failure.ts'
import { formatOfPath } from './format.ts'
import { headerKey, keyOf } from './header.ts'
import { type InputOptions, nameOf, openTable, standardStream } from './input.ts'
import { entryOf, sheetsAsked } from './read-xlsx.ts'
import { type Column, isRejected, type ReadRow, type Row, type Table } from './row.ts'

export interface TablesOptions extends InputOptions {
  /** Of workbooks: sheets by name or by number from 1, `*` for all that are not hidden. */
  readonly sheets?: readonly string[] | undefined
}

/** A file, or a sheet of one, and what it is called in the column `source`. */
interface Part {
  readonly path: string
  readonly sheet?: string
  readonly source: string
}

/**
 * Opens files as one table, one after the other. Columns that are read as the same field, or are headed alike, are one
 * column, called as in the first file that has it; a last column, `source`, says which file and sheet a row is of. A
 * single file, or sheet, is opened as it is.
 * @param paths files, of any formats that are read; `-` is the standard input
 * @throws JotcodeError when any of them cannot be opened
 */
export async function openTables(paths: readonly string[], options: TablesOptions = {}): Promise<Table> {
  const parts = await partsOf(paths, options)
  const [first] = parts
  if (first === undefined) throw fileFailure('file-missing', 'no file is named', 'name at least one')
  if (parts.length === 1) return openPart(first, options)
  const heads: Head[] = []
  for (const part of parts) heads.push(await headOf(part, options))
  const shape = shapeOf(heads, options)
  return {
    format: shape.format,
    columns: shape.columns,
    style:
      heads.find(({ table }) => table.format === 'csv')?.table.style ?? heads[0]?.table.style ?? plainStyle,
    rows: closing(rowsOf(heads, shape, options), async () => {
      for (const { kept } of heads) await close(kept)
    }),
  }
}

const plainStyle = { delimiter: ',', newline: '\n', mark: false } as const

const openPart = ({ path, sheet }: Part, options: TablesOptions) => openTable(path, { ...options, sheet })

async function partsOf(paths: readonly string[], options: TablesOptions): Promise<readonly Part[]> {
  const { sheets } = options
  const parts: Part[] = []
  for (const path of paths) {
    const name = nameOf(path)
    const format = options.format ?? (path === standardStream ? undefined : formatOfPath(path))
    if (sheets === undefined || format !== 'xlsx') {
      parts.push({ path, source: name })
      continue
    }
    if (path === standardStream && (sheets.length > 1 || sheets[0] === '*'))
      throw fileFailure(
        'bad-option',
        'several sheets cannot be read from a stream',
        'give the workbook as a file',
        {
          file: name,
        },
      )
    const asked = path === standardStream ? sheets : await sheetsAsked(path, sheets, name)
    for (const sheet of asked)
      parts.push({ path, sheet, source: paths.length === 1 ? sheet : `${name}: ${sheet}` })
  }
  return parts
}

interface Head {
  readonly part: Part
  readonly table: Table
  /** The table itself, where it cannot be opened a second time. */
  readonly kept?: Table
}

async function headOf(part: Part, options: TablesOptions): Promise<Head> {
  const once = part.path === standardStream
  const { notice: _, onBytes: __, ...quiet } = options
  const table = await openPart(part, once ? options : quiet)
  if (once) return { part, table, kept: table }
  await close(table)
  return { part, table }
}

async function close(table: Table | undefined): Promise<void> {
  await table?.rows[Symbol.asyncIterator]().return?.()
}

interface Shape {
  readonly format: Table['format']
  readonly columns: readonly Column[]
  /** Of each part: where its columns stand among those of the whole. */
  readonly places: readonly (readonly number[])[]
  /** The header of the column that says where a row is from. */
  readonly source: string
  /** The column for keys that come up only in later lines of NDJSON. */
  readonly rest?: string
}

function shapeOf(heads: readonly Head[], { notice }: TablesOptions): Shape {
  const columns: Column[] = []
  const places = heads.map(({ table, part }) => {
    const used = new Set<number>()
    return table.columns.map((column) => {
      let at = columns.findIndex((one, i) => !used.has(i) && isSame(one, column))
      if (at < 0) at = columns.push({ ...column, header: free(column.header, columns) }) - 1
      else {
        const one = columns[at]
        if (one && headerKey(one.header) !== headerKey(column.header))
          notice?.(`${part.source}: ${JSON.stringify(column.header)} goes into ${JSON.stringify(one.header)}`)
        if (one && one.type !== column.type)
          columns[at] = { header: one.header, ...(one.field && { field: one.field }) }
      }
      used.add(at)
      return at
    })
  })
  const kinds = new Set(heads.map(({ table }) => table.format))
  const [kind = 'csv'] = kinds
  const hasRest = kinds.size > 1 && kinds.has('ndjson')
  const rest = hasRest ? free('other_fields', columns) : undefined
  if (rest !== undefined) columns.push({ header: rest })
  const source = free('source', columns)
  columns.push({ header: source })
  const format = kinds.size === 1 ? kind : 'csv'
  return { format, columns, places, source, ...(rest !== undefined && { rest }) }
}

const isSame = (one: Column, other: Column) =>
  one.field !== undefined || other.field !== undefined
    ? one.field === other.field
    : headerKey(one.header) === headerKey(other.header) && headerKey(one.header) !== ''

/** A header that no column has yet. */
function free(header: string, columns: readonly Column[]): string {
  const isTaken = (name: string) => columns.some((column) => column.header === name)
  let name = header
  for (let n = 2; isTaken(name); n++) name = `${header} (${n})`
  return name
}

async function* rowsOf(
  heads: readonly Head[],
  shape: Shape,
  options: TablesOptions,
): AsyncGenerator<readonly Row[]> {
  const keys = shape.columns.map(keyOf)
  let count = 0
  for (const [i, { part, kept }] of heads.entries()) {
    const table = kept ?? (await openPart(part, options))
    const places = shape.places[i] ?? []
    for await (const rows of table.rows)
      yield rows.map((row): Row => {
        const number = ++count
        if (isRejected(row)) return { ...row, source: part.source }
        if (shape.format === 'ndjson') return { number, entry: { ...row.entry, [shape.source]: part.source } }
        const cells = placed(row, table, places, shape)
        cells[cells.length - 1] = part.source
        return { number, entry: entryOf(keys, cells), cells }
      })
  }
}

/** The cells of a row where the whole has them. */
function placed(row: ReadRow, table: Table, places: readonly number[], shape: Shape): Cell[] {
  const cells = shape.columns.map((): Cell => null)
  const known = new Set<string>()
  table.columns.forEach((column, i) => {
    const at = places[i]
    known.add(column.header)
    if (at !== undefined) cells[at] = row.cells ? (row.cells[i] ?? null) : cellOf(row.entry[column.header])
  })
  const others = row.cells ? [] : Object.entries(row.entry).filter(([key]) => !known.has(key))
  if (shape.rest !== undefined && others.length > 0)
    cells[shape.columns.length - 2] = JSON.stringify(Object.fromEntries(others))
  return cells
}
