/** `jotcode/report`: coded entries → tables and charts as one HTML file, a workbook or CSV. */
export type { Chart } from './chart.ts'
export { type CsvFile, reportCsv } from './csv.ts'
export { type EconomicInputs, type EconomicResults, type Economics, economicResults } from './economics.ts'
export { entryOfRecord, type ReportEntry } from './entry.ts'
export { entryOfGold, type GoldEntry } from './gold-entry.ts'
export { type Interval, wilson } from './intervals.ts'
export { reportPage } from './page.ts'
export { type Provenance, unknownProvenance } from './provenance.ts'
export {
  compareWithPublished,
  contradictions,
  type Difference,
  type PrintedTable,
  readPrinted,
} from './published.ts'
export { type Counted, type CountOptions, countEntries } from './read-entries.ts'
export { createReport, type Part, type Report, type ReportOptions, type Section, tablesOf } from './report.ts'
export { reportWorkbook } from './sheets.ts'
export { protectList, protectTable } from './suppression.ts'
export { type Cell, type Column, cellAt, type Row, shareOf, type Table } from './table.ts'
export { Tally } from './tally.ts'
