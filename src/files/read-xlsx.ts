/** Sheets of a workbook → tables. */
import type { Entry } from '../model/entry.ts'
import { JotcodeError } from '../model/issue.ts'
import { type Cell, textOf } from './cell.ts'
import { closing } from './close.ts'
import { fileFailure } from './failure.ts'
import { whatIsRead } from './format.ts'
import { restoreCell } from './formula.ts'
import { type ColumnMap, headerScore, keyOf, nameColumns } from './header.ts'
import type { Column, Notice, Row, Table } from './row.ts'
import { isBlank, readSheet, type SheetRow } from './xlsx/sheet.ts'
import { openWorkbook, type Sheet, type Workbook } from './xlsx/workbook.ts'

export interface XlsxOptions {
  /** The name of the file, for messages. */
  readonly name: string
  readonly columns: ColumnMap
  /** By name or by number, from 1. Left out, the first sheet that has a header. */
  readonly sheet?: string | undefined
  readonly notice: Notice
  /** Told how many bytes of the file are done with. */
  readonly onBytes?: ((count: number) => void) | undefined
  /** Left out, a column must hold a text to be coded. */
  readonly needsText?: boolean | undefined
  /** Size of the file in bytes, for the progress. */
  readonly size: number
  readonly signal?: AbortSignal | undefined
}

/** Stands for every sheet that is not hidden. */
export const everySheet = '*'

/**
 * Opens a sheet as a table. Its header is looked for: it may stand below titles and blank rows.
 * @param path a workbook (.xlsx, .xlsm)
 * @throws JotcodeError when the file is no workbook, has no such sheet, or the sheet has nothing to code
 */
export async function readXlsx(path: string, options: XlsxOptions): Promise<Table> {
  const workbook = await opened(path, options.name)
  try {
    const sheet = options.sheet ?? (await firstWithHeader(workbook, options))
    return await tableOf(workbook, sheetCalled(workbook.sheets, sheet, options.name), options)
  } catch (error) {
    workbook.parts.close()
    throw asFailure(error, options.name)
  }
}

/**
 * The sheets of a workbook, in their order: their names, and whether they are hidden.
 * @throws JotcodeError when the file is no workbook
 */
export async function sheetsOf(path: string): Promise<readonly { name: string; hidden: boolean }[]> {
  const { parts, sheets } = await opened(path, path)
  parts.close()
  return sheets.map(({ name, hidden }) => ({ name, hidden }))
}

/**
 * The sheets that somebody asks for, in their order.
 * @param asked names or numbers, or `*` for all that are not hidden
 * @throws JotcodeError when one of them is not there
 */
export async function sheetsAsked(path: string, asked: readonly string[], name: string): Promise<string[]> {
  const { parts, sheets } = await opened(path, name)
  parts.close()
  const names = asked.flatMap((one) =>
    one === everySheet
      ? sheets.filter(({ hidden }) => !hidden).map((sheet) => sheet.name)
      : [sheetCalled(sheets, one, name).name],
  )
  return [...new Set(names)]
}

async function opened(path: string, name: string): Promise<Workbook> {
  try {
    return await openWorkbook(path)
  } catch (error) {
    throw asFailure(error, name)
  }
}

/** What a damaged file makes the readers say, without any words of it. */
function asFailure(error: unknown, file: string): unknown {
  if (error instanceof JotcodeError) return error
  if (error instanceof Error && error.name === 'AbortError') return error
  return fileFailure(
    'file-unreadable',
    'this is no Excel workbook, or a damaged one',
    `open it in Excel and save it as .xlsx, without a password; ${whatIsRead}`,
    { file },
  )
}

function sheetCalled(sheets: readonly Sheet[], asked: string, file: string): Sheet {
  const key = asked.trim().toLowerCase()
  const found =
    sheets.find(({ name }) => name === asked) ??
    sheets.find(({ name }) => name.trim().toLowerCase() === key) ??
    (/^\d+$/.test(key) ? sheets[Number(key) - 1] : undefined)
  if (found) return found
  const names = sheets.map(({ name }) => JSON.stringify(name)).join(', ')
  throw fileFailure('unknown-column', `there is no sheet "${asked}"`, `the workbook has: ${names}`, { file })
}

/** The first sheet with a header that is known; where there are more, that is said. */
async function firstWithHeader(workbook: Workbook, { name, columns, notice }: XlsxOptions): Promise<string> {
  const shown = workbook.sheets.filter(({ hidden }) => !hidden)
  const [only] = shown
  if (only === undefined)
    throw fileFailure(
      'file-unreadable',
      'the workbook has no sheet that can be seen',
      'name one with --sheet',
      {
        file: name,
      },
    )
  const withHeader: string[] = []
  for (const sheet of shown) {
    if (shown.length === 1) return sheet.name
    const { header } = headerOf(await topOf(workbook, sheet), columns)
    if (header && headerScore(header.cells.map(textOf), columns) >= 0) withHeader.push(sheet.name)
  }
  const [first, ...others] = withHeader
  if (others.length > 0)
    notice(
      `sheet ${JSON.stringify(first)} is read; ${others.map((one) => JSON.stringify(one)).join(', ')} ${others.length === 1 ? 'has' : 'have'} a header, too (--sheet ${JSON.stringify(others[0])}, or --sheet "*" for all)`,
    )
  return first ?? only.name
}

