/** A report → an Excel workbook: a sheet for each table, and one that says what they are. */
import writeExcelFile, { type Cell, type Sheet } from 'write-excel-file/node'
import { type FlatCell, flatTable } from './flat-table.ts'
import { type Report, tablesOf } from './report.ts'
import type { Table } from './table.ts'

/** @returns the bytes of an .xlsx file */
export async function reportWorkbook(report: Report): Promise<Uint8Array> {
  const tables = tablesOf(report)
  const names = sheetNames(tables)
  const sheets = [
    contents(report, tables, names),
    ...tables.map((table, i) => sheetOf(table, names[i] ?? '')),
  ]
  return writeExcelFile(sheets, { fontFamily: 'Calibri', fontSize: 11 }).toBuffer()
}

function contents(report: Report, tables: readonly Table[], names: readonly string[]): Sheet<never> {
  const bold = (value: string): Cell => ({ value, fontWeight: 'bold' })
  return {
    sheet: 'Contents',
    columns: [{ width: 34 }, { width: 110 }],
    data: [
      [{ value: report.title, fontWeight: 'bold', fontSize: 14 }],
      [report.date],
      [],
      [bold('Sheet'), bold('Table')],
      ...tables.map((table, i): Cell[] => [
        names[i] ?? '',
        table.percentOf ? `${table.title} (% ${table.percentOf})` : table.title,
      ]),
      [],
      [bold('How it was coded')],
      ...report.methods.map((text): Cell[] => [null, { value: text, wrap: true }]),
    ],
  }
}

function sheetOf(table: Table, name: string): Sheet<never> {
  const { headers, rows, percents } = flatTable(table)
  const head = headers.map(
    (value): Cell => ({ value, fontWeight: 'bold', wrap: true, bottomBorderStyle: 'thin' }),
  )
  return {
    sheet: name,
    columns: headers.map((_, i) => ({ width: i === 0 ? 18 : i === 1 ? 46 : 13 })),
    stickyRowsCount: 1,
    stickyColumnsCount: 2,
    data: [
      head,
      ...rows.map((row, i): Cell[] =>
        row.map((cell, j) => excelCell(cell, percents.has(j), table.rows[i]?.total === true)),
      ),
      ...(table.notes.length > 0 ? [[]] : []),
      ...table.notes.map((note): Cell[] => [null, note]),
    ],
  }
}

function excelCell(value: FlatCell, percent: boolean, total: boolean): Cell {
  if (value === null) return null
  const weight = total ? ({ fontWeight: 'bold' } as const) : {}
  if (typeof value === 'string') return { type: String, value, ...weight }
  const format = percent ? '0.0%' : Number.isInteger(value) ? '#,##0' : '0.0'
  return { type: Number, value, format, ...weight }
}

/** Excel takes 31 characters, none of them []:*?/\, and no name twice in whatever case. */
function sheetNames(tables: readonly Table[]): string[] {
  const taken = new Set(['contents'])
  return tables.map(({ id }) => {
    const base = id.replace(/[[\]:*?/\\|]/g, '-').slice(0, 27)
    let name = base
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base} ${n}`
    taken.add(name.toLowerCase())
    return name
  })
}
