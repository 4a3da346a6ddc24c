/** A report → CSV files, one for each table. */
import { csvLine } from '../files/write.ts'
import { type FlatCell, flatTable } from './flat-table.ts'
import { type Report, tablesOf } from './report.ts'

export interface CsvFile {
  readonly name: string
  readonly text: string
}

/** @returns a file for each table, named by its id, in UTF-8 with a mark so that spreadsheets read it */
export function reportCsv(report: Report): readonly CsvFile[] {
  return tablesOf(report).map((table, i) => {
    const { headers, rows } = flatTable(table)
    const lines = [headers, ...rows].map((row) => csvLine(row.map(textOf), ',', '\r\n'))
    return { name: `${String(i + 1).padStart(2, '0')}-${table.id}.csv`, text: `\uFEFF${lines.join('')}` }
  })
}

function textOf(cell: FlatCell): string {
  if (cell === null) return ''
  return typeof cell === 'string' ? cell : String(Math.round(cell * 1e6) / 1e6)
}