/** Rows among which the header is looked for, and below it columns without one. */
const rowsLookedAt = 100

async function topOf(workbook: Workbook, sheet: Sheet): Promise<readonly SheetRow[]> {
  const top: SheetRow[] = []
  for await (const rows of readSheet(workbook, sheet)) {
    top.push(...rows.filter((row) => !isBlank(row)))
    if (top.length >= rowsLookedAt) break
  }
  return top.slice(0, rowsLookedAt)
}

/** The row that names most fields, of equals the first; and the rows below it. */
function headerOf(
  top: readonly SheetRow[],
  asked: ColumnMap,
): { header: SheetRow | undefined; below: readonly SheetRow[] } {
  const scores = top.slice(0, rowsLookedAt).map(({ cells }) => headerScore(cells.map(textOf), asked))
  const at = Math.max(0, scores.indexOf(Math.max(...scores)))
  return { header: top[at], below: top.slice(at + 1) }
}

async function tableOf(workbook: Workbook, sheet: Sheet, options: XlsxOptions): Promise<Table> {
  const { packed } = workbook.parts.sizes(sheet.part)
  options.onBytes?.(Math.max(0, options.size - packed))
  const source = readSheet(workbook, sheet, options.onBytes)
  const top: SheetRow[] = []
  while (top.length < rowsLookedAt) {
    const next = await source.next()
    if (next.done === true) break
    top.push(...next.value.filter((row) => !isBlank(row)))
  }
  const place = `${options.name}, sheet ${JSON.stringify(sheet.name)}`
  const { header, below } = headerOf(top, options.columns)
  if (header === undefined)
    throw fileFailure('file-unreadable', 'the sheet is empty', 'name another one with --sheet', {
      file: place,
    })
  const named = header.cells.map((cell) => restoreCell(textOf(cell)))
  const widest = Math.max(named.length, ...below.slice(0, rowsLookedAt).map(({ cells }) => cells.length))
  const headers = [...named, ...Array<string>(widest - named.length).fill('')]
  const columns = nameColumns(headers, options.columns, place, options.notice, {
    line: header.line,
    needsText: options.needsText,
  })
  if (header.line > 1)
    options.notice(`the header was found in row ${header.line} of sheet ${JSON.stringify(sheet.name)}`)
  return {
    format: 'xlsx',
    columns,
    style: { delimiter: ',', newline: '\n', mark: false },
    rows: closing(rowsOf(below, source, new SheetRows(columns), options), async () => {
      await source.return()
      workbook.parts.close()
    }),
  }
}

async function* rowsOf(
  first: readonly SheetRow[],
  rest: AsyncGenerator<readonly SheetRow[], void, undefined>,
  maker: SheetRows,
  { name, signal }: XlsxOptions,
): AsyncGenerator<readonly Row[]> {
  try {
    yield maker.rows(first)
    for await (const rows of rest) {
      signal?.throwIfAborted()
      yield maker.rows(rows)
    }
  } catch (error) {
    throw asFailure(error, name)
  }
}

/** Numbers the rows of a sheet and turns cells into entries. */
class SheetRows {
  private number = 0
  private readonly columns: readonly Column[]
  private readonly keys: readonly string[]

  constructor(columns: readonly Column[]) {
    this.columns = columns
    this.keys = columns.map(keyOf)
  }

  rows(found: readonly SheetRow[]): Row[] {
    return found.filter((row) => !isBlank(row)).map((row) => this.row(row))
  }

  private row({ line, cells }: SheetRow): Row {
    const number = ++this.number
    if (cells.length > this.columns.length) {
      const raw = JSON.stringify(cells.map(textOf))
      return { number, line, why: 'it has a value to the right of the last column', raw }
    }
    const restored = this.columns.map((_, i): Cell => {
      const cell = cells[i] ?? ''
      return typeof cell === 'string' ? restoreCell(cell) : cell
    })
    return { number, line, entry: entryOf(this.keys, restored), cells: restored }
  }
}

/** The entry of a row of typed cells. It has texts alone, so that it is coded as if it came from a CSV file. */
export function entryOf(keys: readonly string[], cells: readonly Cell[]): Entry {
  return Object.fromEntries(keys.map((key, i) => [key, textOf(cells[i] ?? '')]))
}
