/**
 * `jotcode/files`: logs in, coded logs out. Everything is read and written as a stream:
 *
 *     const table = await openTables(['may.xlsx', 'june.csv'])
 *     for await (const rows of table.rows) for (const row of rows) ...
 */
export { type Cell, type DateCell, isDate, textOf } from './cell.ts'
export { type ColumnOptions, codedCells, codedHeaders, type WideColumns } from './coded-columns.ts'
export { openTables, type TablesOptions } from './combine.ts'
export { type Encoding, encodings } from './encoding.ts'
export { type Format, formatNamed, formatOfPath, formats } from './format.ts'
export { disarmCell, restoreCell } from './formula.ts'
export { type TextlessRecord, withoutText } from './free-text.ts'
export { expandGlobs } from './globs.ts'
export { type ColumnMap, type EntryField, entryFields } from './header.ts'
export { type InputOptions, openTable } from './input.ts'
export { loadTaxonomy } from './load-taxonomy.ts'
export {
  codedPath,
  createFileOutput,
  createStreamOutput,
  type Output,
  type OutputOptions,
  writeBytes,
} from './output.ts'
export { sheetsOf } from './read-xlsx.ts'
export {
  type Column,
  type ColumnType,
  isRejected,
  type ReadRow,
  type RejectedRow,
  type Row,
  type Table,
} from './row.ts'
export { createWriter, csvLine, type WriteOptions, type Writer, type WrittenTable } from './write.ts'
export { type CellTable, writeParquet } from './write-parquet.ts'
export { type SheetContent, writeWorkbook } from './xlsx/write.ts'
